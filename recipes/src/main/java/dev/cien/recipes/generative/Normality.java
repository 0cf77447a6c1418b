package dev.cien.recipes.generative;

import java.util.Arrays;

/// Whether numbers could have been drawn from a normal distribution: the Kolmogorov–Smirnov test.
///
/// @param distance the largest gap between the share of the numbers below x and what the
///   distribution says
/// @param probability of a gap at least as large if they were drawn from it
record Normality(double distance, double probability) {
  /// Tests numbers against N(mean, deviation²).
  static Normality of(float[] values, double mean, double deviation) {
    double[] z = new double[values.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = (values[i] - mean) / deviation;
    }
    Arrays.sort(z);
    double gap = 0;
    for (int i = 0; i < z.length; i++) {
      double expected = below(z[i]);
      gap =
          Math.max(
              gap, Math.max((i + 1.0) / z.length - expected, expected - (double) i / z.length));
    }
    return new Normality(gap, tail(gap, z.length));
  }

  /// Kolmogorov's limit with Stephens' correction for finite samples (1970).
  private static double tail(double gap, int count) {
    double root = Math.sqrt(count);
    double lambda = (root + 0.12 + 0.11 / root) * gap;
    if (lambda < 0.2) {
      return 1;
    }
    double sum = 0;
    for (int k = 1; k <= 100; k++) {
      sum += (k % 2 == 1 ? 2 : -2) * StrictMath.exp(-2.0 * k * k * lambda * lambda);
    }
    return Math.clamp(sum, 0, 1);
  }

  /// The standard normal distribution function, by the rational approximation 26.2.17 of Abramowitz
  /// and Stegun (1964); error below 7.5·10⁻⁸.
  private static double below(double z) {
    double t = 1 / (1 + 0.2316419 * Math.abs(z));
    double polynomial =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double upper = StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
    return z >= 0 ? 1 - upper : upper;
  }
}
