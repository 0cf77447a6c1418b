package dev.cien.zoo;

import dev.cien.nn.Dropout;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A multi-layer perceptron: h₁ = f(W₁x + b₁), h₂ = f(W₂h₁ + b₂), …, y = Wₙhₙ₋₁ + bₙ.
///
/// Shapes: x `[batch, …]` with `sizes[0]` numbers a sample in any shape (a picture is unrolled), y
/// `[batch, sizes[n]]`. The last layer has no activation: its outputs are logits or quantities.
///
/// D. E. Rumelhart, G. E. Hinton, R. J. Williams: Learning representations by back-propagating
/// errors, 1986. Dropout: N. Srivastava et al., 2014, JMLR 15.
///
/// @param layers the weights, layer by layer
/// @param activation f, between the layers
/// @param dropout the share of each hidden layer's outputs that training leaves out at random
public record Mlp(List<Linear> layers, Activation activation, double dropout) implements Staged {
  /// What stands between two layers; without it they would be one.
  public enum Activation {
    /// max(0, z).
    RELU(Tensor::relu),
    /// The hyperbolic tangent, −1 to 1.
    TANH(Tensor::tanh),
    /// 1 / (1 + e⁻ᶻ), 0 to 1.
    SIGMOID(Tensor::sigmoid);

    private final Layer function;

    Activation(Layer function) {
      this.function = function;
    }

    /// The function itself.
    public Layer function() {
      return function;
    }
  }

  /// Copies the list.
  public Mlp {
    layers = List.copyOf(layers);
  }

  /// A network with the given sizes of layers, inputs first: `of(RELU, rng, 4, 10, 3)`.
  ///
  /// @throws IllegalArgumentException if there are fewer than two sizes
  public static Mlp of(Activation activation, Rng rng, int... sizes) {
    if (sizes.length < 2) {
      throw new IllegalArgumentException(
          "mlp: expected at least two sizes, inputs and outputs, found " + sizes.length);
    }
    List<Linear> layers = new ArrayList<>();
    for (int i = 1; i < sizes.length; i++) {
      layers.add(Linear.of(sizes[i - 1], sizes[i], rng));
    }
    return new Mlp(layers, activation, 0);
  }

  /// The same network with dropout after each hidden layer.
  public Mlp withDropout(double share) {
    return new Mlp(layers, activation, share);
  }

  @Override
  public List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    int inputs = layers.getFirst().in();
    stages.add(Staged.stage("flatten", x -> x.reshape(x.shape().dim(0), inputs)));
    for (int i = 0; i < layers.size(); i++) {
      stages.add(Staged.stage("layers." + i, layers.get(i)));
      if (i < layers.size() - 1) {
        stages.add(Staged.stage(activation.name().toLowerCase(Locale.ROOT), activation.function()));
        if (dropout > 0) {
          stages.add(Staged.stage("dropout", Dropout.of(dropout)));
        }
      }
    }
    return stages;
  }
}
