package dev.cien.nn;

import dev.cien.tensor.Shape;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import dev.cien.tensor.Variable;

/// The messages that layers share.
final class Checks {
  private Checks() {}

  static void positive(String layer, String what, int value) {
    if (value < 1) {
      throw new TensorException(
          layer + ": expected " + what + " of 1 or more, found " + value + ".");
    }
  }

  static void fraction(String layer, String what, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new TensorException(
          layer + ": expected " + what + " from 0 to 1, found " + value + ".");
    }
  }

  /// The last axis of `x` must hold `features` numbers.
  static void features(Object layer, Variable weight, int features, Tensor x) {
    Shape shape = x.shape();
    if (shape.rank() == 0 || shape.dim(-1) != features) {
      throw new ShapeException(
          at(layer, weight)
              + ": expected "
              + features
              + " features in the last axis, found "
              + (shape.rank() == 0 ? "a scalar" : shape.dim(-1) + " in " + shape)
              + ". "
              + featuresHint(shape, features));
    }
  }

  private static String featuresHint(Shape shape, int features) {
    int product = 1;
    for (int d = shape.rank() - 1; d > 0; d--) {
      product *= shape.dim(d);
      if (product == features && d < shape.rank() - 1) {
        return "Usual cause: the axes after the batch were not joined; fix: Flatten.of() before"
            + " this layer.";
      }
    }
    return "Usual cause: a layer built for another number of features; fix: its first size, or the"
        + " layer before it.";
  }

  /// Axis 1 of `x` must hold `channels` numbers and be followed by `spatial` axes; −1 allows any
  /// number of them.
  static void channels(Object layer, Variable weight, int channels, int spatial, Tensor x) {
    Shape shape = x.shape();
    if (spatial >= 0 && shape.rank() != spatial + 2) {
      throw new ShapeException(
          at(layer, weight)
              + ": expected [N, "
              + channels
              + ", "
              + spatial
              + " spatial "
              + (spatial == 1 ? "axis" : "axes")
              + "], found "
              + shape
              + ". Usual cause: "
              + (shape.rank() == spatial + 1
                  ? "a missing axis of samples or channels; fix: unsqueeze(0) or unsqueeze(1)."
                  : "images that were flattened before, or a layer for another number of axes; fix:"
                      + " reshape."));
    }
    if (shape.rank() < 2 || shape.dim(1) != channels) {
      throw new ShapeException(
          at(layer, weight)
              + ": expected "
              + channels
              + " channels in axis 1, found "
              + shape
              + ". Usual cause: "
              + (shape.rank() > 2 && shape.dim(-1) == channels
                  ? "channels in the last axis; fix: permute them to axis 1."
                  : "a layer built for another number of channels; fix: its first size, or the"
                      + " layer before it."));
    }
  }

  /// A layer in messages: its printed form and the name of a parameter of it.
  static String at(Object layer, Variable parameter) {
    return parameter == null ? layer.toString() : layer + " (" + parameter.name() + ")";
  }
}
