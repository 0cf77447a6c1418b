package dev.cien.nn;

import dev.cien.tensor.Mode;
import dev.cien.tensor.Tensor;

/// In training sets each element to 0 with probability p and divides the others by 1 − p, so that
/// the expectation stays; in inference does nothing (Srivastava et al. 2014, "Dropout: a simple way
/// to prevent neural networks from overfitting").
///
/// Random numbers come from [Mode#rng].
///
/// @param p the probability of an element being dropped
public record Dropout(double p) implements Layer {
  /// Checks the probability.
  public Dropout {
    Checks.fraction("Dropout", "a probability", p);
  }

  /// Drops with probability `p`.
  public static Dropout of(double p) {
    return new Dropout(p);
  }

  @Override
  public Tensor forward(Tensor x) {
    return Mode.isTraining() ? drop(p, x, x.shape().dims()) : x;
  }

  /// Drops with one decision for each element of `decisions`, which broadcasts to the shape of x.
  static Tensor drop(double p, Tensor x, int... decisions) {
    if (p == 0) {
      return x;
    }
    Tensor kept = Tensor.bernoulli(Mode.rng(), 1 - p, decisions).cast(x.dtype());
    return x.mul(p == 1 ? kept : kept.mul(1 / (1 - p)));
  }
}
