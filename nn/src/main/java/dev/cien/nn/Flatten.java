package dev.cien.nn;

import dev.cien.tensor.Tensor;

/// Joins axes into one, by default all but the first: `[N, C, H, W]` becomes `[N, C·H·W]`.
///
/// @param start the first axis to join
/// @param end the last axis to join
public record Flatten(int start, int end) implements Layer {
  /// Keeps the axis of samples and joins the others.
  public static Flatten of() {
    return new Flatten(1, -1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.flatten(start, end);
  }
}
