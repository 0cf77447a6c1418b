package dev.cien.nn;

import dev.cien.tensor.Tensor;

/// log(1 + eˣ), a smooth ReLU.
public record Softplus() implements Layer {
  /// The function as a layer.
  public static Softplus of() {
    return new Softplus();
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.softplus();
  }

  @Override
  public String toString() {
    return "Softplus";
  }
}
