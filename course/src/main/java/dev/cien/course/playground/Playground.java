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
  private final PlaygroundLink link;
  private final List<Point> train;
  private final List<Point> test;
  private final List<Feature> features;
  private final PlaneNetwork network;
  private int epochs;

  /// A playground before its first epoch.
  ///
  /// @throws IllegalArgumentException if the link leaves the network nothing to see
  public Playground(PlaygroundLink link) {
    this.link = link;
    this.features = List.copyOf(link.features());
    if (features.isEmpty()) {
      throw new IllegalArgumentException(
          "playground: expected at least one feature, found none. Fix: x=true.");
    }
    SeedRandom random = new SeedRandom(link.seed());
    List<Point> points = link.data().draw(random, link.noise() / 100);
    int cut = (int) Math.floor(points.size() * link.percTrainData() / 100);
    this.train = List.copyOf(points.subList(0, cut));
    this.test = List.copyOf(points.subList(cut, points.size()));
    List<Integer> sizes = new ArrayList<>();
    sizes.add(features.size());
    sizes.addAll(link.networkShape());
    sizes.add(1);
    this.network =
        new PlaneNetwork(
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
        network.update(link.learningRate(), link.regularizationRate());
      }
    }
    epochs++;
  }

  /// What the network says of a point.
  public double output(double x, double y) {
    return network.forward(inputs(x, y));
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
