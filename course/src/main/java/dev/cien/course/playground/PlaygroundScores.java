package dev.cien.course.playground;

import java.util.List;

/// How right a network is, beyond its loss.
///
/// Between two classes the answer is the sign of the output, 0 counting as 1; of several classes it
/// is the likeliest. There, r2 and the like are NaN where they mean nothing. With quantities there
/// is no confusion.
///
/// @param points how many were judged
/// @param confusion `[label][answer]`, classes counted from 0; of two classes −1 is the first
/// @param answers the class that each point was taken for, in the order of the points
/// @param rmse the root of the mean squared error
/// @param mae the mean absolute error
/// @param r2 1 − squared errors / squared distances of the labels from their mean
public record PlaygroundScores(
    int points, int[][] confusion, byte[] answers, double rmse, double mae, double r2) {

  /// Judges the network on points.
  public static PlaygroundScores of(Playground playground, List<Point> points) {
    PlaygroundLink link = playground.link();
    int classes = link.classes();
    int[][] confusion = new int[classes][classes];
    byte[] answers = new byte[classes == 0 ? 0 : points.size()];
    for (int i = 0; i < answers.length; i++) {
      Point point = points.get(i);
      answers[i] = (byte) playground.answer(point.x(), point.y());
      confusion[playground.classOf(point.label())][answers[i]]++;
    }
    if (link.problem() == Problem.MULTICLASS) {
      return new PlaygroundScores(
          points.size(), confusion, answers, Double.NaN, Double.NaN, Double.NaN);
    }
    double squares = 0;
    double sizes = 0;
    double mean = points.stream().mapToDouble(Point::label).average().orElse(Double.NaN);
    double spread = 0;
    for (Point point : points) {
      double error = playground.output(point.x(), point.y()) - point.label();
      squares += error * error;
      sizes += Math.abs(error);
      spread += (point.label() - mean) * (point.label() - mean);
    }
    int n = points.size();
    return new PlaygroundScores(
        n, confusion, answers, Math.sqrt(squares / n), sizes / n, 1 - squares / spread);
  }

  /// The share of right answers; NaN if nothing was judged.
  public double accuracy() {
    int right = 0;
    for (int i = 0; i < confusion.length; i++) {
      right += confusion[i][i];
    }
    return confusion.length == 0 ? Double.NaN : right / (double) points;
  }
}
