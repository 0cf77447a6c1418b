package dev.cien.recipes.sequence;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;

/// Pieces of a text from places that every epoch draws anew: inputs `[N, T]`, and as targets the
/// same one symbol later.
final class TextWindows implements Dataset {
  private final int[] text;
  private final int steps;
  private final int[] starts;

  TextWindows(int[] text, int steps, int count) {
    this(text, steps, starts(text, steps, count, Rng.of(0)));
  }

  private TextWindows(int[] text, int steps, int[] starts) {
    this.text = text;
    this.steps = steps;
    this.starts = starts;
  }

  private static int[] starts(int[] text, int steps, int count, Rng rng) {
    if (text.length <= steps) {
      throw new IllegalArgumentException(
          "text: expected more than " + steps + " symbols, found " + text.length + ".");
    }
    int[] starts = new int[count];
    for (int i = 0; i < count; i++) {
      starts[i] = rng.nextInt(text.length - steps);
    }
    return starts;
  }

  @Override
  public Dataset forEpoch(long seed, int epoch) {
    return new TextWindows(
        text, steps, starts(text, steps, starts.length, Rng.of(seed).fork(epoch)));
  }

  @Override
  public int size() {
    return starts.length;
  }

  @Override
  public Batch batch(int... indices) {
    int[] inputs = new int[indices.length * steps];
    int[] targets = new int[indices.length * steps];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(text, starts[indices[i]], inputs, i * steps, steps);
      System.arraycopy(text, starts[indices[i]] + 1, targets, i * steps, steps);
    }
    return new Batch(
        Tensor.of(inputs, indices.length, steps), Tensor.of(targets, indices.length, steps));
  }
}
