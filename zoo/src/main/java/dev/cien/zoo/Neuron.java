package dev.cien.zoo;

import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import java.util.List;

/// One artificial neuron without activation: y = w₁x₁ + … + wₙxₙ + b, which is linear regression.
///
/// Shapes: x `[batch, n]`, y `[batch, 1]`.
///
/// F. Rosenblatt: The perceptron, a probabilistic model for information storage and organization in
/// the brain, 1958 (with a threshold as activation).
///
/// @param neuron the weights and the bias
public record Neuron(Linear neuron) implements Staged {
  /// A neuron with `inputs` weights.
  public static Neuron of(int inputs, Rng rng) {
    return new Neuron(Linear.of(inputs, 1, rng));
  }

  @Override
  public List<Stage> stages() {
    return List.of(Staged.stage("neuron", neuron));
  }
}
