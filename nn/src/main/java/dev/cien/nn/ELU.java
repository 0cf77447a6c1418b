package dev.cien.nn;

import dev.cien.tensor.Tensor;

/// x where positive, α(eˣ − 1) elsewhere (Clevert et al. 2015, arXiv:1511.07289).
///
/// @param alpha minus the limit for small x, by default 1
public record ELU(double alpha) implements Layer {
  /// With α = 1.
  public static ELU of() {
    return new ELU(1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.elu(alpha);
  }
}
