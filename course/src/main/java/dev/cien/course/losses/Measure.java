package dev.cien.course.losses;

import dev.cien.course.small.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How well a trained network does on samples that it has not seen: the same numbers whatever loss
/// it was trained by.
public enum Measure {
  /// √(mean squared distance).
  RMSE(false),
  /// The mean distance.
  MEAN_DISTANCE(false),
  /// The median distance.
  MEDIAN_DISTANCE(false),
  /// The share of right answers.
  ACCURACY(true),
  /// The mean −log of the probability given to what is true: low if probabilities mean what they
  /// say.
  SURPRISE(false),
  /// The mean probability of the answers given, less the share of them that are right.
  OVERCONFIDENCE(false);

  private final boolean moreIsBetter;

  Measure(boolean moreIsBetter) {
    this.moreIsBetter = moreIsBetter;
  }

  /// Whether a larger number is the better one.
  public boolean moreIsBetter() {
    return moreIsBetter;
  }

  /// Measured on outputs `[N][outputs]`.
  double of(List<Sample> samples, double[][] outputs) {
    return switch (this) {
      case RMSE -> Math.sqrt(mean(squares(distances(samples, outputs))));
      case MEAN_DISTANCE -> mean(distances(samples, outputs));
      case MEDIAN_DISTANCE -> median(distances(samples, outputs));
      case ACCURACY ->
          mean(
              IntStream.range(0, outputs.length)
                  .mapToDouble(i -> right(samples.get(i).targets(), outputs[i]) ? 1 : 0)
                  .toArray());
      case SURPRISE ->
          mean(
              IntStream.range(0, outputs.length)
                  .mapToDouble(i -> -StrictMath.log(truth(samples.get(i).targets(), outputs[i])))
                  .toArray());
      case OVERCONFIDENCE ->
          mean(Arrays.stream(outputs).mapToDouble(Measure::confidence).toArray())
              - ACCURACY.of(samples, outputs);
    };
  }

  private static double[] distances(List<Sample> samples, double[][] outputs) {
    return IntStream.range(0, outputs.length)
        .mapToDouble(i -> Math.abs(outputs[i][0] - samples.get(i).targets()[0]))
        .toArray();
  }

  private static double truth(double[] targets, double[] outputs) {
    if (targets.length == 1) {
      return targets[0] == 1 ? outputs[0] : 1 - outputs[0];
    }
    return outputs[largest(targets)];
  }

  private static double confidence(double... outputs) {
    return outputs.length == 1 ? Math.max(outputs[0], 1 - outputs[0]) : outputs[largest(outputs)];
  }

  private static boolean right(double[] targets, double[] outputs) {
    return targets.length == 1
        ? targets[0] == 1 == outputs[0] > 0.5
        : largest(targets) == largest(outputs);
  }

  private static int largest(double[] numbers) {
    int largest = 0;
    for (int i = 1; i < numbers.length; i++) {
      largest = numbers[i] > numbers[largest] ? i : largest;
    }
    return largest;
  }

  private static double[] squares(double... numbers) {
    return Arrays.stream(numbers).map(x -> x * x).toArray();
  }

  private static double mean(double... numbers) {
    return Arrays.stream(numbers).average().orElse(Double.NaN);
  }

  private static double median(double... numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
