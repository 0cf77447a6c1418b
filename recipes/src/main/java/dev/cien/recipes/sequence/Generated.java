package dev.cien.recipes.sequence;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.data.TensorDataset;
import dev.cien.tensor.Rng;
import java.util.function.Function;

/// Samples that a rule makes, anew for every epoch: no sample is seen twice, so that nothing can be
/// learnt by heart.
final class Generated implements Dataset {
  private final Function<Rng, TensorDataset> rule;
  private final TensorDataset now;

  /// The samples of a seed; those of training epochs are others.
  Generated(Function<Rng, TensorDataset> rule, long seed) {
    this(rule, rule.apply(Rng.of(seed)));
  }

  private Generated(Function<Rng, TensorDataset> rule, TensorDataset now) {
    this.rule = rule;
    this.now = now;
  }

  @Override
  public Dataset forEpoch(long seed, int epoch) {
    return new Generated(rule, rule.apply(Rng.of(seed).fork(epoch)));
  }

  @Override
  public int size() {
    return now.size();
  }

  @Override
  public Batch batch(int... indices) {
    return now.batch(indices);
  }
}
