package dev.cien.optim;

import dev.cien.tensor.DType;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Tensor;

/// Keeps gradients from becoming too large; applied before the update.
@FunctionalInterface
public interface Clipping {
  /// Added to the norm before dividing by it, as PyTorch does.
  double EPSILON = 1e-6;

  /// The gradients, made smaller where they are too large.
  Gradients apply(Gradients gradients);

  /// Gradients as they are.
  static Clipping none() {
    return gradients -> gradients;
  }

  /// Scales all gradients by min(1, limit / (‖g‖ + 10⁻⁶)), where ‖g‖ is the Euclidean norm over all
  /// of them together: their direction stays. Pascanu, Mikolov & Bengio 2013,
  /// [arXiv:1211.5063](https://arxiv.org/abs/1211.5063).
  static Clipping byGlobalNorm(double limit) {
    Checks.require(limit > 0, "clipping", "the norm", "a limit above 0", limit);
    return gradients -> {
      Tensor scale = globalNorm(gradients).add(EPSILON).reciprocal().mul(limit).minimum(1);
      return gradients.map((variable, gradient) -> gradient.mul(scale.cast(gradient.dtype())));
    };
  }

  /// Keeps every element within [−limit, limit].
  static Clipping byValue(double limit) {
    Checks.require(limit > 0, "clipping", "the value", "a limit above 0", limit);
    return gradients -> gradients.map((variable, gradient) -> gradient.clamp(-limit, limit));
  }

  /// The Euclidean norm √Σg² over all gradients together, a scalar.
  static Tensor globalNorm(Gradients gradients) {
    return gradients.byVariable().values().stream()
        .map(g -> (g.dtype() == DType.BFLOAT16 ? g.cast(DType.FLOAT32) : g).square().sum())
        .reduce(Tensor::add)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "clipping: expected at least one gradient, found none. Fix:"
                        + " loss.gradients(parameters)."))
        .sqrt();
  }
}
