package dev.cien.nn;

import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;

/// y = x + body(x): the body learns a change to its input (He et al. 2015, arXiv:1512.03385).
///
/// Shapes: x and body(x) are equal.
///
/// @param body the layer around which the input is passed
public record Residual(Layer body) implements Layer {
  /// The given layer with its input added to its result.
  public static Residual of(Layer body) {
    return new Residual(body);
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor y = body.forward(x);
    if (!y.shape().equals(x.shape())) {
      throw new ShapeException(
          "Residual: expected a body that keeps the shape "
              + x.shape()
              + ", found "
              + y.shape()
              + ". Usual cause: a stride or another number of channels in the body; fix: padding,"
              + " or a projection of the input.");
    }
    return x.add(y);
  }

  @Override
  public String toString() {
    return "Residual";
  }
}
