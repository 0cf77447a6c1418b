package dev.cien.recipes.history;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.data.ProteinChain;
import dev.cien.data.Proteins;
import dev.cien.nn.loss.Losses;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Stretches of chains to learn from: a sample a family, of which each epoch draws a member, where
/// the stretch begins, which relatives are shown, and whether the shares are.
///
/// Batches are inputs int32 `[N, depth + 21, side]` ([FoldInput]) and targets int32 `[N, side,
/// side]`: the bin of each distance, [#IGNORED] where there is none or the residues are neighbours.
///
/// @param families members by family
/// @param side residues of a stretch
/// @param depth rows shown, the chain's own among them
/// @param hidden the probability that shares are not shown
/// @param drawn what the epoch's draws come from; only forked, so that threads may share it
record ProteinCrops(
    List<List<Proteins.Member>> families, int side, int depth, double hidden, Rng drawn)
    implements Dataset {
  /// Pairs that nobody is asked about.
  static final int IGNORED = -100;

  /// Residues that are nearer along the chain say little.
  private static final int NEAREST = 3;

  @Override
  public int size() {
    return families.size();
  }

  @Override
  public Batch batch(int... indices) {
    int size = FoldInput.size(depth, side);
    int[] inputs = new int[indices.length * size];
    int[] targets = new int[indices.length * side * side];
    Arrays.fill(targets, IGNORED);
    for (int k = 0; k < indices.length; k++) {
      Rng rng = drawn.fork(indices[k]);
      List<Proteins.Member> family = families.get(indices[k]);
      Proteins.Member member = family.get(rng.nextInt(family.size()));
      int length = member.chain().length();
      int from = rng.nextInt(Math.max(1, length - side + 1));
      int to = Math.min(length, from + side);
      FoldInput input = FoldInput.of(member).withRows(some(member.rows(), rng)).crop(from, to);
      FoldInput shown = rng.nextDouble() < hidden ? input.withoutShares() : input;
      shown.pack(inputs, k * size, depth, side);
      bins(member.chain(), from, to, targets, k * side * side);
    }
    return new Batch(
        Tensor.of(inputs, indices.length, size / side, side),
        Tensor.of(targets, indices.length, side, side));
  }

  /// Some of the rows, in random order.
  private List<String> some(List<String> rows, Rng rng) {
    List<String> some = new ArrayList<>();
    for (int row : rng.permutation(rows.size())) {
      if (some.size() < depth - 1) {
        some.add(rows.get(row));
      }
    }
    return some;
  }

  private void bins(ProteinChain chain, int from, int to, int[] targets, int at) {
    for (int i = from; i < to; i++) {
      for (int j = i + NEAREST; j < to; j++) {
        int bin = Distances.bin(chain.distance(i, j));
        targets[at + (i - from) * side + j - from] = bin;
        targets[at + (j - from) * side + i - from] = bin;
      }
    }
  }

  @Override
  public Dataset forEpoch(long seed, int epoch) {
    return new ProteinCrops(families, side, depth, hidden, Rng.of(seed).fork(epoch));
  }

  /// The cost of logits `[N, L, L, bins]`.
  static Tensor cost(Tensor logits, Tensor targets) {
    return Losses.crossEntropy().withIgnored(IGNORED).withClassAxis(-1).cost(logits, targets);
  }
}
