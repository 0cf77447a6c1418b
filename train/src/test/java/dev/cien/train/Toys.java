package dev.cien.train;

import dev.cien.data.Dataset;
import dev.cien.data.TensorDataset;
import dev.cien.nn.Linear;
import dev.cien.nn.Sequential;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;

/// Small data and models that learn in moments.
final class Toys {
  private Toys() {}

  /// Points in the plane, each of the class whose corner of a triangle is nearest.
  static Dataset points(int count) {
    Rng rng = Rng.of(11);
    float[] inputs = new float[2 * count];
    int[] targets = new int[count];
    float[][] corners = {{0, 2}, {-2, -1}, {2, -1}};
    for (int i = 0; i < count; i++) {
      targets[i] = i % 3;
      inputs[2 * i] = corners[i % 3][0] + 0.5f * (float) rng.nextGaussian();
      inputs[2 * i + 1] = corners[i % 3][1] + 0.5f * (float) rng.nextGaussian();
    }
    return TensorDataset.of(Tensor.of(inputs, count, 2), Tensor.of(targets, count));
  }

  static Sequential perceptron(long seed) {
    Rng rng = Rng.of(seed);
    return Sequential.of(Linear.of(2, 16, rng), Tensor::tanh, Linear.of(16, 3, rng));
  }
}
