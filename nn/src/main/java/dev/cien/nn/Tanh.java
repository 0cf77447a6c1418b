package dev.cien.nn;

import dev.cien.tensor.Tensor;

/// The hyperbolic tangent.
public record Tanh() implements Layer {
  /// The function as a layer.
  public static Tanh of() {
    return new Tanh();
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.tanh();
  }

  @Override
  public String toString() {
    return "Tanh";
  }
}
