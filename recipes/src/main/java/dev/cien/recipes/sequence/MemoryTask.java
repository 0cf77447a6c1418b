package dev.cien.recipes.sequence;

import dev.cien.data.TensorDataset;
import dev.cien.nn.Layer;
import dev.cien.nn.Recurrent;
import dev.cien.nn.loss.CrossEntropy;
import dev.cien.nn.loss.Losses;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Cell;
import dev.cien.zoo.SequenceClassifier;
import dev.cien.zoo.SequenceTagger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The tasks of [CopyMemory], with one symbol, and of [Adding], as cells learn them side by side.
enum MemoryTask {
  COPY,
  ADDING;

  private static final int SYMBOLS = 8;
  private static final int WIDTH = 16;
  private static final double RIGHT = 0.04;
  private static final CrossEntropy LOSS = Losses.crossEntropy().withClassAxis(-1);

  static List<String> words() {
    return Arrays.stream(values()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
  }

  static MemoryTask of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  TensorDataset samples(Rng rng, int count, int lag) {
    return this == COPY ? CopyMemory.samples(rng, count, 1, lag) : Adding.samples(rng, count, lag);
  }

  Layer model(Cell cell, int hidden, double keep, Rng rng) {
    Layer model =
        this == COPY
            ? SequenceTagger.of(cell, SYMBOLS + 2, WIDTH, hidden, SYMBOLS, rng)
            : SequenceClassifier.of(cell, 2, hidden, 1, rng);
    Memory.keep(cell(model), keep);
    return model;
  }

  Recurrent<?> cell(Layer model) {
    return this == COPY ? ((SequenceTagger) model).cell() : ((SequenceClassifier) model).cell();
  }

  /// What the cell reads, `[N, T, in]`.
  Tensor features(Layer model, Tensor inputs) {
    return this == COPY ? ((SequenceTagger) model).embedding().forward(inputs) : inputs;
  }

  Tensor cost(Tensor predictions, Tensor targets) {
    return this == COPY ? LOSS.cost(predictions, targets) : Losses.mse().cost(predictions, targets);
  }

  /// The cost of the answer at the end, from the last state `[N, hidden]`.
  Tensor lastCost(Layer model, Tensor last, Tensor targets) {
    return this == COPY
        ? Losses.crossEntropy()
            .cost(((SequenceTagger) model).out().forward(last), targets.select(1, -1))
        : Losses.mse().cost(((SequenceClassifier) model).out().forward(last), targets);
  }

  /// What somebody gets right who has not read the sequence.
  double chance() {
    // Two uniform numbers have a sum within r of 1 with probability 2r − r².
    return this == COPY ? 1.0 / SYMBOLS : 2 * RIGHT - RIGHT * RIGHT;
  }

  /// The share of answers that are right: the symbol, or a sum that is off by less than 0.04.
  double score(Layer model, TensorDataset samples) {
    Tensor inputs = samples.all().inputs();
    int count = inputs.shape().dim(0);
    if (this == COPY) {
      int[] found = model.forward(inputs).select(1, -1).argMax(1).toInts();
      int[] right = samples.all().targets().select(1, -1).toInts();
      int hits = 0;
      for (int n = 0; n < count; n++) {
        hits += found[n] == right[n] ? 1 : 0;
      }
      return (double) hits / count;
    }
    float[] found = model.forward(inputs).toFloats();
    float[] right = samples.all().targets().toFloats();
    int hits = 0;
    for (int n = 0; n < count; n++) {
      hits += Math.abs(found[n] - right[n]) < RIGHT ? 1 : 0;
    }
    return (double) hits / count;
  }
}
