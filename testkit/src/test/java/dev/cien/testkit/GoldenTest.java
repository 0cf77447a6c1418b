package dev.cien.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.tensor.DType;
import org.junit.jupiter.api.Test;

class GoldenTest {
  private final Golden golden = Golden.load(GoldenTest.class, "small.json");

  @Test
  void readsShapesValuesAndSpecialNumbers() {
    assertThat(golden.names()).containsExactly("weight", "loss", "mask", "none");
    assertThat(golden.tensor("weight").shape().dims()).containsExactly(2, 2);
    assertThat(golden.values("weight")).containsExactly(1, -2.5, 0.03, Double.NaN);
    assertThat(golden.number("loss")).isEqualTo(0.25);
    assertThat(golden.tensor("loss").shape().rank()).isZero();
    assertThat(golden.tensor("mask", DType.BOOL).toBooleans()).containsExactly(true, false);
    assertThat(golden.tensor("none").size()).isZero();
  }

  @Test
  void aMissingNameOrFileSaysWhatIsThere() {
    assertThatThrownBy(() -> golden.tensor("bias"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("bias")
        .hasMessageContaining("weight, loss, mask");
    assertThatThrownBy(() -> Golden.load(GoldenTest.class, "absent.json"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("absent.json");
  }

  @Test
  void brokenFilesNameThePlace() {
    assertThatThrownBy(() -> Json.object("{\"a\" 1}"))
        .hasMessageContaining("expected ':' at character 5");
    assertThatThrownBy(() -> Json.object("{\"a\": [1")).hasMessageContaining("the end");
  }
}
