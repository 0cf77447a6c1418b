package dev.cien.nn;

import dev.cien.tensor.Tensor;
import java.util.List;

/// Layers one after the other, each on the result of the one before. Their parameters are called
/// `0.weight`, `2.bias`, ….
///
/// @param layers the layers in order
public record Sequential(@Name("") List<Layer> layers) implements Layer {
  /// Copies the list.
  public Sequential {
    layers = List.copyOf(layers);
  }

  /// The given layers in order.
  public static Sequential of(Layer... layers) {
    return new Sequential(List.of(layers));
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.forward(y);
    }
    return y;
  }

  @Override
  public String toString() {
    return "Sequential";
  }
}
