package dev.cien.train;

import dev.cien.io.plot.Chart;
import java.util.List;

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
    double[] across = points.stream().mapToDouble(p -> Math.log10(p.rate())).toArray();
    return Chart.of("loss", "log10 of the learning rate", "")
        .line("loss", across, points.stream().mapToDouble(Point::loss).toArray())
        .line("smoothed", across, points.stream().mapToDouble(Point::smooth).toArray())
        .svg();
  }
}
