package dev.cien.nn;

import dev.cien.tensor.Tensor;

/// x·Φ(x) with the normal distribution Φ (Hendrycks & Gimpel 2016, arXiv:1606.08415).
///
/// @param tanh whether Φ is approximated through tanh, as GPT-2 does, by default false
public record GELU(boolean tanh) implements Layer {
  /// With the exact Φ.
  public static GELU of() {
    return new GELU(false);
  }

  /// With Φ approximated through tanh.
  public static GELU approximate() {
    return new GELU(true);
  }

  @Override
  public Tensor forward(Tensor x) {
    return tanh ? x.geluTanh() : x.gelu();
  }
}
