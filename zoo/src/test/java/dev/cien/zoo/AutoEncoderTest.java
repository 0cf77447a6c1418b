package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.nn.Params;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AutoEncoderTest {
  @Test
  void decodingTheCodeIsWhatForwardGives() {
    AutoEncoder model = AutoEncoder.of(12, 3, 5, Rng.of(1));
    Tensor x = Tensor.rand(Rng.of(2), 2, 1, 12, 12);
    assertThat(model.encode(x).shape()).isEqualTo(Shape.of(2, 5));
    assertThat(model.forward(x).shape()).isEqualTo(x.shape());
    assertThat(model.decode(model.encode(x)).toFloats()).isEqualTo(model.forward(x).toFloats());
  }

  @Test
  void parametersAreThoseOfTheFormula() {
    int w = 3;
    int flat = 2 * w * 9;
    long expected =
        (9 * w + w)
            + (9 * w * 2 * w + 2 * w)
            + (flat * 5 + 5)
            + (5 * flat + flat)
            + (2 * w * w * 16 + w)
            + (w * 16 + 1);
    assertThat(Params.of(AutoEncoder.of(12, w, 5, Rng.of(1))).count()).isEqualTo(expected);
  }

  @Test
  void aSideThatCannotBeHalvedTwiceIsAnError() {
    assertThatThrownBy(() -> AutoEncoder.of(30, 2, 2, Rng.of(1))).hasMessageContaining("found 30");
  }
}
