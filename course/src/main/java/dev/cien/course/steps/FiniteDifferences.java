package dev.cien.course.steps;

import dev.cien.course.small.Doubles;
import dev.cien.course.small.Forward;
import dev.cien.course.small.Sample;
import dev.cien.course.small.SmallNetwork;
import dev.cien.course.small.Weights;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// ∂L/∂θ ≈ (L(θ + h) − L(θ − h)) / 2h for every parameter: the definition of a gradient, which
/// knows nothing of the chain rule.
///
/// All variants of the network, two a parameter, go forward together.
final class FiniteDifferences {
  /// Rounding costs about 10⁻¹⁶/h and curvature about h²: near 10⁻⁵ both are small.
  private static final double H = 1e-5;

  private FiniteDifferences() {}

  /// In the shapes of the network's parameters.
  static List<Weights> of(SmallNetwork network, Sample sample) {
    int parameters = network.parameters();
    List<Tensor> weights = new ArrayList<>();
    List<Tensor> biases = new ArrayList<>();
    int first = 0;
    for (Weights layer : network.layers()) {
      int edges = layer.outputs() * layer.inputs();
      double[] flat = Doubles.matrix(layer.weights()).toDoubles();
      weights.add(
          Tensor.of(
              variants(flat, first, parameters), 2 * parameters, layer.outputs(), layer.inputs()));
      biases.add(
          Tensor.of(
              variants(layer.biases(), first + edges, parameters),
              2 * parameters,
              layer.outputs()));
      first += layer.count();
    }
    double[] losses =
        Forward.losses(
                network,
                weights,
                biases,
                Doubles.inputs(List.of(sample)),
                Doubles.targets(List.of(sample)))
            .toDoubles();
    return shaped(network, losses);
  }

  /// Copies of some parameters: variant 2k moves parameter k up, variant 2k + 1 down.
  private static double[] variants(double[] values, int first, int parameters) {
    double[] all = new double[2 * parameters * values.length];
    for (int variant = 0; variant < 2 * parameters; variant++) {
      System.arraycopy(values, 0, all, variant * values.length, values.length);
      int moved = variant / 2 - first;
      if (moved >= 0 && moved < values.length) {
        all[variant * values.length + moved] += variant % 2 == 0 ? H : -H;
      }
    }
    return all;
  }

  private static List<Weights> shaped(SmallNetwork network, double[] losses) {
    List<Weights> slopes = new ArrayList<>();
    int at = 0;
    for (Weights layer : network.layers()) {
      double[][] weights = new double[layer.outputs()][layer.inputs()];
      for (double[] row : weights) {
        for (int i = 0; i < row.length; i++) {
          row[i] = slope(losses, at++);
        }
      }
      double[] biases = new double[layer.outputs()];
      for (int i = 0; i < biases.length; i++) {
        biases[i] = slope(losses, at++);
      }
      slopes.add(new Weights(weights, biases));
    }
    return slopes;
  }

  private static double slope(double[] losses, int parameter) {
    return (losses[2 * parameter] - losses[2 * parameter + 1]) / (2 * H);
  }
}
