package dev.cien.course.playground;

import java.util.List;

/// How right a network is, beyond its loss.
///
/// In classification the answer is the sign of the output, 0 counting as 1; r2 and the like are
/// NaN. With quantities the counts are 0.
///
/// @param points how many were judged
/// @param truePositive label 1, answer 1
/// @param falsePositive label −1, answer 1
/// @param trueNegative label −1, answer −1
/// @param falseNegative label 1, answer −1
/// @param rmse the root of the mean squared error
/// @param mae the mean absolute error
/// @param r2 1 − squared errors / squared distances of the labels from their mean
public record PlaygroundScores(
    int points,
    int truePositive,
    int falsePositive,
    int trueNegative,
    int falseNegative,
    double rmse,
    double mae,
    double r2) {

  /// Judges the network on points.
  public static PlaygroundScores of(Playground playground, List<Point> points) {
    boolean regression = playground.link().regression();
    int[] counts = new int[4];
    double squares = 0;
    double sizes = 0;
    double mean = points.stream().mapToDouble(Point::label).average().orElse(Double.NaN);
    double spread = 0;
    for (Point point : points) {
      double output = playground.output(point.x(), point.y());
      double error = output - point.label();
      squares += error * error;
      sizes += Math.abs(error);
      spread += (point.label() - mean) * (point.label() - mean);
      if (!regression) {
        boolean yes = output >= 0;
        boolean truth = point.label() >= 0;
        counts[truth ? yes ? 0 : 3 : yes ? 1 : 2]++;
      }
    }
    int n = points.size();
    return new PlaygroundScores(
        n,
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        Math.sqrt(squares / n),
        sizes / n,
        1 - squares / spread);
  }

  /// The share of right answers; NaN if nothing was judged.
  public double accuracy() {
    return (truePositive + trueNegative) / (double) points;
  }
}
