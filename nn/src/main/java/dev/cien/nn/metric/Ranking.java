package dev.cien.nn.metric;

import dev.cien.tensor.DType;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import java.util.List;
import java.util.Locale;

/// How well scores rank positives above negatives, whatever the threshold.
///
/// Shapes: scores `[N]` or `[N, 1]` (logits or probabilities), or logits `[N, 2]`, with targets 0
/// and 1 of N samples. NaN where there are no positives or, for the area, no negatives.
///
/// @param kind which number
public record Ranking(Kind kind) implements Metric<Scored> {
  /// What is read off the ranking.
  public enum Kind {
    /// The area under the receiver operating characteristic: the probability that a positive scores
    /// higher than a negative, ties counting half (Hanley & McNeil 1982).
    ROC_AUC,
    /// The mean of the precision at each threshold, weighted by the growth of recall.
    AVERAGE_PRECISION
  }

  @Override
  public String name() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Scored start() {
    return Scored.NONE;
  }

  @Override
  public Scored update(Scored state, Tensor prediction, Tensor target) {
    return Ranking.scored(name(), state, prediction, target);
  }

  /// The state with one more batch of scores, those of two classes as the difference of their
  /// logits.
  static Scored scored(String metric, Scored state, Tensor prediction, Tensor target) {
    int samples = target.size();
    double[] values = prediction.cast(DType.FLOAT64).toDoubles();
    int columns = samples == 0 ? 1 : values.length / samples;
    if (columns < 1 || columns > 2 || values.length != samples * columns) {
      throw new ShapeException(
          metric
              + ": expected scores [N] or [N, 2] for N targets, found "
              + prediction.shape()
              + " for "
              + target.shape()
              + ". Usual cause: more than two classes; fix: one score for each class against the"
              + " rest.");
    }
    double[] scores = new double[samples];
    for (int i = 0; i < samples; i++) {
      scores[i] = columns == 1 ? values[i] : values[2 * i + 1] - values[2 * i];
    }
    return state.plus(scores, target.toBooleans());
  }

  @Override
  public double value(Scored state) {
    List<Scored.Point> points = state.points();
    if (points.isEmpty()) {
      return Double.NaN;
    }
    double area = 0;
    double precisions = 0;
    Scored.Point before = new Scored.Point(Double.POSITIVE_INFINITY, 0, 0);
    for (Scored.Point point : points) {
      area += (point.alarms() - before.alarms()) * 0.5 * (before.found() + point.found());
      precisions +=
          (point.found() - before.found())
              * ((double) point.found() / (point.found() + point.alarms()));
      before = point;
    }
    return switch (kind) {
      case ROC_AUC -> area / ((double) before.found() * before.alarms());
      case AVERAGE_PRECISION -> precisions / before.found();
    };
  }
}
