package dev.cien.nn.metric;

import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The share of errors at the threshold where both kinds are equally frequent: positives that are
/// missed, of all positives, and negatives that are let through, of all negatives. The number that
/// verification is judged by: 0 is perfect, 0.5 is guessing.
///
/// Between two thresholds the curve is a straight line. Shapes: as for [Ranking]. NaN where there
/// are no positives or no negatives.
public record EqualErrorRate() implements Metric<Scored> {
  /// The two kinds of errors of one threshold.
  ///
  /// @param threshold what scores this or more is accepted
  /// @param missed the share of the positives below it
  /// @param alarms the share of the negatives that reach it
  public record Errors(double threshold, double missed, double alarms) {}

  @Override
  public String name() {
    return "equal_error_rate";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
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
    List<Errors> curve = curve(state);
    for (int i = 1; i < curve.size(); i++) {
      Errors at = curve.get(i);
      if (at.alarms >= at.missed) {
        Errors before = curve.get(i - 1);
        double gap = before.missed - before.alarms;
        double share = gap / (gap + at.alarms - at.missed);
        return before.missed + share * (at.missed - before.missed);
      }
    }
    return Double.NaN;
  }

  /// The threshold, one of the scores, at which the two errors differ least; NaN where the rate is.
  public double threshold(Scored state) {
    double best = Double.NaN;
    double least = Double.POSITIVE_INFINITY;
    for (Errors at : curve(state)) {
      double gap = Math.abs(at.missed - at.alarms);
      if (gap < least) {
        least = gap;
        best = at.threshold;
      }
    }
    return best;
  }

  /// The errors of all thresholds, from one that nothing reaches (∞) to the lowest score. Empty
  /// where the rate is NaN.
  public List<Errors> curve(Scored state) {
    List<Scored.Point> points = state.points();
    if (points.isEmpty() || points.getLast().found() == 0 || points.getLast().alarms() == 0) {
      return List.of();
    }
    double positives = points.getLast().found();
    double negatives = points.getLast().alarms();
    List<Errors> curve = new ArrayList<>();
    curve.add(new Errors(Double.POSITIVE_INFINITY, 1, 0));
    for (Scored.Point point : points) {
      curve.add(
          new Errors(point.score(), 1 - point.found() / positives, point.alarms() / negatives));
    }
    return curve;
  }
}
