package dev.cien.nn;

import dev.cien.tensor.Tensor;

/// x where positive, slope·x elsewhere (Maas et al. 2013).
///
/// @param slope the slope on the negative side, by default 0.01
public record LeakyReLU(double slope) implements Layer {
  /// With a slope of 0.01.
  public static LeakyReLU of() {
    return new LeakyReLU(0.01);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.leakyRelu(slope);
  }
}
