package dev.cien.zoo.gan;

import dev.cien.nn.Layer;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Mlp;

/// Two networks against each other: the generator makes samples of noise, the discriminator says
/// how real a sample looks.
///
/// ```
/// z                      [batch, latent]   noise, N(0, 1)
/// generator(z)           [batch, …]        a sample that nobody gave
/// discriminator(x)       [batch, 1]        a score, the higher the more real; no sigmoid
/// ```
///
/// What the two lower is a [GanLoss]. Where the game ends in a balance, the samples are spread as
/// the data are and the discriminator can do no better than guess.
///
/// I. Goodfellow et al.: Generative adversarial nets, 2014,
/// [arXiv:1406.2661](https://arxiv.org/abs/1406.2661).
///
/// @param generator from noise to samples
/// @param discriminator from samples to scores
/// @param latent how many numbers of noise a sample is made of
public record Gan(Layer generator, Layer discriminator, int latent) {
  /// Two perceptrons with two hidden layers each, for points of `size` coordinates.
  public static Gan perceptrons(int size, int latent, int width, Rng rng) {
    return new Gan(
        Mlp.of(Mlp.Activation.RELU, rng, latent, width, width, size),
        Mlp.of(Mlp.Activation.RELU, rng, size, width, width, 1),
        latent);
  }

  /// So many samples.
  public Tensor samples(int count, Rng rng) {
    return generator.forward(Tensor.randn(rng, count, latent));
  }
}
