package dev.cien.zoo.diffusion;

import dev.cien.tensor.Tensor;

/// What a diffusion model learns: the noise in a drowned sample.
@FunctionalInterface
public interface NoisePredictor {
  /// The noise ε̂(xₜ, t).
  ///
  /// @param x drowned samples `[batch, …]`
  /// @param time how far each is drowned, int32 `[batch]`
  /// @return shaped like x
  Tensor noise(Tensor x, Tensor time);

  /// This predictor pushed away from another one that knows less: ε = ε̂ₒ + w (ε̂ − ε̂ₒ). With w =
  /// 1 it is this one; with more, samples show more of what only this one knows, such as their
  /// class, and vary less: classifier-free guidance.
  ///
  /// J. Ho, T. Salimans: Classifier-free diffusion guidance, 2022,
  /// [arXiv:2207.12598](https://arxiv.org/abs/2207.12598) (with w one less).
  default NoisePredictor guided(NoisePredictor without, double weight) {
    return (x, time) -> {
      Tensor base = without.noise(x, time);
      return base.add(noise(x, time).sub(base).mul(weight));
    };
  }
}
