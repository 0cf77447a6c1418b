package dev.cien.zoo.diffusion;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Mlp;

/// Finds the noise in points: a perceptron with three hidden layers that is given the point and the
/// time.
///
/// ```
/// x, t     [batch, size], int32 [batch]
/// body     of [x, waves of t]   [batch, size + 32] → width → width → width → [batch, size]
/// ```
///
/// J. Ho, A. Jain, P. Abbeel, 2020, [arXiv:2006.11239](https://arxiv.org/abs/2006.11239), which
/// does it with pictures.
///
/// @param body the perceptron
/// @param waves how it is told the time
public record PointDenoiser(Mlp body, TimeFeatures waves) implements NoisePredictor {
  private static final int WAVES = 32;

  /// A network for points of `size` coordinates.
  public static PointDenoiser of(int size, int width, Rng rng) {
    return new PointDenoiser(
        Mlp.of(Mlp.Activation.RELU, rng, size + WAVES, width, width, width, size),
        new TimeFeatures(WAVES));
  }

  @Override
  public Tensor noise(Tensor x, Tensor time) {
    return body.forward(Tensor.concat(1, x, waves.of(time)));
  }
}
