package dev.cien.nn.metric;

import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import java.util.List;

/// The largest part of the positives that some threshold finds while it leaves alone at least a
/// given part of the negatives: what a screening test is judged by.
///
/// Shapes: as for [Ranking]. NaN where there are no positives or no negatives.
///
/// @param specificity the part of the negatives that must be left alone, from 0 to 1
public record Sensitivity(double specificity) implements Metric<Scored> {
  /// Checks the part.
  public Sensitivity {
    if (!(specificity >= 0 && specificity <= 1)) {
      throw new TensorException(
          "sensitivity: expected a specificity from 0 to 1, found " + specificity + ".");
    }
  }

  /// For instance `sensitivity_at_95_specificity`.
  @Override
  public String name() {
    double percent = Math.round(specificity * 1000) / 10.0;
    String text = String.valueOf(percent);
    return "sensitivity_at_"
        + (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text)
        + "_specificity";
  }

  @Override
  public Scored start() {
    return Scored.NONE;
  }

  @Override
  public Scored update(Scored state, Tensor prediction, Tensor target) {
    return Ranking.scored(name(), state, prediction, target);
  }

  @Override
  public double value(Scored state) {
    List<Scored.Point> points = state.points();
    if (points.isEmpty() || points.getLast().found() == 0 || points.getLast().alarms() == 0) {
      return Double.NaN;
    }
    double positives = points.getLast().found();
    double negatives = points.getLast().alarms();
    return points.stream()
        .filter(point -> 1 - point.alarms() / negatives >= specificity)
        .mapToDouble(point -> point.found() / positives)
        .max()
        .orElse(0);
  }
}
