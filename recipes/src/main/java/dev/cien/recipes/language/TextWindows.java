package dev.cien.recipes.language;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;

/// Pieces of a long text of tokens, to learn from each token what comes next: inputs `[N, T]` are
/// the tokens, targets `[N, T]` the tokens that follow each of them.
///
/// Each epoch draws other places of the text to cut at.
final class TextWindows implements Dataset {
  private final int[] tokens;
  private final int length;
  private final int count;
  private final Rng places;

  private TextWindows(int[] tokens, int length, int count, Rng places) {
    this.tokens = tokens;
    this.length = length;
    this.count = count;
    this.places = places;
  }

  /// So many pieces of `length` tokens an epoch.
  static TextWindows of(int[] tokens, int length, int count, long seed) {
    if (tokens.length <= length) {
      throw new IllegalArgumentException(
          "text windows: expected more than " + length + " tokens, found " + tokens.length);
    }
    return new TextWindows(tokens, length, count, Rng.of(seed));
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public Dataset forEpoch(long seed, int epoch) {
    return new TextWindows(tokens, length, count, Rng.of(seed).fork(epoch));
  }

  @Override
  public Batch batch(int... indices) {
    int[] inputs = new int[indices.length * length];
    int[] targets = new int[indices.length * length];
    for (int i = 0; i < indices.length; i++) {
      int from = places.fork(indices[i]).nextInt(tokens.length - length);
      System.arraycopy(tokens, from, inputs, i * length, length);
      System.arraycopy(tokens, from + 1, targets, i * length, length);
    }
    return new Batch(
        Tensor.of(inputs, indices.length, length), Tensor.of(targets, indices.length, length));
  }
}
