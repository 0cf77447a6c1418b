package dev.cien.recipes;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// How well scores separate two classes, whatever the threshold: the curve of sensitivity (share of
/// positives found) against false alarms (share of negatives taken for positives).
///
/// J. A. Hanley, B. J. McNeil: The meaning and use of the area under a receiver operating
/// characteristic curve, 1982.
final class Roc {
  private final double[] falseAlarms;
  private final double[] sensitivities;

  private Roc(double[] falseAlarms, double[] sensitivities) {
    this.falseAlarms = falseAlarms;
    this.sensitivities = sensitivities;
  }

  /// The curve of scores, higher for positives; equal scores share one point.
  static Roc of(double[] scores, boolean[] positive) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    long positives = IntStream.range(0, positive.length).filter(i -> positive[i]).count();
    long negatives = positive.length - positives;
    double[] x = new double[scores.length + 1];
    double[] y = new double[scores.length + 1];
    int points = 1;
    int hits = 0;
    int alarms = 0;
    for (int i = 0; i < order.length; i++) {
      if (positive[order[i]]) {
        hits++;
      } else {
        alarms++;
      }
      if (i == order.length - 1 || scores[order[i]] != scores[order[i + 1]]) {
        x[points] = (double) alarms / negatives;
        y[points++] = (double) hits / positives;
      }
    }
    return new Roc(Arrays.copyOf(x, points), Arrays.copyOf(y, points));
  }

  /// The area under the curve: the probability that a positive scores higher than a negative.
  double area() {
    double area = 0;
    for (int i = 1; i < falseAlarms.length; i++) {
      area += (falseAlarms[i] - falseAlarms[i - 1]) * (sensitivities[i] + sensitivities[i - 1]) / 2;
    }
    return area;
  }

  /// The largest share of positives found while at least `specificity` of the negatives are left
  /// alone.
  double sensitivityAt(double specificity) {
    double best = 0;
    for (int i = 0; i < falseAlarms.length; i++) {
      if (1 - falseAlarms[i] >= specificity) {
        best = Math.max(best, sensitivities[i]);
      }
    }
    return best;
  }
}
