package dev.cien.recipes.multimodal;

import java.util.stream.IntStream;

/// Retrieval: at which place of a list the right answer stands.
final class Ranking {
  private Ranking() {}

  /// The share of questions whose answer is among the first `k`.
  ///
  /// @param scores question by question, how well each candidate fits
  /// @param answer which candidate is right
  static double recall(double[][] scores, int[] answer, int k) {
    return recall(
        IntStream.range(0, scores.length).map(q -> place(scores[q], answer[q])).toArray(), k);
  }

  /// The share of places among the first `k`.
  static double recall(int[] places, int k) {
    return (double) IntStream.of(places).filter(place -> place <= k).count() / places.length;
  }

  /// The normalised discounted cumulative gain among the first `k` where one answer is right: the
  /// mean of 1 / log₂(1 + place), and 0 behind the first `k`.
  ///
  /// K. Järvelin, J. Kekäläinen: Cumulated gain-based evaluation of IR techniques, 2002.
  static double ndcg(int[] places, int k) {
    return IntStream.of(places)
            .filter(place -> place <= k)
            .mapToDouble(place -> StrictMath.log(2) / StrictMath.log(1 + place))
            .sum()
        / places.length;
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
