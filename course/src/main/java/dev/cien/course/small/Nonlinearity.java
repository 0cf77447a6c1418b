package dev.cien.course.small;

import dev.cien.tensor.Tensor;
import java.util.function.UnaryOperator;

/// What a neuron makes of its weighted sum: a = f(z).
public enum Nonlinearity {
  /// z itself.
  LINEAR(z -> z),
  /// max(0, z).
  RELU(Tensor::relu),
  /// z where positive, 0.1·z elsewhere.
  LEAKY_RELU(z -> z.leakyRelu(0.1)),
  /// The hyperbolic tangent, −1 to 1.
  TANH(Tensor::tanh),
  /// 1 / (1 + e⁻ᶻ), 0 to 1.
  SIGMOID(Tensor::sigmoid),
  /// z where positive, eᶻ − 1 elsewhere.
  ELU(z -> z.elu(1)),
  /// z·Φ(z) with the normal distribution Φ.
  GELU(Tensor::gelu),
  /// z·sigmoid(z).
  SILU(Tensor::silu),
  /// log(1 + eᶻ).
  SOFTPLUS(Tensor::softplus);

  private final UnaryOperator<Tensor> function;

  Nonlinearity(UnaryOperator<Tensor> function) {
    this.function = function;
  }

  /// The function, element by element.
  public Tensor of(Tensor z) {
    return function.apply(z);
  }

  /// Its slope f′(z), element by element, from the engine's gradients.
  public Tensor slope(Tensor z) {
    return function.apply(z).sum().gradients(z).of(z);
  }
}
