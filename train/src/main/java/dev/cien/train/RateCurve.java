package dev.cien.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The loss over rising learning rates, which [Trainer#findRate] measures.
///
/// @param points in the order of rising rates
public record RateCurve(List<Point> points) {
  /// One step.
  ///
  /// @param rate the learning rate
  /// @param loss the loss of the step's batch
  /// @param smooth its running mean
  public record Point(double rate, double loss, double smooth) {}

  /// Copies the list.
  public RateCurve {
    points = List.copyOf(points);
  }

  /// The rate at which the smoothed loss falls fastest over the logarithm of the rate: a good one
  /// to start from.
  public double suggestion() {
    int best = 0;
    double steepest = Double.POSITIVE_INFINITY;
    for (int i = 1; i + 1 < points.size(); i++) {
      double slope = points.get(i + 1).smooth() - points.get(i - 1).smooth();
      if (slope < steepest) {
        steepest = slope;
        best = i;
      }
    }
    return points.get(best).rate();
  }

  /// The curve as an SVG picture, over the logarithm of the rate.
  public String svg() {
    Map<String, double[][]> lines = new LinkedHashMap<>();
    lines.put(
        "loss",
        points.stream()
            .map(p -> new double[] {Math.log10(p.rate()), p.loss()})
            .toArray(double[][]::new));
    lines.put(
        "smoothed",
        points.stream()
            .map(p -> new double[] {Math.log10(p.rate()), p.smooth()})
            .toArray(double[][]::new));
    return new Curves("log10 of the learning rate", Map.of("loss", lines), UnaryOperator.identity())
        .svg();
  }
}
