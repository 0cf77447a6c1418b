package dev.cien.data;

import dev.cien.tensor.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Samples by number: anything with a size that can put chosen samples into a [Batch].
///
/// ```java
/// Split parts = Iris.load().split(0.8, 42);
/// Standardizer scale = Standardizer.fit(parts.train());
/// for (Batch batch : Batches.of(scale.on(parts.train()), 32).shuffled(42).epoch(0)) { … }
/// ```
///
/// Implementations are immutable and may be asked from several threads at once.
public interface Dataset {
  /// How many samples.
  int size();

  /// The samples with the given numbers, in that order; a number may come twice.
  ///
  /// @throws IndexOutOfBoundsException if a number is not 0 to size − 1
  Batch batch(int... indices);

  /// The set as it is seen in one epoch. Augmented sets draw anew for every (seed, epoch, sample);
  /// others are the same in every epoch.
  default Dataset forEpoch(long seed, int epoch) {
    return this;
  }

  /// The names of the columns of the inputs; empty if they have none.
  default List<String> inputNames() {
    return List.of();
  }

  /// The names of the classes, in the order of the numbers in the targets; empty if the targets are
  /// no classes.
  default List<String> classNames() {
    return List.of();
  }

  /// All samples as one batch.
  default Batch all() {
    return batch(IntStream.range(0, size()).toArray());
  }

  /// The samples with the given numbers as a set of its own.
  default Dataset select(int... indices) {
    return new Selection(this, indices.clone());
  }

  /// The first samples.
  ///
  /// @throws IllegalArgumentException if there are not so many
  default Dataset take(int count) {
    if (count < 0 || count > size()) {
      throw Refusal.of(
          "take",
          "0 to " + size() + " samples",
          count,
          "the size of another set or part; fix: take at most size()");
    }
    return select(IntStream.range(0, count).toArray());
  }

  /// Cuts the shuffled set in two; the first part gets `fraction` of the samples, rounded, and each
  /// part at least one.
  ///
  /// @throws IllegalArgumentException if the fraction is not between 0 and 1, or there are fewer
  ///   than 2 samples
  default Split split(double fraction, long seed) {
    if (!(fraction > 0 && fraction < 1) || size() < 2) {
      throw Refusal.of(
          "split",
          "a fraction between 0 and 1 of at least 2 samples",
          fraction + " of " + size(),
          "a percentage or a count of samples; fix: 0.8 for 80 %, count / size() for a count");
    }
    int[] order = Rng.of(seed).permutation(size());
    int cut = Math.clamp(Math.round(fraction * size()), 1, size() - 1);
    return new Split(
        select(Arrays.copyOf(order, cut)), select(Arrays.copyOfRange(order, cut, size())));
  }

  /// Cuts the shuffled set into `k` parts whose sizes differ by at most one; each in turn is the
  /// one held out.
  ///
  /// @throws IllegalArgumentException if `k` is not 2 to size
  default List<Split> kFold(int k, long seed) {
    if (k < 2 || k > size()) {
      throw Refusal.of(
          "k-fold", "2 to " + size() + " folds", k, "more folds than samples; fix: fewer folds");
    }
    int[] order = Rng.of(seed).permutation(size());
    List<Split> folds = new ArrayList<>();
    for (int fold = 0; fold < k; fold++) {
      int from = (int) ((long) size() * fold / k);
      int to = (int) ((long) size() * (fold + 1) / k);
      int[] train = new int[size() - (to - from)];
      System.arraycopy(order, 0, train, 0, from);
      System.arraycopy(order, to, train, from, size() - to);
      folds.add(new Split(select(train), select(Arrays.copyOfRange(order, from, to))));
    }
    return folds;
  }

  /// The same samples, every batch passed through a function. The function must treat samples apart
  /// and give as many as it got.
  default Dataset map(UnaryOperator<Batch> function) {
    return new Mapped(this, function);
  }

  /// The same pictures, changed at random anew in every epoch; inputs must be `[N, C, H, W]`.
  default Dataset augment(Augmentation augmentation) {
    return new Augmented(this, augmentation, null);
  }
}
