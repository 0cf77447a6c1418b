package dev.cien.course.small;

import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// From inputs to the sums of the last layer, for many samples and many variants of the parameters
/// at once.
public final class Forward {
  private Forward() {}

  /// The sums of the last layer.
  ///
  /// Shapes: weights `[out, in]` or `[V, out, in]`, biases `[out]` or `[V, out]`, inputs `[N, in]`;
  /// result `[N, outputs]` or `[V, N, outputs]`.
  public static Tensor sums(
      Nonlinearity activation, List<Tensor> weights, List<Tensor> biases, Tensor inputs) {
    Tensor a = inputs;
    for (int i = 0; i < weights.size(); i++) {
      Tensor z = a.matmul(weights.get(i).transpose(-1, -2)).add(biases.get(i).unsqueeze(-2));
      a = i == weights.size() - 1 ? z : activation.of(z);
    }
    return a;
  }

  /// The loss of each sample, `[N]` or `[V, N]`.
  public static Tensor losses(
      SmallNetwork network,
      List<Tensor> weights,
      List<Tensor> biases,
      Tensor inputs,
      Tensor targets) {
    Tensor sums = sums(network.activation(), weights, biases, inputs);
    return network.criterion().ofSums(network.head(), sums, targets);
  }

  /// What the network says of each sample, `[N][outputs]`.
  public static double[][] outputs(SmallNetwork network, List<Sample> samples) {
    Tensor sums =
        sums(network.activation(), network.weights(), network.biases(), Doubles.inputs(samples));
    return Doubles.rows(network.head().of(sums));
  }

  /// The loss of each sample.
  public static double[] losses(SmallNetwork network, List<Sample> samples) {
    return losses(
            network,
            network.weights(),
            network.biases(),
            Doubles.inputs(samples),
            Doubles.targets(samples))
        .toDoubles();
  }

  /// The cost: the mean of the losses.
  public static double cost(SmallNetwork network, List<Sample> samples) {
    return Arrays.stream(losses(network, samples)).average().orElseThrow();
  }
}
