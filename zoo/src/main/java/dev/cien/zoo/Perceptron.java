package dev.cien.zoo;

import dev.cien.nn.Buffer;
import dev.cien.nn.Layer;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;

/// Rosenblatt's perceptron: one threshold unit that learns. It says class 1 if w·x + b > 0, else
/// class 0.
///
/// The rule: nothing changes where the answer is right. Where it is wrong, with y = +1 for class 1
/// and −1 for class 0,
///
/// ```
/// w ← w + y·x        b ← b + y
/// ```
///
/// If some w*, b* of length 1 together separate the samples with margin γ = min y(w*·x + b*) > 0
/// and no (x, 1) is longer than R, the rule makes at most (R/γ)² mistakes, in whatever order the
/// samples come, however often (Novikoff 1962). If nothing separates them, it never stops.
///
/// Shapes: x `[batch, n]`, weight `[n]`, bias `[1]`, scores `[batch, 1]`.
///
/// F. Rosenblatt: The perceptron, a probabilistic model for information storage and organization in
/// the brain, 1958. A. B. J. Novikoff: On convergence proofs for perceptrons, 1962.
///
/// @param weight w
/// @param bias b
/// @param mistakes how many mistakes were learnt from
public record Perceptron(Variable weight, Variable bias, @Buffer Variable mistakes)
    implements Layer {
  /// A perceptron that has learnt nothing: all zeros.
  public static Perceptron of(int inputs) {
    return new Perceptron(
        Variable.of("weight", Tensor.zeros(inputs)),
        Variable.of("bias", Tensor.zeros(1)),
        Variable.of("mistakes", Tensor.zeros(1)));
  }

  /// The score w·x + b of each sample.
  @Override
  public Tensor forward(Tensor x) {
    return x.matmul(weight.value().unsqueeze(1)).add(bias.value());
  }
}
