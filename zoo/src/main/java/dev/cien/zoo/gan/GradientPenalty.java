package dev.cien.zoo.gan;

import dev.cien.nn.Layer;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Tensor;
import java.util.Arrays;

/// The earth mover's distance with a critic whose slope is asked to be 1 where it matters: on the
/// lines between real and made samples.
///
/// critic: E D(G(z)) − E D(x) + λ E(‖∇D(x̂)‖ − 1)² with x̂ = εx + (1 − ε)G(z), ε uniform on 0 … 1
/// for each pair; generator: −E D(G(z)). The penalty contains a gradient and is itself
/// differentiated for the critic's weights: second derivatives, which the recorded gradients give.
///
/// The critic must treat the samples of a batch apart: no batch normalisation in it.
///
/// I. Gulrajani et al.: Improved training of Wasserstein GANs, 2017,
/// [arXiv:1704.00028](https://arxiv.org/abs/1704.00028), algorithm 1.
///
/// @param weight λ, 10 in the paper
public record GradientPenalty(double weight) implements GanLoss {
  // The root has no slope at 0, where a critic that ignores its input stands.
  private static final double TINY = 1e-12;

  @Override
  public Tensor generator(Layer discriminator, Tensor fake) {
    return discriminator.forward(fake).mean().neg();
  }

  @Override
  public Tensor discriminator(Layer discriminator, Tensor real, Tensor fake) {
    int[] each = new int[real.shape().rank()];
    Arrays.fill(each, 1);
    each[0] = real.shape().dim(0);
    Tensor share = Tensor.rand(Mode.rng(), each);
    Tensor between = real.mul(share).add(fake.mul(share.neg().add(1)));
    return Wasserstein.gap(discriminator, real, fake)
        .add(penalty(discriminator, between).mul(weight));
  }

  /// E(‖∇D(x)‖ − 1)² over given samples `[batch, …]`.
  public static Tensor penalty(Layer discriminator, Tensor samples) {
    Tensor slope = discriminator.forward(samples).sum().gradients(samples).of(samples);
    Tensor norm =
        slope
            .reshape(samples.shape().dim(0), samples.size() / samples.shape().dim(0))
            .square()
            .sum(1)
            .add(TINY)
            .sqrt();
    return norm.sub(1).square().mean();
  }
}
