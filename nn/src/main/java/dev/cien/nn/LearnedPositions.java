package dev.cien.nn;

import dev.cien.tensor.Rng;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;

/// Adds a learned vector for each position.
///
/// Shapes: x and y `[…, T, width]` with T ≤ length, weight `[length, width]`. The vectors start
/// normally distributed with mean 0 and deviation 0.02, as in GPT-2.
///
/// @param weight the vectors
public record LearnedPositions(Variable weight) implements Layer {
  private static final double DEVIATION = 0.02;

  /// For up to `length` positions of `width` features.
  public static LearnedPositions of(int length, int width, Rng rng) {
    Checks.positive("LearnedPositions", "length", length);
    Checks.positive("LearnedPositions", "width", width);
    return new LearnedPositions(Variable.of("weight", Init.normal(rng, DEVIATION, length, width)));
  }

  @Override
  public Tensor forward(Tensor x) {
    Positions.check(this, weight.shape().dim(1), x);
    int length = x.shape().dim(-2);
    if (length > weight.shape().dim(0)) {
      throw new ShapeException(
          Checks.at(this, weight)
              + ": expected at most "
              + weight.shape().dim(0)
              + " positions, found "
              + length
              + " in "
              + x.shape()
              + ". Fix: cut the sequence, or build the layer for longer ones.");
    }
    return x.add(weight.value().slice(0, 0, length));
  }

  @Override
  public String toString() {
    return "LearnedPositions(length="
        + weight.shape().dim(0)
        + ", width="
        + weight.shape().dim(1)
        + ")";
  }
}
