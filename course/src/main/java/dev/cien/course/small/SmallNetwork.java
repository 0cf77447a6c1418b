package dev.cien.course.small;

import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A fully connected network of few neurons, with all of its numbers: z = W·a + b, a = f(z), layer
/// by layer, and a head on the last.
///
/// @param activation f of the hidden layers
/// @param head what the last layer makes of its sums
/// @param criterion how wrong one sample is
/// @param layers the parameters, the first hidden layer first; at least the output layer
public record SmallNetwork(
    Nonlinearity activation, Head head, Criterion criterion, List<Weights> layers) {
  /// The most layers, the output layer included.
  public static final int MOST_LAYERS = 5;

  /// The most nodes of one layer, inputs included.
  public static final int MOST_NODES = 8;

  /// The largest number that a parameter, an input or a target may be.
  public static final double LARGEST = 1e6;

  /// Checks that the layers fit together, and that all numbers are usable.
  ///
  /// @throws IllegalArgumentException if they do not
  public SmallNetwork {
    Objects.requireNonNull(activation);
    layers = List.copyOf(layers);
    if (layers.isEmpty() || layers.size() > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "network: expected 1 to " + MOST_LAYERS + " layers, found " + layers.size() + ".");
    }
    int before = -1;
    for (int i = 0; i < layers.size(); i++) {
      before = check(i, layers.get(i), before);
    }
    if (!criterion.fits(head)) {
      throw new IllegalArgumentException(
          "network: "
              + criterion
              + " cannot judge the outputs of "
              + head
              + ". Fix: SIGMOID for BINARY_CROSS_ENTROPY, SOFTMAX for CROSS_ENTROPY.");
    }
    if (head == Head.SOFTMAX && layers.getLast().outputs() < 2) {
      throw new IllegalArgumentException(
          "network: SOFTMAX expects two outputs or more, found 1. Usual cause: a yes-or-no"
              + " question; fix: SIGMOID.");
    }
  }

  /// A network with the given sizes of layers, inputs first, and the weights that [Linear] starts
  /// from: uniform in ±1/√inputs.
  public static SmallNetwork of(
      Nonlinearity activation, Head head, Criterion criterion, Rng rng, int... sizes) {
    if (sizes.length < 2 || sizes.length > MOST_LAYERS + 1) {
      throw new IllegalArgumentException(
          "network: expected sizes of 2 to "
              + (MOST_LAYERS + 1)
              + " layers, inputs included, found "
              + sizes.length
              + ".");
    }
    List<Weights> layers = new ArrayList<>();
    for (int i = 1; i < sizes.length; i++) {
      nodes("layer " + (i - 1), sizes[i - 1]);
      nodes("layer " + i, sizes[i]);
      Linear linear = Linear.of(sizes[i - 1], sizes[i], rng);
      layers.add(
          new Weights(
              Doubles.rows(linear.weight().value()),
              linear.bias().orElseThrow().value().toDoubles()));
    }
    return new SmallNetwork(activation, head, criterion, layers);
  }

  /// The same network with other parameters of the same shapes.
  public SmallNetwork with(List<Weights> newLayers) {
    return new SmallNetwork(activation, head, criterion, newLayers);
  }

  /// The nodes of each layer, inputs first.
  public int[] sizes() {
    int[] sizes = new int[layers.size() + 1];
    sizes[0] = layers.getFirst().inputs();
    for (int i = 0; i < layers.size(); i++) {
      sizes[i + 1] = layers.get(i).outputs();
    }
    return sizes;
  }

  /// How many parameters it has.
  public int parameters() {
    return layers.stream().mapToInt(Weights::count).sum();
  }

  /// The weights of each layer, `[out, in]`, in `float64`.
  public List<Tensor> weights() {
    return layers.stream().map(layer -> Doubles.matrix(layer.weights())).toList();
  }

  /// The biases of each layer, `[out]`, in `float64`.
  public List<Tensor> biases() {
    return layers.stream().map(layer -> Tensor.of(layer.biases())).toList();
  }

  /// Checks that samples fit this network.
  ///
  /// @throws IllegalArgumentException if one does not
  public void check(List<Sample> samples) {
    int[] sizes = sizes();
    for (Sample sample : samples) {
      usable("inputs", sample.inputs(), sizes[0]);
      usable("targets", sample.targets(), sizes[sizes.length - 1]);
      for (double target : sample.targets()) {
        if (head != Head.LINEAR && (target < 0 || target > 1)) {
          throw new IllegalArgumentException(
              "samples: "
                  + head
                  + " expects targets from 0 to 1, found "
                  + target
                  + ". Usual cause: a quantity; fix: LINEAR.");
        }
      }
    }
  }

  private static int check(int index, Weights layer, int before) {
    String name = "layer " + (index + 1);
    nodes(name, layer.biases().length);
    if (layer.weights().length != layer.outputs()) {
      throw new IllegalArgumentException(
          "network: expected a row of weights for each of "
              + layer.outputs()
              + " biases in "
              + name
              + ", found "
              + layer.weights().length
              + ".");
    }
    nodes("what goes into " + name, layer.inputs());
    for (double[] row : layer.weights()) {
      usable("weights of " + name, row, before < 0 ? layer.inputs() : before);
    }
    usable("biases of " + name, layer.biases(), layer.outputs());
    return layer.outputs();
  }

  private static void nodes(String what, int count) {
    if (count < 1 || count > MOST_NODES) {
      throw new IllegalArgumentException(
          "network: expected 1 to " + MOST_NODES + " nodes in " + what + ", found " + count + ".");
    }
  }

  private static void usable(String what, double[] numbers, int count) {
    if (numbers.length != count) {
      throw new IllegalArgumentException(
          "network: expected " + count + " " + what + ", found " + numbers.length + ".");
    }
    for (double number : numbers) {
      if (!(Math.abs(number) <= LARGEST)) {
        throw new IllegalArgumentException(
            "network: expected "
                + what
                + " of at most "
                + LARGEST
                + ", found "
                + number
                + ". Usual cause: a learning rate that is too large.");
      }
    }
  }
}
