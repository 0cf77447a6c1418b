package dev.cien.course.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.course.small.Doubles;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// The expression of micrograd's front page, whose gradients many have computed.
class AutogradTest {
  @Test
  void microgradsExpressionHasItsGradients() {
    Tensor a = Doubles.scalar(-4);
    Tensor b = Doubles.scalar(2);
    Tensor c = a.add(b);
    Tensor d = a.mul(b).add(b.pow(3));
    c = c.add(c.add(1));
    c = c.add(c.add(1).sub(a));
    d = d.add(d.mul(2).add(b.add(a).relu()));
    d = d.add(d.mul(3).add(b.sub(a).relu()));
    Tensor e = c.sub(d);
    Tensor f = e.square();
    Tensor g = f.div(2).add(f.reciprocal().mul(10));
    Gradients gradients = g.gradients(a, b);
    assertThat(g.item()).isCloseTo(24.7041, within(5e-5));
    assertThat(gradients.of(a).item()).isCloseTo(138.8338, within(5e-5));
    assertThat(gradients.of(b).item()).isCloseTo(645.5773, within(5e-5));
  }
}
