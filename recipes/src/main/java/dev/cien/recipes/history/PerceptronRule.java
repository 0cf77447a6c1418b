package dev.cien.recipes.history;

import dev.cien.data.Batch;
import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.data.Epoch;
import dev.cien.optim.Optimizer;
import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.zoo.Perceptron;

/// Rosenblatt's rule as a training step, and the numbers that its theorem speaks of.
///
/// The share of wrong answers is what a step reports as its cost; no gradient of it is taken, it
/// has none.
final class PerceptronRule implements TrainStep {
  private final Perceptron model;
  private Tensor push;
  private Tensor inputs;

  PerceptronRule(Perceptron model) {
    this.model = model;
  }

  @Override
  public Outcome forward(Tensor x, Tensor targets) {
    Tensor sign = targets.cast(DType.FLOAT32).mul(2).sub(1).unsqueeze(1);
    Tensor wrong = model.forward(x).mul(sign).le(0).cast(DType.FLOAT32);
    inputs = x;
    push = sign.mul(wrong);
    return Outcome.of(wrong.mean());
  }

  @Override
  public void update(Optimizer optimizer, Tensor cost) {
    model.weight().assign(model.weight().value().add(push.mul(inputs).sum(0)));
    model.bias().assign(model.bias().value().add(push.sum(0)));
    model.mistakes().assign(model.mistakes().value().add(push.abs().sum(0)));
  }

  /// The mistakes in each epoch when the rule is followed in plain Java.
  static int[] mistakes(Batches batches, int epochs) {
    double[] w = new double[batches.data().batch(0).inputs().size() + 1];
    int[] mistakes = new int[epochs];
    for (int epoch = 0; epoch < epochs; epoch++) {
      try (Epoch steps = batches.epoch(epoch)) {
        for (Batch batch : steps) {
          double[][] samples = signed(batch);
          for (double[] sample : samples) {
            if (dot(w, sample) <= 0) {
              mistakes[epoch]++;
              add(w, sample);
            }
          }
        }
      }
    }
    return mistakes;
  }

  /// Novikoff's bound (R/γ)² on the mistakes; infinite if nothing separates the samples.
  ///
  /// The largest margin γ comes from Krauth and Mézard's rule (1987): always learn from the sample
  /// with the smallest margin so far. Whatever separator it has reached gives a valid bound.
  static double bound(Dataset data) {
    double[][] samples = signed(data.all());
    double[] w = new double[samples[0].length];
    double longest = 0;
    for (double[] sample : samples) {
      longest = Math.max(longest, Math.sqrt(dot(sample, sample)));
    }
    double margin = 0;
    for (int round = 0; round < 5000; round++) {
      double[] worst = samples[0];
      double least = Double.POSITIVE_INFINITY;
      for (double[] sample : samples) {
        double score = dot(w, sample);
        if (score < least) {
          least = score;
          worst = sample;
        }
      }
      if (round > 0) {
        margin = Math.max(margin, least / Math.sqrt(dot(w, w)));
      }
      add(w, worst);
    }
    return margin > 0 ? longest / margin * (longest / margin) : Double.POSITIVE_INFINITY;
  }

  /// The samples as y·(x, 1): a separator has a positive product with each.
  private static double[][] signed(Batch batch) {
    double[] x = batch.inputs().toDoubles();
    int[] targets = batch.targets().toInts();
    int width = x.length / targets.length;
    double[][] samples = new double[targets.length][width + 1];
    for (int i = 0; i < targets.length; i++) {
      int sign = 2 * targets[i] - 1;
      for (int c = 0; c < width; c++) {
        samples[i][c] = sign * x[i * width + c];
      }
      samples[i][width] = sign;
    }
    return samples;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] w, double[] sample) {
    for (int i = 0; i < w.length; i++) {
      w[i] += sample[i];
    }
  }
}
