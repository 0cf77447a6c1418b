package dev.cien.recipes.kit;

/// How much better one of two answered the same questions, and how sure that is.
///
/// With n questions of which only the one is right b times and only the other c times, the
/// difference of their shares of right answers is (b − c) / n, and the interval in which it lies
/// with 95 % certainty, as far as the choice of the questions is concerned, that ± 1.96 · √(b + c −
/// (b − c)² / n) / n. Questions that both answer alike count in n alone, which is why paired
/// answers tell smaller differences apart than two separate tests.
///
/// Q. McNemar: Note on the sampling error of the difference between correlated proportions or
/// percentages, 1947.
///
/// @param difference (b − c) / n
/// @param interval half the width of the interval
public record PairedShares(double difference, double interval) {
  private static final double NORMAL_95 = 1.96;

  /// Compares answers.
  ///
  /// @param one the answers of the one
  /// @param other the answers of the other, to the same questions
  /// @param truth the right answers
  public static PairedShares of(int[] one, int[] other, int[] truth) {
    int n = truth.length;
    if (n == 0 || one.length != n || other.length != n) {
      throw new IllegalArgumentException(
          "paired shares: expected as many answers of both as right ones, at least one, found "
              + one.length
              + ", "
              + other.length
              + " and "
              + n);
    }
    double b = 0;
    double c = 0;
    for (int i = 0; i < n; i++) {
      boolean first = one[i] == truth[i];
      boolean second = other[i] == truth[i];
      b += first && !second ? 1 : 0;
      c += second && !first ? 1 : 0;
    }
    double spread = Math.sqrt(b + c - (b - c) * (b - c) / n);
    return new PairedShares((b - c) / n, NORMAL_95 * spread / n);
  }
}
