package dev.cien.nn;

import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;

/// What the positional encodings share.
final class Positions {
  private Positions() {}

  static void even(String layer, int width) {
    if (width < 2 || width % 2 != 0) {
      throw new TensorException(
          layer + ": expected an even width of 2 or more, found " + width + ".");
    }
  }

  static void check(Object layer, int width, Tensor x) {
    if (x.shape().rank() < 2 || x.shape().dim(-1) != width) {
      throw new ShapeException(
          layer
              + ": expected […, T, "
              + width
              + "], found "
              + x.shape()
              + ". Usual cause: another width than the embedding's, or a missing axis of"
              + " positions.");
    }
  }
}
