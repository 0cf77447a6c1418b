package dev.cien.course.losses;

import dev.cien.course.small.Criterion;
import dev.cien.course.small.Head;
import dev.cien.course.small.Nonlinearity;
import dev.cien.course.small.Sample;
import dev.cien.course.small.SmallNetwork;
import dev.cien.course.small.Weights;
import dev.cien.tensor.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Problems on which losses are measured against each other: the same data, the same network and
/// the same first weights for all.
public enum Problem {
  /// A line through points with normal noise.
  NOISE,
  /// The same line, but one label in eight is wrong by far. The test set has none of those: they
  /// are mistakes, not part of the world.
  OUTLIERS,
  /// Two clouds of points that overlap.
  YES_NO,
  /// The same clouds and a network that begins sure of the contrary.
  BAD_START,
  /// Three clouds of points that overlap.
  CLASSES;

  private static final int TRAIN = 64;
  private static final int TEST = 256;

  /// The name in links.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether it asks for quantities.
  public boolean isRegression() {
    return this == NOISE || this == OUTLIERS;
  }

  /// What decides which loss served best.
  public Measure decides() {
    return switch (this) {
      case NOISE, OUTLIERS -> Measure.RMSE;
      case YES_NO, CLASSES -> Measure.SURPRISE;
      case BAD_START -> Measure.ACCURACY;
    };
  }

  /// What is measured on the test set.
  public List<Measure> measures() {
    return isRegression()
        ? List.of(Measure.RMSE, Measure.MEAN_DISTANCE, Measure.MEDIAN_DISTANCE)
        : List.of(Measure.ACCURACY, Measure.SURPRISE, Measure.OVERCONFIDENCE);
  }

  /// The losses that enter.
  public List<Criterion> criteria() {
    return switch (this) {
      case NOISE, OUTLIERS -> List.of(Criterion.MSE, Criterion.MAE, Criterion.HUBER);
      case YES_NO, BAD_START ->
          List.of(Criterion.BINARY_CROSS_ENTROPY, Criterion.MSE, Criterion.MAE);
      case CLASSES -> List.of(Criterion.CROSS_ENTROPY, Criterion.MSE, Criterion.MAE);
    };
  }

  /// The step of gradient descent, the same for all losses.
  double rate() {
    return isRegression() ? 0.1 : 0.5;
  }

  /// How many steps over the whole training set.
  int steps() {
    return isRegression() ? 600 : 500;
  }

  /// The network before training.
  SmallNetwork network(Criterion criterion, Rng rng) {
    return switch (this) {
      case NOISE, OUTLIERS ->
          SmallNetwork.of(Nonlinearity.LINEAR, Head.LINEAR, criterion, rng, 1, 1);
      case YES_NO -> SmallNetwork.of(Nonlinearity.LINEAR, Head.SIGMOID, criterion, rng, 2, 1);
      // The clouds lie along the diagonal: these weights point the wrong way, with certainty.
      case BAD_START ->
          new SmallNetwork(
              Nonlinearity.LINEAR,
              Head.SIGMOID,
              criterion,
              List.of(new Weights(new double[][] {{-5, -5}}, new double[] {0})));
      case CLASSES -> SmallNetwork.of(Nonlinearity.LINEAR, Head.SOFTMAX, criterion, rng, 2, 3);
    };
  }

  /// The samples to learn from.
  List<Sample> train(Rng rng) {
    return draw(rng, TRAIN, this == OUTLIERS);
  }

  /// The samples to judge by, without mistakes in their labels.
  List<Sample> test(Rng rng) {
    return draw(rng, TEST, false);
  }

  private List<Sample> draw(Rng rng, int count, boolean mistakes) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(
          switch (this) {
            case NOISE, OUTLIERS -> onLine(rng, mistakes && i % 8 == 0);
            case YES_NO, BAD_START -> inCloud(rng, i % 2);
            case CLASSES -> inRing(rng, i % 3);
          });
    }
    return samples;
  }

  private static Sample onLine(Rng rng, boolean mistaken) {
    double x = 2 * rng.nextDouble() - 1;
    double y = 0.8 * x + 0.3 + 0.15 * rng.nextGaussian();
    return new Sample(new double[] {x}, new double[] {mistaken ? y + 4 * x : y});
  }

  private static Sample inCloud(Rng rng, int label) {
    double centre = label == 1 ? 0.9 : -0.9;
    return new Sample(
        new double[] {centre + 1.3 * rng.nextGaussian(), centre + 1.3 * rng.nextGaussian()},
        new double[] {label});
  }

  private static Sample inRing(Rng rng, int label) {
    double angle = 2 * StrictMath.PI * label / 3;
    double[] truth = new double[3];
    truth[label] = 1;
    return new Sample(
        new double[] {
          1.2 * StrictMath.cos(angle) + 0.9 * rng.nextGaussian(),
          1.2 * StrictMath.sin(angle) + 0.9 * rng.nextGaussian()
        },
        truth);
  }
}
