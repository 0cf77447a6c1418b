package dev.cien.nn;

import dev.cien.tensor.Tensor;

/// log(softmax(x)) along an axis, computed without overflow.
///
/// @param axis the axis
public record LogSoftmax(int axis) implements Layer {
  /// With the axis named.
  public static LogSoftmax of(int axis) {
    return new LogSoftmax(axis);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.logSoftmax(axis);
  }
}
