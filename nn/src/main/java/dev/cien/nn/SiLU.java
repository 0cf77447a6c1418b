package dev.cien.nn;

import dev.cien.tensor.Tensor;

/// x·sigmoid(x), also called swish (Elfwing et al. 2017, arXiv:1702.03118).
public record SiLU() implements Layer {
  /// The function as a layer.
  public static SiLU of() {
    return new SiLU();
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.silu();
  }

  @Override
  public String toString() {
    return "SiLU";
  }
}
