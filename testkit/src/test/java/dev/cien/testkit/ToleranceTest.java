package dev.cien.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ToleranceTest {
  private final Tolerance tolerance = new Tolerance(0.1, 0.01);

  @Test
  void allowsAShareOfTheExpectedAndALittleAroundZero() {
    assertThat(tolerance.fits(109, 100)).isTrue();
    assertThat(tolerance.fits(111, 100)).isFalse();
    assertThat(tolerance.fits(0.009, 0)).isTrue();
    assertThat(tolerance.fits(-0.011, 0)).isFalse();
  }

  @Test
  void specialNumbersFitThemselvesAlone() {
    assertThat(tolerance.fits(Double.NaN, Double.NaN)).isTrue();
    assertThat(tolerance.fits(1, Double.NaN)).isFalse();
    assertThat(tolerance.fits(Double.NaN, 1)).isFalse();
    assertThat(tolerance.fits(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)).isTrue();
    assertThat(tolerance.fits(1e300, Double.POSITIVE_INFINITY)).isFalse();
    assertThat(tolerance.fits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)).isFalse();
    assertThat(tolerance.fits(Double.POSITIVE_INFINITY, 1)).isFalse();
    assertThat(Tolerance.EXACT.fits(-0.0, 0)).isTrue();
  }

  @Test
  void theErrorNamesTheFirstMisfit() {
    assertThatThrownBy(
            () -> Tolerance.FLOAT32.check("sum", new double[] {1, 2, 3}, new double[] {1, 2.5, 4}))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("sum: 2 of 3 elements")
        .hasMessageContaining("element 1 is 2.0, expected 2.5");
  }

  @Test
  void shapesMustAgreeToo() {
    assertThatThrownBy(() -> Tolerance.EXACT.check("x", Tensor.zeros(2, 3), Tensor.zeros(3, 2)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("expected shape [3, 2], found [2, 3]");
  }
}
