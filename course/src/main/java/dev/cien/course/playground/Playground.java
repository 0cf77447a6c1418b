package dev.cien.course.playground;

import java.util.ArrayList;
import java.util.List;

/// A playground in the state of a link, ready to be trained epoch by epoch.
///
/// ```java
/// var playground = new Playground(PlaygroundLink.parse("dataset=xor&seed=0.5", "0.5"));
/// playground.epoch();
/// double loss = playground.trainLoss();
/// ```
///
/// Data first, then weights are drawn from one stream of numbers. Points keep their order in every
/// epoch, and those of a batch that is not full wait for the next epoch's.
public final class Playground {
  /// The most points of one's own.
  public static final int MOST_POINTS = 5000;

  private final PlaygroundLink link;
  private final List<Point> train;
  private final List<Point> test;
  private final List<Feature> features;
  private final PlaneNetwork network;
  private double rate;
  private int epochs;

  /// A playground before its first epoch.
  ///
  /// @throws IllegalArgumentException if the link leaves the network nothing to see
  public Playground(PlaygroundLink link) {
    this(link, null);
  }

  /// A playground with points of one's own instead of those that the link names. They are shuffled
  /// by the seed and split as the link says.
  ///
  /// @throws IllegalArgumentException if there are no points or the network has nothing to see
  public static Playground of(PlaygroundLink link, List<Point> points) {
    if (points.isEmpty() || points.size() > MOST_POINTS) {
      throw new IllegalArgumentException(
          "playground: expected 1 to "
              + MOST_POINTS
              + " points, found "
              + points.size()
              + ". Fix: add or take away some.");
    }
    return new Playground(link, points);
  }

  private Playground(PlaygroundLink link, List<Point> own) {
    this.link = link;
    this.rate = link.learningRate();
    this.features = List.copyOf(link.features());
    if (features.isEmpty()) {
      throw new IllegalArgumentException(
          "playground: expected at least one feature, found none. Fix: x=true.");
    }
    SeedRandom random = new SeedRandom(link.seed());
    List<Point> points;
    if (own == null) {
      points = link.data().draw(random, link.noise() / 100);
    } else {
      points = new ArrayList<>(own);
      PlaneData.shuffle(points, random);
    }
    int cut = (int) Math.floor(points.size() * link.percTrainData() / 100);
    this.train = List.copyOf(points.subList(0, cut));
    this.test = List.copyOf(points.subList(cut, points.size()));
    List<Integer> sizes = new ArrayList<>();
    sizes.add(features.size());
    sizes.addAll(link.networkShape());
    sizes.add(1);
    PlaneNetwork drawn = network(sizes, random);
    for (int i = 0; i < link.weightDraws(); i++) {
      drawn = network(sizes, random);
    }
    this.network = drawn;
  }

  private PlaneNetwork network(List<Integer> sizes, SeedRandom random) {
    return new PlaneNetwork(
        sizes,
        link.activation(),
        link.regression() ? Activation.LINEAR : Activation.TANH,
        link.regularization(),
        link.initZero(),
        random);
  }

  /// The state it was made from.
  public PlaygroundLink link() {
    return link;
  }

  /// The points that are learnt from.
  public List<Point> train() {
    return train;
  }

  /// The points that are not.
  public List<Point> test() {
    return test;
  }

  /// What the network is told of a point, in the order of its input nodes.
  public List<Feature> features() {
    return features;
  }

  /// How far an update goes: the link's learning rate until it is changed.
  public double rate() {
    return rate;
  }

  /// Changes how far the next updates go, in the midst of training.
  public void rate(double rate) {
    if (!(rate >= 0 && rate <= 1000)) {
      throw new IllegalArgumentException(
          "playground: expected a learning rate from 0 to 1000, found " + rate + ".");
    }
    this.rate = rate;
  }

  /// A copy of everything the network knows.
  public Parameters parameters() {
    return network.parameters().copy();
  }

  /// Puts the network into the state it had after some epoch.
  ///
  /// @throws IllegalArgumentException if the parameters belong to a network of other sizes
  public void take(Parameters parameters, int epoch) {
    network.take(parameters);
    epochs = epoch;
  }

  /// How many epochs it has been trained.
  public int epochs() {
    return epochs;
  }

  /// Goes through the training points once.
  public void epoch() {
    int seen = 0;
    for (Point point : train) {
      network.forward(inputs(point.x(), point.y()));
      network.backward(point.label());
      seen++;
      if (seen % link.batchSize() == 0) {
        network.update(rate, link.regularizationRate());
      }
    }
    epochs++;
  }

  /// What the network says of a point.
  public double output(double x, double y) {
    return network.forward(inputs(x, y));
  }

  /// What a node gave for the point asked for last; the inputs are layer 0.
  public double nodeOutput(int layer, int node) {
    return network.output(layer, node);
  }

  /// The mean of ½ (output − label)² over the training points.
  public double trainLoss() {
    return loss(train);
  }

  /// The mean of ½ (output − label)² over the other points.
  public double testLoss() {
    return loss(test);
  }

  private double loss(List<Point> points) {
    double loss = 0;
    for (Point point : points) {
      double error = output(point.x(), point.y()) - point.label();
      loss += 0.5 * (error * error);
    }
    return loss / points.size();
  }

  private double[] inputs(double x, double y) {
    double[] inputs = new double[features.size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = features.get(i).at(x, y);
    }
    return inputs;
  }
}
