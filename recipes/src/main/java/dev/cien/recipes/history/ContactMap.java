package dev.cien.recipes.history;

import dev.cien.data.ProteinChain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How likely each two residues of a chain touch, or any score that orders pairs.
///
/// @param scores `[L][L]`, symmetric, larger for what is likelier
record ContactMap(double[][] scores) {
  /// Two residues, i before j.
  record Pair(int i, int j) {}

  /// The likeliest pairs that are at least so far apart along the chain; of equally likely ones
  /// those that are nearer along it, then the earlier.
  List<Pair> best(int count, int apart) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      for (int j = i + apart; j < scores.length; j++) {
        pairs.add(new Pair(i, j));
      }
    }
    pairs.sort(
        Comparator.comparingDouble((Pair pair) -> -scores[pair.i][pair.j])
            .thenComparingInt(pair -> pair.j - pair.i)
            .thenComparingInt(Pair::i));
    return List.copyOf(pairs.subList(0, Math.min(count, pairs.size())));
  }

  /// Precision at L/5: of the L/5 likeliest pairs at least 24 residues apart, the share that touch.
  ///
  /// R. Shrestha et al.: Assessing the accuracy of contact predictions in CASP13, 2019.
  double precision(ProteinChain truth) {
    List<Pair> best = best(fifth(truth), Distances.LONG_RANGE);
    long right = best.stream().filter(pair -> Distances.isContact(truth, pair.i, pair.j)).count();
    return best.isEmpty() ? 0 : (double) right / best.size();
  }

  /// L/5, at least 1.
  static int fifth(ProteinChain chain) {
    return Math.max(1, chain.length() / 5);
  }
}
