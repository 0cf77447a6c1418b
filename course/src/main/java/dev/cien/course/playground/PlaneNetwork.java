package dev.cien.course.playground;

import java.util.List;

/// The network of the playground: fully connected layers on plain numbers.
///
/// Node j of a layer gives a = f(b + Σ wᵢ · aᵢ), summed in the order of the nodes before it. The
/// gradient of half the squared error is gathered over the points of a batch, and an update takes
/// its mean. Numbers are `double` and sums are taken one by one, because a link must give the
/// losses that other people see; the engine's `float32` would part from them after a few epochs.
final class PlaneNetwork {
  private final Activation hidden;
  private final Activation output;
  private final Regularization regularization;
  private final double[][] sums;
  private final double[][] outputs;
  private final double[][] slopes;
  private double[][] biases;
  private double[][][] weights;
  private boolean[][][] dead;
  private double[][] biasSlopes;
  private double[][][] weightSlopes;
  private int gathered;

  /// A network with weights drawn node by node, −½ to ½, and biases of 0.1; or all at 0, which
  /// draws as many numbers.
  ///
  /// @param sizes nodes of each layer, the inputs first
  PlaneNetwork(
      List<Integer> sizes,
      Activation hidden,
      Activation output,
      Regularization regularization,
      boolean zero,
      SeedRandom random) {
    int layers = sizes.size();
    this.hidden = hidden;
    this.output = output;
    this.regularization = regularization;
    this.biases = new double[layers][];
    this.weights = new double[layers][][];
    this.dead = new boolean[layers][][];
    this.sums = new double[layers][];
    this.outputs = new double[layers][];
    this.slopes = new double[layers][];
    this.biasSlopes = new double[layers][];
    this.weightSlopes = new double[layers][][];
    for (int layer = 0; layer < layers; layer++) {
      int nodes = sizes.get(layer);
      int before = layer == 0 ? 0 : sizes.get(layer - 1);
      biases[layer] = new double[nodes];
      weights[layer] = new double[nodes][before];
      dead[layer] = new boolean[nodes][before];
      sums[layer] = new double[nodes];
      outputs[layer] = new double[nodes];
      slopes[layer] = new double[nodes];
      biasSlopes[layer] = new double[nodes];
      weightSlopes[layer] = new double[nodes][before];
      for (int node = 0; node < nodes; node++) {
        biases[layer][node] = zero ? 0 : 0.1;
        for (int from = 0; from < before; from++) {
          double drawn = random.next() - 0.5;
          weights[layer][node][from] = zero ? 0 : drawn;
        }
      }
    }
  }

  /// What the network says of a point.
  double forward(double... inputs) {
    System.arraycopy(inputs, 0, outputs[0], 0, inputs.length);
    for (int layer = 1; layer < outputs.length; layer++) {
      Activation activation = activation(layer);
      for (int node = 0; node < outputs[layer].length; node++) {
        double sum = biases[layer][node];
        for (int from = 0; from < outputs[layer - 1].length; from++) {
          sum += weights[layer][node][from] * outputs[layer - 1][from];
        }
        sums[layer][node] = sum;
        outputs[layer][node] = activation.of(sum);
      }
    }
    return outputs[outputs.length - 1][0];
  }

  private Activation activation(int layer) {
    return layer == outputs.length - 1 ? output : hidden;
  }

  /// Adds the slopes of ½ (output − target)² for the point that went forward last.
  void backward(double target) {
    int last = outputs.length - 1;
    // Of the cost by each node's output; then by its sum.
    double[] byOutput = {outputs[last][0] - target};
    for (int layer = last; layer >= 1; layer--) {
      double[] before = new double[outputs[layer - 1].length];
      for (int node = 0; node < outputs[layer].length; node++) {
        slopes[layer][node] = byOutput[node] * activation(layer).slope(sums[layer][node]);
        biasSlopes[layer][node] += slopes[layer][node];
        for (int from = 0; from < before.length; from++) {
          if (!dead[layer][node][from]) {
            weightSlopes[layer][node][from] += slopes[layer][node] * outputs[layer - 1][from];
          }
        }
      }
      for (int from = 0; from < before.length; from++) {
        for (int node = 0; node < outputs[layer].length; node++) {
          before[from] += weights[layer][node][from] * slopes[layer][node];
        }
      }
      byOutput = before;
    }
    gathered++;
  }

  /// Moves all parameters against the mean slope of the points since the last update.
  void update(double rate, double pull) {
    if (gathered == 0) {
      return;
    }
    for (int layer = 1; layer < outputs.length; layer++) {
      for (int node = 0; node < outputs[layer].length; node++) {
        biases[layer][node] -= rate * biasSlopes[layer][node] / gathered;
        biasSlopes[layer][node] = 0;
        for (int from = 0; from < weights[layer][node].length; from++) {
          if (!dead[layer][node][from]) {
            move(layer, node, from, rate, pull);
          }
        }
      }
    }
    gathered = 0;
  }

  private void move(int layer, int node, int from, double rate, double pull) {
    double before = weights[layer][node][from];
    double moved = before - rate / gathered * weightSlopes[layer][node][from];
    double pulled = moved - rate * pull * regularization.slope(before);
    boolean crossed = regularization == Regularization.L1 && moved * pulled < 0;
    weights[layer][node][from] = crossed ? 0 : pulled;
    dead[layer][node][from] = crossed;
    weightSlopes[layer][node][from] = 0;
  }

  /// What node `node` of layer `layer` gave for the point that went forward last.
  double output(int layer, int node) {
    return outputs[layer][node];
  }

  /// Everything it knows. Not a copy.
  Parameters parameters() {
    return new Parameters(biases, weights, dead, biasSlopes, weightSlopes, gathered);
  }

  /// Takes over what another network of the same sizes knew; a copy of it.
  void take(Parameters parameters) {
    if (!parameters.fits(parameters())) {
      throw new IllegalArgumentException(
          "playground: the parameters belong to a network of other sizes.");
    }
    Parameters copy = parameters.copy();
    biases = copy.biases();
    weights = copy.weights();
    dead = copy.dead();
    biasSlopes = copy.biasSlopes();
    weightSlopes = copy.weightSlopes();
    gathered = copy.gathered();
  }
}
