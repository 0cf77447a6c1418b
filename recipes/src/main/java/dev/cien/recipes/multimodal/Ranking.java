package dev.cien.recipes.multimodal;

/// Retrieval: at which place of a list the right answer stands.
final class Ranking {
  private Ranking() {}

  /// The share of questions whose answer is among the first `k`.
  ///
  /// @param scores question by question, how well each candidate fits
  /// @param answer which candidate is right
  static double recall(double[][] scores, int[] answer, int k) {
    int found = 0;
    for (int q = 0; q < scores.length; q++) {
      found += place(scores[q], answer[q]) <= k ? 1 : 0;
    }
    return (double) found / scores.length;
  }

  /// The place of a candidate, 1 for the best; one that fits as well as others stands behind them.
  static int place(double[] scores, int candidate) {
    int place = 1;
    for (int c = 0; c < scores.length; c++) {
      place += c != candidate && scores[c] >= scores[candidate] ? 1 : 0;
    }
    return place;
  }
}
