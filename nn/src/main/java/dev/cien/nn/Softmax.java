package dev.cien.nn;

import dev.cien.tensor.Tensor;

/// e^xᵢ / Σ e^xⱼ along an axis: positive and sums to 1.
///
/// @param axis the axis
public record Softmax(int axis) implements Layer {
  /// With the axis named.
  public static Softmax of(int axis) {
    return new Softmax(axis);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.softmax(axis);
  }
}
