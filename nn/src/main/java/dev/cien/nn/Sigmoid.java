package dev.cien.nn;

import dev.cien.tensor.Tensor;

/// 1 / (1 + e⁻ˣ).
public record Sigmoid() implements Layer {
  /// The function as a layer.
  public static Sigmoid of() {
    return new Sigmoid();
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.sigmoid();
  }

  @Override
  public String toString() {
    return "Sigmoid";
  }
}
