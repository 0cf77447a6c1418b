package dev.cien.nn;

import dev.cien.tensor.TensorException;

/// The form of a recurrent layer.
///
/// @param in how many features each step takes
/// @param hidden how many features the state has
/// @param layers how many layers lie on each other, by default 1
/// @param bidirectional whether each layer also reads the sequence backwards, by default false
/// @param dropout the probability of dropping between layers, by default 0
/// @param batchFirst whether sequences are `[N, T, …]`, by default true, or `[T, N, …]`
public record RecurrentConfig(
    int in, int hidden, int layers, boolean bidirectional, double dropout, boolean batchFirst) {
  /// Checks the numbers.
  public RecurrentConfig {
    Checks.positive("recurrent layer", "in", in);
    Checks.positive("recurrent layer", "hidden", hidden);
    Checks.positive("recurrent layer", "layers", layers);
    Checks.fraction("recurrent layer", "a dropout", dropout);
    if (dropout > 0 && layers == 1) {
      throw new TensorException(
          "recurrent layer: dropout lies between layers, and there is only one. Fix: withLayers(2),"
              + " or Dropout.of("
              + dropout
              + ") after it.");
    }
  }

  /// One layer, one direction.
  public static RecurrentConfig of(int in, int hidden) {
    return new RecurrentConfig(in, hidden, 1, false, 0, true);
  }

  /// This form with another number of layers.
  public RecurrentConfig withLayers(int value) {
    return new RecurrentConfig(in, hidden, value, bidirectional, dropout, batchFirst);
  }

  /// This form in one or both directions.
  public RecurrentConfig withBidirectional(boolean value) {
    return new RecurrentConfig(in, hidden, layers, value, dropout, batchFirst);
  }

  /// This form with dropout between layers; set the layers first.
  public RecurrentConfig withDropout(double value) {
    return new RecurrentConfig(in, hidden, layers, bidirectional, value, batchFirst);
  }

  /// This form with the axis of samples first or second.
  public RecurrentConfig withBatchFirst(boolean value) {
    return new RecurrentConfig(in, hidden, layers, bidirectional, dropout, value);
  }

  /// How many directions: 1 or 2.
  public int directions() {
    return bidirectional ? 2 : 1;
  }
}
