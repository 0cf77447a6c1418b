package dev.cien.nn.loss;

import dev.cien.tensor.Tensor;

/// How wrong predictions are.
///
/// The *loss* belongs to one sample; the *cost* is one number for a batch, the mean of its losses,
/// and is what training lowers. A function `(prediction, target) -> losses` is a loss.
@FunctionalInterface
public interface Loss {
  /// The loss of each sample.
  ///
  /// Shapes: prediction `[N, …]`, result `[N]`; losses of classes give one number for every class
  /// id in the target.
  Tensor perSample(Tensor prediction, Tensor target);

  /// The mean of the losses, a scalar; where samples are weighted, the weighted mean.
  default Tensor cost(Tensor prediction, Tensor target) {
    return perSample(prediction, target).mean();
  }
}
