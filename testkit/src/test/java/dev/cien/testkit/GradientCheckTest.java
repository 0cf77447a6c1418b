package dev.cien.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// The check finds what it is for: wrong gradients.
class GradientCheckTest {
  private final Tensor a = Samples.float64(1, 2, 3);
  private final Tensor b = Samples.float64(2, 3);

  @Test
  void acceptsRightGradients() {
    GradientCheck.all("a·b + sin a", x -> x.get(0).mul(x.get(1)).add(x.get(0).sin()), a, b);
  }

  @Test
  void namesTheInputWhoseGradientIsWrong() {
    GradientCheck.Formula halfForgotten = x -> x.get(0).mul(x.get(1)).mul(x.get(1).detach());
    assertThatThrownBy(() -> GradientCheck.first("a·b²", halfForgotten, a, b))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a·b²: gradient of input 1 [3]");
    assertThatThrownBy(() -> GradientCheck.jacobian("a·b²", halfForgotten, a, b))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("element 0 of input 1");
  }

  @Test
  void findsAWrongSecondDerivative() {
    GradientCheck.Formula flat =
        x -> x.get(0).exp().add(x.get(0).sub(x.get(0).detach()).mul(x.get(0).detach()));
    assertThatThrownBy(() -> GradientCheck.second("e^a", flat, a))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("second derivative of e^a");
  }
}
