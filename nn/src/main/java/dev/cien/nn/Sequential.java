package dev.cien.nn;

import dev.cien.tensor.ShapeException;
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
    for (int i = 0; i < layers.size(); i++) {
      y = forward(i, y);
    }
    return y;
  }

  private Tensor forward(int i, Tensor x) {
    try {
      return layers.get(i).forward(x);
    } catch (ShapeException e) {
      ShapeException located = new ShapeException(place(i, e.getMessage()) + e.getMessage());
      located.setStackTrace(e.getStackTrace());
      throw located;
    }
  }

  /// Which layer a message is about: its number, and its form if the message does not have it.
  private String place(int i, String message) {
    Layer layer = layers.get(i);
    String form = layer instanceof Record ? layer.toString() : "a function";
    return "layer " + i + (message.contains(form) ? ": " : ", " + form + ": ");
  }

  @Override
  public String toString() {
    return "Sequential";
  }
}
