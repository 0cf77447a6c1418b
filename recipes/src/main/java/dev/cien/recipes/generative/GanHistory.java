package dev.cien.recipes.generative;

import dev.cien.tensor.Rng;
import dev.cien.train.TrainEvent;
import dev.cien.zoo.gan.Gan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What happened while two networks played: both costs and the figures of every epoch, and samples
/// of some. Only of the epochs that this process saw: a resumed run begins where it goes on.
final class GanHistory {
  /// The samples after an epoch, `[n, 2]`.
  record Snapshot(int epoch, float[] samples) {}

  private static final int PICTURES = 6;
  private static final int SHOWN = 1500;

  private final Gan gan;
  private final List<Integer> kept;
  private final List<TrainEvent.EpochEnded> epochs = new ArrayList<>();
  private final List<Snapshot> snapshots = new ArrayList<>();

  /// @param all how many epochs there will be
  GanHistory(Gan gan, int all) {
    this.gan = gan;
    // Early epochs change more: epochs 1 … all at equal factors.
    this.kept =
        IntStream.range(0, PICTURES)
            .map(i -> (int) Math.round(Math.pow(all, (double) i / (PICTURES - 1))))
            .distinct()
            .boxed()
            .toList();
  }

  void add(TrainEvent.EpochEnded ended) {
    epochs.add(ended);
    if (kept.contains(ended.epoch())) {
      snapshots.add(new Snapshot(ended.epoch(), gan.samples(SHOWN, Rng.of(7)).toFloats()));
    }
  }

  List<Snapshot> snapshots() {
    return snapshots;
  }

  boolean isEmpty() {
    return epochs.isEmpty();
  }

  double[] numbers() {
    return epochs.stream().mapToDouble(TrainEvent.EpochEnded::epoch).toArray();
  }

  /// A figure of all epochs, of the validation if it is there, else of training.
  double[] values(String name) {
    return epochs.stream()
        .mapToDouble(
            e -> {
              Map<String, Double> from =
                  e.validation().containsKey(name) ? e.validation() : e.training();
              return from.getOrDefault(name, Double.NaN);
            })
        .toArray();
  }
}
