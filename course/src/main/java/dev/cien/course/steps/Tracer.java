package dev.cien.course.steps;

import dev.cien.course.small.Doubles;
import dev.cien.course.small.Forward;
import dev.cien.course.small.Head;
import dev.cien.course.small.Sample;
import dev.cien.course.small.SmallNetwork;
import dev.cien.course.small.Weights;
import dev.cien.optim.SGD;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Takes a small network through one turn of the loop and writes every number down.
///
/// The numbers are the engine's: products, sums and outputs are tensors of the graph, gradients
/// come from walking it, the step is that of [SGD]. The finite differences beside them go forward
/// only.
public final class Tracer {
  private Tracer() {}

  /// The forward pass of one sample, kept layer by layer so that gradients can be asked for.
  private record Pass(
      List<Tensor> weights,
      List<Tensor> biases,
      List<Tensor> products,
      List<Tensor> sums,
      List<Tensor> outputs,
      Tensor loss) {}

  /// One turn of the loop with one sample.
  ///
  /// @param rate the learning rate of the update
  /// @throws IllegalArgumentException if the sample does not fit the network, or the step leads
  ///   beyond all bounds
  public static Trace trace(SmallNetwork network, Sample sample, double rate) {
    network.check(List.of(sample));
    Pass pass = forward(network, sample);
    int last = network.layers().size() - 1;
    List<Tensor> wanted = new ArrayList<>(pass.weights);
    wanted.addAll(pass.biases);
    wanted.addAll(pass.sums);
    wanted.addAll(pass.outputs.subList(0, last));
    Gradients gradients = pass.loss.gradients(wanted.toArray(Tensor[]::new));
    List<Weights> checked = FiniteDifferences.of(network, sample);
    List<LayerTrace> layers = new ArrayList<>();
    List<Weights> next = new ArrayList<>();
    double apart = 0;
    for (int i = 0; i <= last; i++) {
      Tensor byWeight = gradients.of(pass.weights.get(i));
      Tensor byBias = gradients.of(pass.biases.get(i));
      Tensor byOutput =
          i < last
              ? gradients.of(pass.outputs.get(i))
              : byLastOutput(network, pass.outputs.get(i), sample);
      Weights moved =
          new Weights(
              Doubles.rows(moved(pass.weights.get(i), byWeight, rate)),
              moved(pass.biases.get(i), byBias, rate).toDoubles());
      next.add(moved);
      LayerTrace layer =
          new LayerTrace(
              Doubles.rows(pass.products.get(i)),
              pass.sums.get(i).toDoubles(),
              pass.outputs.get(i).toDoubles(),
              slopes(network, i == last, pass.sums.get(i), pass.outputs.get(i)).toDoubles(),
              byOutput.toDoubles(),
              gradients.of(pass.sums.get(i)).toDoubles(),
              Doubles.rows(byWeight),
              checked.get(i).weights(),
              checked.get(i).biases(),
              moved);
      layers.add(layer);
      apart = Math.max(apart, apart(layer));
    }
    double after = Forward.losses(network.with(next), List.of(sample))[0];
    return new Trace(layers, pass.loss.item(), after, apart);
  }

  private static Pass forward(SmallNetwork network, Sample sample) {
    List<Tensor> weights = network.weights();
    List<Tensor> biases = network.biases();
    List<Tensor> products = new ArrayList<>();
    List<Tensor> sums = new ArrayList<>();
    List<Tensor> outputs = new ArrayList<>();
    Tensor a = Tensor.of(sample.inputs());
    for (int i = 0; i < weights.size(); i++) {
      Tensor product = weights.get(i).mul(a);
      Tensor z = product.sum(-1, false).add(biases.get(i));
      a = i < weights.size() - 1 ? network.activation().of(z) : network.head().of(z);
      products.add(product);
      sums.add(z);
      outputs.add(a);
    }
    Tensor loss =
        network
            .criterion()
            .ofSums(network.head(), sums.getLast(), Tensor.of(sample.targets()))
            .reshape();
    return new Pass(weights, biases, products, sums, outputs, loss);
  }

  /// By the textbook's formula, from the outputs on: training itself goes from the sums.
  private static Tensor byLastOutput(SmallNetwork network, Tensor outputs, Sample sample) {
    Tensor leaf = outputs.detach().compute();
    Tensor loss = network.criterion().ofOutputs(leaf, Tensor.of(sample.targets())).reshape();
    return loss.gradients(leaf).of(leaf);
  }

  private static Tensor slopes(SmallNetwork network, boolean last, Tensor sums, Tensor outputs) {
    if (last && network.head() == Head.LINEAR) {
      return sums.mul(0).add(1);
    }
    if (last) {
      return outputs.mul(outputs.neg().add(1));
    }
    return network.activation().slope(sums.detach().compute());
  }

  private static Tensor moved(Tensor parameter, Tensor gradient, double rate) {
    return SGD.of(rate)
        .update(parameter, gradient, Map.of(), Map.of("rate", Doubles.scalar(rate)))
        .parameter();
  }

  private static double apart(LayerTrace layer) {
    double worst = apart(layer.bySum(), layer.checkedBias());
    for (int row = 0; row < layer.byWeight().length; row++) {
      worst = Math.max(worst, apart(layer.byWeight()[row], layer.checkedWeight()[row]));
    }
    return worst;
  }

  private static double apart(double[] gradients, double[] checks) {
    double[] distances = new double[gradients.length];
    Arrays.setAll(
        distances, i -> Math.abs(gradients[i] - checks[i]) / Math.max(1, Math.abs(gradients[i])));
    return Arrays.stream(distances).max().orElse(0);
  }
}
