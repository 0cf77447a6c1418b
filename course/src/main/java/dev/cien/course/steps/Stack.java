package dev.cien.course.steps;

import dev.cien.course.small.Doubles;
import dev.cien.course.small.Nonlinearity;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What becomes of numbers on their way through many layers, and of slopes on their way back: with
/// the wrong pair of activation and first weights one or the other dies out, or grows without end.
///
/// Layers have as many neurons as inputs; weights are normal with deviation gain / √inputs, biases
/// all alike. The cost is half the squared distance of the last outputs from random targets.
///
/// @param layers the first layer first
public record Stack(List<Layer> layers) {
  /// The most layers.
  public static final int DEEPEST = 30;

  private static final int WIDTH = 48;
  private static final int SAMPLES = 64;

  /// What one layer does on average over neurons and samples.
  ///
  /// @param spread the deviation of its outputs over all neurons and samples
  /// @param slope the root mean square of ∂cost/∂z
  /// @param dead the share of neurons whose f′(z) is 0 for every sample: they cannot learn
  /// @param saturated the share of f′(z) below a hundredth
  public record Layer(double spread, double slope, double dead, double saturated) {}

  /// Copies the list.
  public Stack {
    layers = List.copyOf(layers);
  }

  /// Draws a stack and sends samples through it, once forward and once back.
  ///
  /// @param gain 1 keeps the spread of linear layers, √2 that of ReLU (He et al. 2015,
  ///   [arXiv:1502.01852](https://arxiv.org/abs/1502.01852))
  /// @param bias of every neuron; a very negative one kills those of ReLU
  /// @throws IllegalArgumentException if the depth is not from 1 to [#DEEPEST], the gain not from 0
  ///   to 10 or the bias not from −10 to 10
  public static Stack of(Nonlinearity f, int depth, double gain, double bias, long seed) {
    if (depth < 1 || depth > DEEPEST) {
      throw new IllegalArgumentException(
          "stack: expected 1 to " + DEEPEST + " layers, found " + depth + ".");
    }
    if (!(gain >= 0 && gain <= 10 && Math.abs(bias) <= 10)) {
      throw new IllegalArgumentException(
          "stack: expected a gain from 0 to 10 and a bias from -10 to 10, found "
              + gain
              + " and "
              + bias
              + ".");
    }
    Rng rng = Rng.of(seed);
    Tensor a = normal(rng, SAMPLES, 1);
    Tensor targets = normal(rng, SAMPLES, 1);
    List<Tensor> sums = new ArrayList<>();
    List<Tensor> outputs = new ArrayList<>();
    for (int layer = 0; layer < depth; layer++) {
      Tensor z = a.matmul(normal(rng, WIDTH, gain / Math.sqrt(WIDTH))).add(bias);
      a = f.of(z);
      sums.add(z);
      outputs.add(a);
    }
    // The sum, not the mean: each slope is then that of its sample's own loss.
    Tensor cost = a.sub(targets).square().mul(0.5).sum();
    Gradients gradients = cost.gradients(sums.toArray(Tensor[]::new));
    List<Tensor> slopes = sums.stream().map(gradients::of).toList();
    List<Layer> layers = new ArrayList<>();
    for (int layer = 0; layer < depth; layer++) {
      double[] own = f.slope(sums.get(layer).detach().compute()).toDoubles();
      layers.add(
          new Layer(
              deviation(outputs.get(layer).toDoubles()),
              Math.sqrt(
                  Arrays.stream(slopes.get(layer).toDoubles())
                      .map(x -> x * x)
                      .average()
                      .orElseThrow()),
              dead(own),
              Arrays.stream(own).map(x -> Math.abs(x) < 0.01 ? 1 : 0).average().orElseThrow()));
    }
    return new Stack(layers);
  }

  private static Tensor normal(Rng rng, int rows, double deviation) {
    double[][] numbers = new double[rows][WIDTH];
    for (double[] row : numbers) {
      Arrays.setAll(row, i -> deviation * rng.nextGaussian());
    }
    return Doubles.matrix(numbers);
  }

  private static double deviation(double... numbers) {
    double mean = Arrays.stream(numbers).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
  }

  private static double dead(double... slopes) {
    int dead = 0;
    for (int neuron = 0; neuron < WIDTH; neuron++) {
      boolean alive = false;
      for (int sample = 0; sample < SAMPLES && !alive; sample++) {
        alive = slopes[sample * WIDTH + neuron] != 0;
      }
      dead += alive ? 0 : 1;
    }
    return (double) dead / WIDTH;
  }
}
