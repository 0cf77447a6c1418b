package dev.cien.nn;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Optional;

/// y = x·Wᵀ + b: every output is a weighted sum of all inputs.
///
/// Shapes: x `[…, in]`, weight `[out, in]`, bias `[out]`, y `[…, out]`. Both start uniform in
/// ±1/√in.
///
/// @param weight the weights
/// @param bias added to each output, if there is one
public record Linear(Variable weight, Optional<Variable> bias) implements Layer {
  /// A layer from `in` to `out` features, with bias.
  public static Linear of(int in, int out, Rng rng) {
    Checks.positive("Linear", "in", in);
    Checks.positive("Linear", "out", out);
    return new Linear(
        Variable.of("weight", Init.fanInUniform(rng, out, in)),
        Optional.of(Variable.of("bias", Init.uniform(rng, 1 / Math.sqrt(in), out))));
  }

  /// This layer without its bias.
  public Linear withoutBias() {
    return new Linear(weight, Optional.empty());
  }

  /// How many features it takes.
  public int in() {
    return weight.shape().dim(1);
  }

  /// How many features it gives.
  public int out() {
    return weight.shape().dim(0);
  }

  @Override
  public Tensor forward(Tensor x) {
    Checks.features(this, weight, in(), x);
    Tensor y = x.matmul(weight.value().t());
    return bias.map(b -> y.add(b.value())).orElse(y);
  }

  @Override
  public String toString() {
    return "Linear(in=" + in() + ", out=" + out() + ", bias=" + bias.isPresent() + ")";
  }
}
