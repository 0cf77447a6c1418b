package dev.cien.nn;

import dev.cien.tensor.Tensor;

/// A function of one tensor, usually with parameters.
///
/// A layer with parameters is a record: its components name them ([Params]). A layer without any
/// may be a lambda or a method reference, so `Tensor::relu` is a layer.
///
/// ```java
/// record Perceptron(Linear hidden, Linear out) implements Layer {
///   @Override
///   public Tensor forward(Tensor x) {
///     return out.forward(hidden.forward(x).relu());
///   }
/// }
/// ```
@FunctionalInterface
public interface Layer {
  /// The layer's result for `x`.
  Tensor forward(Tensor x);
}
