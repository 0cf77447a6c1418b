package dev.cien.nn;

import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Optional;

/// What the normalising layers share.
final class Normalization {
  /// The ε of batch, layer and group normalisation.
  static final double EPSILON = 1e-5;

  private Normalization() {}

  /// (x − mean) / √(variance + ε) over `axes`.
  static Tensor standardize(Tensor x, double epsilon, int... axes) {
    Tensor centred = x.sub(x.mean(axes, true));
    return centred.mul(centred.square().mean(axes, true).add(epsilon).rsqrt());
  }

  /// x·weight + bias, each seen with the sizes `dims`.
  static Tensor affine(Tensor x, Optional<Variable> weight, Optional<Variable> bias, int... dims) {
    Tensor scaled = weight.map(w -> x.mul(w.value().reshape(dims))).orElse(x);
    return bias.map(b -> scaled.add(b.value().reshape(dims))).orElse(scaled);
  }
}
