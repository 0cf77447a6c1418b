package dev.cien.zoo.gan;

import dev.cien.nn.Layer;
import dev.cien.tensor.Tensor;

/// The game as a distance: over all functions D of slope at most 1, the largest E D(x) − E D(G(z))
/// is the earth mover's distance between data and samples.
///
/// critic: E D(G(z)) − E D(x), generator: −E D(G(z)). Here the slope is kept bounded crudely: every
/// weight of the critic is cut to −bound … bound after each update. [GradientPenalty] does it
/// better; this one shows what clipping costs, a critic too simple to see detail.
///
/// M. Arjovsky, S. Chintala, L. Bottou: Wasserstein GAN, 2017,
/// [arXiv:1701.07875](https://arxiv.org/abs/1701.07875), algorithm 1.
///
/// @param bound the largest weight of the critic, 0.01 in the paper
public record Wasserstein(double bound) implements GanLoss {
  /// Checks the bound.
  public Wasserstein {
    if (!(bound > 0)) {
      throw new IllegalArgumentException("wasserstein: expected a bound above 0, found " + bound);
    }
  }

  @Override
  public Tensor generator(Layer discriminator, Tensor fake) {
    return discriminator.forward(fake).mean().neg();
  }

  @Override
  public Tensor discriminator(Layer discriminator, Tensor real, Tensor fake) {
    return gap(discriminator, real, fake);
  }

  /// E D(fake) − E D(real): minus the critic's estimate of the distance.
  static Tensor gap(Layer discriminator, Tensor real, Tensor fake) {
    return discriminator.forward(fake).mean().sub(discriminator.forward(real).mean());
  }

  @Override
  public Tensor bounded(Tensor parameter) {
    return parameter.clamp(-bound, bound);
  }

  @Override
  public boolean bounds() {
    return true;
  }
}
