package dev.cien.course.playground;

import java.util.ArrayList;
import java.util.List;

/// The network of the playground: fully connected layers on plain numbers.
///
/// Node j of a layer gives a = f(b + Σ wᵢ · aᵢ), summed in the order of the nodes before it; with
/// batch norm f is applied to the normalised sum, and in training dropout follows it. The gradient
/// of the loss is gathered over the points of a batch, and an update takes its mean. Numbers are
/// `double` and sums are taken one by one, because a link must give the losses that other people
/// see; the engine's `float32` would part from them after a few epochs.
final class PlaneNetwork {
  /// What a network is made of.
  ///
  /// @param sizes nodes of each layer, the inputs first
  /// @param activations of the hidden layers, in their order
  record Plan(
      List<Integer> sizes,
      List<Activation> activations,
      Head head,
      Regularization regularization,
      Mover mover,
      double dropout,
      boolean batchNorm,
      boolean zero) {}

  private final Plan plan;
  private final int last;
  private final double[][] sums;
  private final double[][] outputs;
  private double[][] biases;
  private double[][][] weights;
  private boolean[][][] dead;
  private double[][] biasSlopes;
  private double[][][] weightSlopes;
  private double[][][] norms;
  private double[][][] slots;
  private long updates;
  private int gathered;

  /// A network with weights drawn node by node, −½ to ½, and biases of 0.1; or all at 0, which
  /// draws as many numbers.
  PlaneNetwork(Plan plan, SeedRandom random) {
    this.plan = plan;
    List<Integer> sizes = plan.sizes();
    int layers = sizes.size();
    this.last = layers - 1;
    this.biases = new double[layers][];
    this.weights = new double[layers][][];
    this.dead = new boolean[layers][][];
    this.sums = new double[layers][];
    this.outputs = new double[layers][];
    this.biasSlopes = new double[layers][];
    this.weightSlopes = new double[layers][][];
    this.norms = new double[plan.batchNorm() ? layers : 0][0][];
    for (int layer = 0; layer < layers; layer++) {
      int nodes = sizes.get(layer);
      int before = layer == 0 ? 0 : sizes.get(layer - 1);
      biases[layer] = new double[nodes];
      weights[layer] = new double[nodes][before];
      dead[layer] = new boolean[nodes][before];
      sums[layer] = new double[nodes];
      outputs[layer] = new double[nodes];
      biasSlopes[layer] = new double[nodes];
      weightSlopes[layer] = new double[nodes][before];
      if (plan.batchNorm() && layer > 0 && layer < last) {
        norms[layer] = PlaneNorm.start(nodes);
      }
      for (int node = 0; node < nodes; node++) {
        biases[layer][node] = plan.zero() ? 0 : 0.1;
        for (int from = 0; from < before; from++) {
          double drawn = random.next() - 0.5;
          weights[layer][node][from] = plan.zero() ? 0 : drawn;
        }
      }
    }
    this.slots = new double[plan.mover().slots()][][];
    for (int slot = 0; slot < slots.length; slot++) {
      slots[slot] = rowsLike();
    }
  }

  /// Zeros for every row of parameters: biases, weights node by node, scales, shifts.
  private double[][] rowsLike() {
    List<double[]> rows = new ArrayList<>();
    for (int layer = 1; layer <= last; layer++) {
      rows.add(new double[biases[layer].length]);
      for (double[] row : weights[layer]) {
        rows.add(new double[row.length]);
      }
      if (isNormed(layer)) {
        rows.add(new double[biases[layer].length]);
        rows.add(new double[biases[layer].length]);
      }
    }
    return rows.toArray(double[][]::new);
  }

  private boolean isNormed(int layer) {
    return layer < norms.length && norms[layer].length > 0;
  }

  private double sum(int layer, int node, double[] before) {
    double sum = biases[layer][node];
    for (int from = 0; from < before.length; from++) {
      sum += weights[layer][node][from] * before[from];
    }
    return sum;
  }

  /// What the network says of a point, as it is used: without dropout, with the running values of
  /// batch norm. Not a copy.
  double[] forward(double... inputs) {
    System.arraycopy(inputs, 0, outputs[0], 0, inputs.length);
    for (int layer = 1; layer <= last; layer++) {
      for (int node = 0; node < outputs[layer].length; node++) {
        double sum = sum(layer, node, outputs[layer - 1]);
        sums[layer][node] = isNormed(layer) ? PlaneNorm.of(norms[layer], node, sum) : sum;
      }
      if (layer < last) {
        Activation activation = plan.activations().get(layer - 1);
        for (int node = 0; node < outputs[layer].length; node++) {
          outputs[layer][node] = activation.of(sums[layer][node]);
        }
      }
    }
    plan.head().outputs(sums[last], outputs[last]);
    return outputs[last];
  }

  /// The loss of the point that went forward last.
  double loss(double label) {
    return plan.head().loss(sums[last], outputs[last], label);
  }

  /// Adds the slopes of the losses of some points, all of a batch or what is left of one; gives the
  /// losses that they are the slopes of.
  ///
  /// @param inputs `[point][input]`
  /// @param shares how much each point counts
  /// @param masks what dropout draws from
  double[] learn(double[][] inputs, double[] labels, double[] shares, SeedRandom masks) {
    PlaneBatch batch = new PlaneBatch(inputs, last);
    for (int layer = 1; layer <= last; layer++) {
      forward(batch, layer, masks);
    }
    double[][] bySum = new double[inputs.length][plan.sizes().get(last)];
    double[] out = new double[plan.sizes().get(last)];
    double[] losses = new double[inputs.length];
    for (int point = 0; point < inputs.length; point++) {
      double[] z = batch.sums[last][point];
      plan.head().outputs(z, out);
      plan.head().slopes(z, out, labels[point], bySum[point]);
      losses[point] = shares[point] * plan.head().loss(z, out, labels[point]);
      for (int node = 0; node < out.length; node++) {
        bySum[point][node] *= shares[point];
      }
    }
    for (int layer = last; layer >= 1; layer--) {
      bySum = backward(batch, layer, bySum);
    }
    gathered += inputs.length;
    return losses;
  }

  private void forward(PlaneBatch batch, int layer, SeedRandom masks) {
    int nodes = plan.sizes().get(layer);
    int points = batch.outputs[0].length;
    double[][] z = new double[points][nodes];
    for (int point = 0; point < points; point++) {
      for (int node = 0; node < nodes; node++) {
        z[point][node] = sum(layer, node, batch.outputs[layer - 1][point]);
      }
    }
    batch.sums[layer] = z;
    if (layer == last) {
      return;
    }
    if (isNormed(layer)) {
      batch.units[layer] = new double[points][nodes];
      batch.inverse[layer] = PlaneNorm.train(norms[layer], z, batch.units[layer]);
    }
    Activation activation = plan.activations().get(layer - 1);
    double[][] a = new double[points][nodes];
    for (int point = 0; point < points; point++) {
      for (int node = 0; node < nodes; node++) {
        a[point][node] = activation.of(z[point][node]);
      }
    }
    if (plan.dropout() > 0) {
      batch.masks[layer] = PlaneBatch.drop(a, plan.dropout(), masks);
    }
    batch.outputs[layer] = a;
  }

  /// From slopes by what is before the activation of a layer to those of the layer before it.
  private double[][] backward(PlaneBatch batch, int layer, double[][] bySum) {
    if (isNormed(layer)) {
      PlaneNorm.back(norms[layer], bySum, batch.units[layer], batch.inverse[layer]);
    }
    double[][] before = new double[bySum.length][plan.sizes().get(layer - 1)];
    for (int point = 0; point < bySum.length; point++) {
      double[] inputs = batch.outputs[layer - 1][point];
      for (int node = 0; node < bySum[point].length; node++) {
        double slope = bySum[point][node];
        biasSlopes[layer][node] += slope;
        for (int from = 0; from < inputs.length; from++) {
          if (!dead[layer][node][from]) {
            weightSlopes[layer][node][from] += slope * inputs[from];
          }
          before[point][from] += weights[layer][node][from] * slope;
        }
      }
    }
    if (layer > 1) {
      Activation activation = plan.activations().get(layer - 2);
      for (int point = 0; point < before.length; point++) {
        for (int node = 0; node < before[point].length; node++) {
          double kept =
              plan.dropout() > 0
                  ? before[point][node] * batch.masks[layer - 1][point][node]
                  : before[point][node];
          before[point][node] = kept * activation.slope(batch.sums[layer - 1][point][node]);
        }
      }
    }
    return before;
  }

  /// Moves all parameters against the mean slope of the points since the last update.
  void update(double rate, double pull) {
    if (gathered == 0) {
      return;
    }
    updates++;
    int row = 0;
    for (int layer = 1; layer <= last; layer++) {
      move(biases[layer], biasSlopes[layer], rate, row++);
      for (int node = 0; node < weights[layer].length; node++) {
        for (int from = 0; from < weights[layer][node].length; from++) {
          if (!dead[layer][node][from]) {
            moveWeight(layer, node, from, rate, pull, row);
          }
        }
        row++;
      }
      if (isNormed(layer)) {
        double[][] norm = norms[layer];
        move(norm[PlaneNorm.SCALE], norm[PlaneNorm.SCALE_SLOPE], rate, row++);
        move(norm[PlaneNorm.SHIFT], norm[PlaneNorm.SHIFT_SLOPE], rate, row++);
      }
    }
    gathered = 0;
  }

  private void move(double[] values, double[] slopes, double rate, int row) {
    for (int i = 0; i < values.length; i++) {
      // Plain descent rounds as TensorFlow Playground does: here the product first.
      values[i] =
          plan.mover() == Mover.SGD
              ? values[i] - rate * slopes[i] / gathered
              : plan.mover().moved(values[i], slopes[i] / gathered, rate, updates, slots, row, i);
      slopes[i] = 0;
    }
  }

  private void moveWeight(int layer, int node, int from, double rate, double pull, int row) {
    double before = weights[layer][node][from];
    double slope = weightSlopes[layer][node][from];
    // And here the quotient first.
    double moved =
        plan.mover() == Mover.SGD
            ? before - rate / gathered * slope
            : plan.mover().moved(before, slope / gathered, rate, updates, slots, row, from);
    double pulled = moved - rate * pull * plan.regularization().slope(before);
    boolean crossed = plan.regularization() == Regularization.L1 && moved * pulled < 0;
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
    return new Parameters(
        biases,
        weights,
        dead,
        biasSlopes,
        weightSlopes,
        gathered,
        new PlaneMemory(updates, slots, norms));
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
    updates = copy.memory().updates();
    slots = copy.memory().slots();
    norms = copy.memory().norms();
  }
}
