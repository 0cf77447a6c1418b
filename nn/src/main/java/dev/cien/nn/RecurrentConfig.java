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
/// @param bias whether both products have biases, by default true
/// @param projection to how many features an LSTM's result is projected, fewer than `hidden`; by
///   default 0, for no projection (PyTorch's `proj_size`)
public record RecurrentConfig(
    int in,
    int hidden,
    int layers,
    boolean bidirectional,
    double dropout,
    boolean batchFirst,
    boolean bias,
    int projection) {
  /// Checks the numbers.
  public RecurrentConfig {
    Checks.positive("recurrent layer", "in", in);
    Checks.positive("recurrent layer", "hidden", hidden);
    Checks.positive("recurrent layer", "layers", layers);
    Checks.fraction("recurrent layer", "a dropout", dropout);
    if (projection < 0 || projection >= hidden) {
      throw new TensorException(
          "recurrent layer: expected a projection from 0 to less than hidden = "
              + hidden
              + ", found "
              + projection
              + ". Usual cause: sizes exchanged; a projection makes the result narrower than the"
              + " memory.");
    }
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
    return new RecurrentConfig(in, hidden, 1, false, 0, true, true, 0);
  }

  /// This form with another number of layers.
  public RecurrentConfig withLayers(int value) {
    return new RecurrentConfig(
        in, hidden, value, bidirectional, dropout, batchFirst, bias, projection);
  }

  /// This form in one or both directions.
  public RecurrentConfig withBidirectional(boolean value) {
    return new RecurrentConfig(in, hidden, layers, value, dropout, batchFirst, bias, projection);
  }

  /// This form with dropout between layers; set the layers first.
  public RecurrentConfig withDropout(double value) {
    return new RecurrentConfig(
        in, hidden, layers, bidirectional, value, batchFirst, bias, projection);
  }

  /// This form with the axis of samples first or second.
  public RecurrentConfig withBatchFirst(boolean value) {
    return new RecurrentConfig(in, hidden, layers, bidirectional, dropout, value, bias, projection);
  }

  /// This form with or without biases.
  public RecurrentConfig withBias(boolean value) {
    return new RecurrentConfig(
        in, hidden, layers, bidirectional, dropout, batchFirst, value, projection);
  }

  /// This form with the result of an LSTM projected to `value` features, or with 0 not.
  public RecurrentConfig withProjection(int value) {
    return new RecurrentConfig(in, hidden, layers, bidirectional, dropout, batchFirst, bias, value);
  }

  /// How many features each direction gives: `hidden`, or the projection.
  public int out() {
    return projection == 0 ? hidden : projection;
  }

  /// How many directions: 1 or 2.
  public int directions() {
    return bidirectional ? 2 : 1;
  }
}
