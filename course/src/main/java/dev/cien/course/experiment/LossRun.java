package dev.cien.course.experiment;

import dev.cien.nn.loss.Loss;
import dev.cien.nn.loss.Losses;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Predictions held against targets by a loss. Figures: `cost`, the mean; `loss.1`, `loss.2`, … for
/// each sample; `gradient.1`, … of the cost; `largest`, the share of the largest loss in their sum.
///
/// @param kind which loss
/// @param predictions a number a sample for quantities and yes-or-no questions (logits); rows of
///   logits, one after another, for classes
/// @param targets a number a sample; for classes the number of the class, from 0
public record LossRun(Kind kind, double[] predictions, double[] targets) implements Run {
  /// The losses of Day 7.
  public enum Kind {
    /// (p − y)².
    MSE,
    /// |p − y|.
    MAE,
    /// Of a logit and 0 or 1.
    BINARY,
    /// Of logits and a class.
    CLASSES;

    /// The kind of that name, in lower case.
    static Kind of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }
  }

  @Override
  public Measured measure() {
    int samples = targets.length;
    Tensor p =
        kind == Kind.CLASSES
            ? Tensor.of(predictions, samples, predictions.length / samples)
            : Tensor.of(predictions, samples);
    double[] losses = loss().perSample(p, target()).toDoubles();
    Tensor cost = loss().cost(p, target());
    double[] slopes = Gradients.of(cost, List.of(p)).of(p).toDoubles();
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("cost", cost.item());
    double sum = 0;
    double largest = 0;
    for (int i = 0; i < losses.length; i++) {
      figures.put("loss." + (i + 1), losses[i]);
      sum += losses[i];
      largest = Math.max(largest, losses[i]);
    }
    for (int i = 0; i < slopes.length; i++) {
      figures.put("gradient." + (i + 1), slopes[i]);
    }
    figures.put("largest", sum == 0 ? 0 : largest / sum);
    return Measured.of(figures);
  }

  private Tensor target() {
    if (kind != Kind.CLASSES) {
      return Tensor.of(targets, targets.length);
    }
    int[] classes = new int[targets.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = (int) targets[i];
    }
    return Tensor.of(classes, classes.length);
  }

  private Loss loss() {
    return switch (kind) {
      case MSE -> Losses.mse();
      case MAE -> Losses.mae();
      case BINARY -> Losses.bceWithLogits();
      case CLASSES -> Losses.crossEntropy();
    };
  }
}
