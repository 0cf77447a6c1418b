package dev.cien.zoo.gan;

import dev.cien.nn.Layer;
import dev.cien.tensor.Tensor;

/// The game as regression: real samples should score 1, made ones 0.
///
/// discriminator: ½(D(x) − 1)² + ½D(G(z))², generator: ½(D(G(z)) − 1)². A sample that is already on
/// the right side but far from the data still pulls, where the classifier's loss is flat.
///
/// X. Mao et al.: Least squares generative adversarial networks, 2016,
/// [arXiv:1611.04076](https://arxiv.org/abs/1611.04076).
public record LeastSquares() implements GanLoss {
  @Override
  public Tensor generator(Layer discriminator, Tensor fake) {
    return half(discriminator.forward(fake).sub(1));
  }

  @Override
  public Tensor discriminator(Layer discriminator, Tensor real, Tensor fake) {
    return half(discriminator.forward(real).sub(1)).add(half(discriminator.forward(fake)));
  }

  private static Tensor half(Tensor difference) {
    return difference.square().mean().mul(0.5);
  }
}
