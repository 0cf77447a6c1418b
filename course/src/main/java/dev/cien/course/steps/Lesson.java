package dev.cien.course.steps;

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

/// A network with samples to be stepped through, ready made.
public enum Lesson {
  /// A price from a size: one neuron without activation, and numbers for mental arithmetic.
  HOUSE,
  /// Exclusive or, which one neuron cannot learn: 2-2-1.
  XOR,
  /// Inside or outside of a circle: 2-4-1.
  CIRCLE,
  /// Three groups of points, one output a class: 2-4-3.
  CLASSES;

  /// The name in links.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The network before its first step.
  public SmallNetwork network() {
    return switch (this) {
      case HOUSE ->
          new SmallNetwork(
              Nonlinearity.LINEAR,
              Head.LINEAR,
              Criterion.MSE,
              List.of(new Weights(new double[][] {{0.5}}, new double[] {0.1})));
      case XOR ->
          SmallNetwork.of(
              Nonlinearity.TANH, Head.SIGMOID, Criterion.BINARY_CROSS_ENTROPY, Rng.of(4), 2, 2, 1);
      case CIRCLE ->
          SmallNetwork.of(
              Nonlinearity.TANH, Head.SIGMOID, Criterion.BINARY_CROSS_ENTROPY, Rng.of(3), 2, 4, 1);
      case CLASSES ->
          SmallNetwork.of(
              Nonlinearity.RELU, Head.SOFTMAX, Criterion.CROSS_ENTROPY, Rng.of(2), 2, 4, 3);
    };
  }

  /// The learning rate that suits it.
  public double rate() {
    return switch (this) {
      case HOUSE, CLASSES -> 0.1;
      case XOR -> 0.5;
      case CIRCLE -> 0.3;
    };
  }

  /// What there is to learn.
  public List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    switch (this) {
      case HOUSE -> samples.add(sample(0.8, 0.6));
      case XOR -> {
        for (int corner = 0; corner < 4; corner++) {
          int x = corner / 2;
          int y = corner % 2;
          samples.add(new Sample(new double[] {x, y}, new double[] {x ^ y}));
        }
      }
      case CIRCLE -> {
        // Inside and outside by turns: six of a kind in a row would pull to and fro.
        for (int i = 0; i < 6; i++) {
          double angle = 2 * StrictMath.PI * i / 6;
          samples.add(new Sample(point(0.4, angle + 0.5), new double[] {1}));
          samples.add(new Sample(point(1, angle), new double[] {0}));
        }
      }
      case CLASSES -> {
        for (int i = 0; i < 12; i++) {
          double[] truth = new double[3];
          truth[i % 3] = 1;
          double around = 2 * StrictMath.PI * (i % 3) / 3 + 0.35 * (i / 3 - 1.5);
          samples.add(new Sample(point(0.8 + 0.1 * (i / 3 % 2), around), truth));
        }
      }
    }
    return samples;
  }

  private static Sample sample(double input, double target) {
    return new Sample(new double[] {input}, new double[] {target});
  }

  /// Two decimals: a person should be able to follow with a pencil.
  private static double[] point(double radius, double angle) {
    return new double[] {
      Math.round(100 * radius * StrictMath.cos(angle)) / 100.0,
      Math.round(100 * radius * StrictMath.sin(angle)) / 100.0
    };
  }
}
