package dev.cien.data;

import dev.cien.tensor.Rng;
import java.util.stream.IntStream;

/// How a data set is walked through: batch size, order, and how far ahead batches are made.
///
/// ```java
/// var batches = Batches.of(data, 128).shuffled(42);
/// for (int epoch = 0; epoch < 10; epoch++) {
///   try (var steps = batches.epoch(epoch)) {
///     for (Batch batch : steps) { … }
///   }
/// }
/// ```
///
/// The order of an epoch is a pure function of (seed, epoch), and so is every augmentation: a run
/// stopped after step `k` goes on with `epoch(e, k)`, which starts there without making the earlier
/// batches.
///
/// @param data what is walked through
/// @param batchSize samples a batch
/// @param shuffled whether each epoch has an order of its own; otherwise samples come as they are
///   numbered
/// @param seed what orders and augmentations are drawn from
/// @param dropsLast whether a last batch that is not full is left out
/// @param ahead how many batches are made ahead of need by a virtual thread; 0 makes each when
///   asked for
public record Batches(
    Dataset data, int batchSize, boolean shuffled, long seed, boolean dropsLast, int ahead) {
  /// How far ahead batches are made unless said otherwise.
  public static final int DEFAULT_AHEAD = 2;

  /// A walk.
  ///
  /// @throws IllegalArgumentException if the batch size is not positive, `ahead` is negative, or no
  ///   batch would be left
  public Batches {
    if (batchSize < 1 || ahead < 0) {
      throw Refusal.of(
          "batches",
          "a batch size of 1 or more and 0 or more batches ahead",
          batchSize + " and " + ahead,
          "the two in the wrong order; fix: name the batch size first");
    }
    if (dropsLast && data.size() < batchSize) {
      throw Refusal.of(
          "batches",
          "at least one full batch of " + batchSize + ", for incomplete ones are dropped",
          data.size() + " samples",
          "a small set; fix: a smaller batch, or leave out dropLast()");
    }
  }

  /// Batches in the order of the set's numbers, the last one smaller if need be, two made ahead.
  public static Batches of(Dataset data, int batchSize) {
    return new Batches(data, batchSize, false, 0, false, DEFAULT_AHEAD);
  }

  /// The same with an order drawn anew in each epoch.
  public Batches shuffled(long newSeed) {
    return new Batches(data, batchSize, true, newSeed, dropsLast, ahead);
  }

  /// The same without a last batch that is not full.
  public Batches dropLast() {
    return new Batches(data, batchSize, shuffled, seed, true, ahead);
  }

  /// The same with so many batches made ahead of need.
  public Batches ahead(int count) {
    return new Batches(data, batchSize, shuffled, seed, dropsLast, count);
  }

  /// How many batches an epoch has.
  public int steps() {
    return dropsLast ? data.size() / batchSize : Math.ceilDiv(data.size(), batchSize);
  }

  /// The samples' numbers in the order of an epoch, counted from 0.
  public int[] order(int epoch) {
    return shuffled
        ? Rng.of(seed).fork(epoch).permutation(data.size())
        : IntStream.range(0, data.size()).toArray();
  }

  /// The batches of an epoch, counted from 0.
  ///
  /// @throws IllegalArgumentException if `epoch` is negative
  public Epoch epoch(int epoch) {
    return epoch(epoch, 0);
  }

  /// The batches of an epoch from a step on; `fromStep` may be [#steps], which leaves none.
  ///
  /// @throws IllegalArgumentException if there is no such step
  public Epoch epoch(int epoch, int fromStep) {
    if (epoch < 0 || fromStep < 0 || fromStep > steps()) {
      throw Refusal.of(
          "batches",
          "an epoch of 0 or more and a step of 0 to " + steps(),
          epoch + " and " + fromStep,
          "steps counted over all epochs, or a run resumed with another batch size; fix: count"
              + " steps within the epoch, both from 0");
    }
    return new Epoch(this, epoch, fromStep);
  }
}
