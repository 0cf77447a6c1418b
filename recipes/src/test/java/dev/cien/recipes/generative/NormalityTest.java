package dev.cien.recipes.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.tensor.Rng;
import org.junit.jupiter.api.Test;

class NormalityTest {
  private static float[] draw(int count, double mean, double deviation) {
    Rng rng = Rng.of(4);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (mean + deviation * rng.nextGaussian());
    }
    return values;
  }

  @Test
  void normalNumbersPassAndOthersFail() {
    assertThat(Normality.of(draw(5000, 1, 2), 1, 2).probability()).isGreaterThan(0.01);
    assertThat(Normality.of(draw(5000, 1.2, 2), 1, 2).probability()).isLessThan(1e-4);
    assertThat(Normality.of(draw(5000, 1, 2.2), 1, 2).probability()).isLessThan(0.01);
  }

  /// The critical values of Kolmogorov's distribution: 5 % at 1.358.
  @Test
  void theGapAndItsProbabilityAreThoseOfTheTables() {
    // 100 numbers, all at the median: half the distribution is missing on each side.
    Normality median = Normality.of(new float[100], 0, 1);
    assertThat(median.distance()).isCloseTo(0.5, within(1e-6));
    // Two evenly spread quantiles: F = ¼ and ¾ give gaps of ¼.
    Normality even = Normality.of(new float[] {-0.6744898f, 0.6744898f}, 0, 1);
    assertThat(even.distance()).isCloseTo(0.25, within(1e-6));
  }
}
