package dev.cien.course.landscape;

import dev.cien.course.playground.Playground;
import dev.cien.course.playground.PlaygroundLink;
import dev.cien.course.playground.Point;
import dev.cien.course.small.Criterion;
import dev.cien.course.small.Doubles;
import dev.cien.course.small.Forward;
import dev.cien.course.small.Head;
import dev.cien.course.small.Nonlinearity;
import dev.cien.course.small.Practice;
import dev.cien.course.small.Sample;
import dev.cien.course.small.SmallNetwork;
import dev.cien.course.small.Weights;
import dev.cien.optim.Adam;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The cost of a network in the plane through its trained weights θ that two random directions
/// span: cost(θ + α·d₁ + β·d₂).
///
/// A direction is drawn from the normal distribution, and each neuron's part of it is scaled to the
/// length of that neuron's weights; biases stay. Without that the same slice looks sharp or flat by
/// the size of the weights alone. H. Li, Z. Xu, G. Taylor, C. Studer, T. Goldstein: Visualizing the
/// loss landscape of neural nets, 2018, [arXiv:1712.09913](https://arxiv.org/abs/1712.09913).
///
/// The data are a hundred points of the playground's circle. Training is done here and takes less
/// than a second.
public final class NetworkSlice implements Surface {
  /// The most hidden layers.
  public static final int DEEPEST = 4;

  private static final int WIDTH = 6;
  private static final int POINTS = 100;
  private static final int STEPS = 300;

  // Far enough to see where the valley ends: at 1 a direction is as long as the weights.
  private static final Frame FRAME =
      new Frame(new double[] {-1, -1}, new double[] {1, 1}, new double[] {-0.8, 0.75}, 0.1);

  private final SmallNetwork trained;
  private final List<Sample> samples;
  private final List<List<Tensor>> directions;
  private final double cost;

  private NetworkSlice(
      SmallNetwork trained, List<Sample> samples, List<List<Tensor>> directions, double cost) {
    this.trained = trained;
    this.samples = samples;
    this.directions = directions;
    this.cost = cost;
  }

  /// Trains a network with `depth` hidden layers of six neurons, and draws two directions.
  ///
  /// @param seed of the first weights and the directions
  /// @throws IllegalArgumentException if the depth is not from 1 to [#DEEPEST]
  public static NetworkSlice of(int depth, long seed) {
    if (depth < 1 || depth > DEEPEST) {
      throw new IllegalArgumentException(
          "slice: expected 1 to " + DEEPEST + " hidden layers, found " + depth + ".");
    }
    int[] sizes = new int[depth + 2];
    Arrays.fill(sizes, WIDTH);
    sizes[0] = 2;
    sizes[depth + 1] = 1;
    Rng rng = Rng.of(seed);
    SmallNetwork network =
        SmallNetwork.of(
            Nonlinearity.TANH, Head.SIGMOID, Criterion.BINARY_CROSS_ENTROPY, rng.split(), sizes);
    List<Sample> samples = circle();
    Practice practice = new Practice(network, Adam.of(0.03));
    Tensor inputs = Doubles.inputs(samples);
    Tensor targets = Doubles.targets(samples);
    for (int step = 0; step < STEPS; step++) {
      practice.step(inputs, targets);
    }
    SmallNetwork trained = practice.network();
    List<List<Tensor>> directions =
        List.of(direction(trained, rng.split()), direction(trained, rng.split()));
    return new NetworkSlice(trained, samples, directions, Forward.cost(trained, samples));
  }

  /// The network after training, at the middle of the slice.
  public SmallNetwork trained() {
    return trained;
  }

  /// Its cost.
  public double cost() {
    return cost;
  }

  @Override
  public Frame frame() {
    return FRAME;
  }

  /// Points are `[n, 2]`: α and β.
  @Override
  public Tensor at(Tensor points) {
    Tensor alpha = points.select(1, 0).unsqueeze(-1).unsqueeze(-1);
    Tensor beta = points.select(1, 1).unsqueeze(-1).unsqueeze(-1);
    List<Tensor> weights = new ArrayList<>();
    List<Tensor> centre = trained.weights();
    for (int i = 0; i < centre.size(); i++) {
      weights.add(
          alpha
              .mul(directions.get(0).get(i))
              .add(beta.mul(directions.get(1).get(i)))
              .add(centre.get(i)));
    }
    return Forward.losses(
            trained, weights, trained.biases(), Doubles.inputs(samples), Doubles.targets(samples))
        .mean(-1, false);
  }

  /// A random direction for the weights of each layer, neuron by neuron as long as the weights.
  static List<Tensor> direction(SmallNetwork network, Rng rng) {
    List<Tensor> direction = new ArrayList<>();
    for (Weights layer : network.layers()) {
      double[][] rows = new double[layer.outputs()][layer.inputs()];
      for (int row = 0; row < rows.length; row++) {
        Arrays.setAll(rows[row], i -> rng.nextGaussian());
        double scale = length(layer.weights()[row]) / length(rows[row]);
        for (int i = 0; i < rows[row].length; i++) {
          rows[row][i] *= scale;
        }
      }
      direction.add(Doubles.matrix(rows));
    }
    return direction;
  }

  private static double length(double... numbers) {
    return Math.sqrt(Arrays.stream(numbers).map(x -> x * x).sum());
  }

  private static List<Sample> circle() {
    Playground playground = new Playground(PlaygroundLink.parse("dataset=circle", "0.5"));
    return playground.train().stream().limit(POINTS).map(NetworkSlice::sample).toList();
  }

  /// Coordinates of the playground reach from −6 to 6.
  private static Sample sample(Point point) {
    return new Sample(
        new double[] {point.x() / 6, point.y() / 6}, new double[] {(point.label() + 1) / 2});
  }
}
