package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProfileTest {
  private final Step step =
      Step.inference(in -> new Tensor[] {in[0].matmul(in[1]).add(1).exp().sum()});
  private final Tensor a = Tensor.ones(6, 5);
  private final Tensor b = Tensor.ones(5, 7);

  @Test
  void countsTheWorkOfEachKernelAndNamesItsLines() {
    Profile profile = step.profile(3, a.compute(), b.compute());
    Profile.Entry product = profile.entries().getFirst();
    assertThat(profile.runs()).isEqualTo(3);
    assertThat(product.kernel()).isEqualTo("matmul [6, 5]·[5, 7]");
    assertThat(product.flops()).isEqualTo(2L * 6 * 5 * 7);
    assertThat(product.bytes()).isEqualTo(4L * (6 * 5 + 5 * 7 + 6 * 7));
    assertThat(product.lines()).singleElement().asString().contains("ProfileTest.java");
    assertThat(profile.entries()).allMatch(entry -> entry.seconds() > 0);
    assertThat(profile.seconds()).isPositive();
  }

  @Test
  void noRunsCannotBeMeasured() {
    assertThatThrownBy(() -> step.profile(0, a, b))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("profile: expected 1 run or more, found 0");
  }
}
