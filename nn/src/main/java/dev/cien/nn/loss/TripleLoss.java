package dev.cien.nn.loss;

import dev.cien.tensor.Tensor;

/// How badly three tensors fit each other, such as two embeddings and whether they should agree.
@FunctionalInterface
public interface TripleLoss {
  /// The loss of each sample, `[N]`.
  Tensor perSample(Tensor a, Tensor b, Tensor c);

  /// The mean of the losses, a scalar.
  default Tensor cost(Tensor a, Tensor b, Tensor c) {
    return perSample(a, b, c).mean();
  }
}
