package dev.cien.zoo.gan;

import dev.cien.nn.Layer;
import dev.cien.tensor.Tensor;

/// The game of the first paper: the discriminator is a classifier of real and made, with logits
/// D(x).
///
/// discriminator: −log σ(D(x)) − log(1 − σ(D(G(z)))), generator: −log σ(D(G(z))). The generator
/// could raise the discriminator's cost instead, but that is flat where it plays badly; this form
/// pulls hardest there, hence its name. Nothing in it rewards variety: a generator that makes one
/// convincing sample again and again does well until the discriminator has learnt it.
///
/// I. Goodfellow et al.: Generative adversarial nets, 2014,
/// [arXiv:1406.2661](https://arxiv.org/abs/1406.2661), section 3.
public record NonSaturating() implements GanLoss {
  @Override
  public Tensor generator(Layer discriminator, Tensor fake) {
    return discriminator.forward(fake).neg().softplus().mean();
  }

  @Override
  public Tensor discriminator(Layer discriminator, Tensor real, Tensor fake) {
    Tensor onReal = discriminator.forward(real).neg().softplus().mean();
    return onReal.add(discriminator.forward(fake).softplus().mean());
  }
}
