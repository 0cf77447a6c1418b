package dev.cien.recipes.vision;

import dev.cien.nn.metric.EqualErrorRate;
import dev.cien.nn.metric.Metrics;
import dev.cien.nn.metric.Scored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Pairs of pictures with their distances, some of one thing and some of two.
///
/// @param all the pairs
record Pairs(List<Pair> all) {
  private static final EqualErrorRate RATE = Metrics.equalErrorRate();

  /// Two pictures.
  ///
  /// @param first the number of one
  /// @param second the number of the other
  /// @param same whether they show one thing
  record Pair(int first, int second, boolean same, double distance) {}

  /// What a pair is.
  enum Kind {
    /// Two pictures of one thing.
    SAME,
    /// Pictures of two things.
    DIFFERENT,
    /// Not asked about.
    LEFT_OUT
  }

  /// Says what pairs are.
  @FunctionalInterface
  interface Kinds {
    /// What the pair of picture `first` of one side and `second` of the other is.
    Kind of(int first, int second);
  }

  /// The pairs of the pictures of two sides, by the Euclidean distances of their vectors.
  static Pairs of(float[][] one, float[][] other, Kinds kinds) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < one.length; i++) {
      for (int j = 0; j < other.length; j++) {
        Kind kind = kinds.of(i, j);
        if (kind != Kind.LEFT_OUT) {
          pairs.add(new Pair(i, j, kind == Kind.SAME, distance(one[i], other[j])));
        }
      }
    }
    return new Pairs(pairs);
  }

  /// The pairs whose first and whose second pictures have one number are the same.
  static Pairs matching(float[][] one, float[][] other) {
    return of(one, other, (i, j) -> i == j ? Kind.SAME : Kind.DIFFERENT);
  }

  static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  /// The likelier they show one thing, the higher the score.
  private Scored scored() {
    boolean[] hits = new boolean[all.size()];
    for (int i = 0; i < hits.length; i++) {
      hits[i] = all.get(i).same;
    }
    return Scored.NONE.plus(all.stream().mapToDouble(p -> -p.distance).toArray(), hits);
  }

  /// The share of errors where both kinds are equally frequent.
  double equalError() {
    return RATE.value(scored());
  }

  /// The largest distance of what is called the same, where both errors are equally frequent.
  double threshold() {
    return -RATE.threshold(scored());
  }

  /// The errors of all thresholds.
  List<EqualErrorRate.Errors> curve() {
    return RATE.curve(scored());
  }

  /// The mean of the two kinds of errors when pairs up to a distance are called the same.
  double errorAt(double threshold) {
    return (missed(threshold) + alarms(threshold)) / 2;
  }

  /// The share of pairs of one thing that lie further apart.
  double missed(double threshold) {
    return share(true, p -> p.distance > threshold);
  }

  /// The share of pairs of two things that lie no further apart.
  double alarms(double threshold) {
    return share(false, p -> p.distance <= threshold);
  }

  private double share(boolean same, Predicate<Pair> chosen) {
    long count = all.stream().filter(p -> p.same == same).count();
    return all.stream().filter(p -> p.same == same).filter(chosen).count() / (double) count;
  }

  /// Those of one kind only.
  List<Pair> where(boolean same) {
    return all.stream().filter(p -> p.same == same).toList();
  }

  /// Pairs of one kind, the nearest first.
  List<Pair> nearest(boolean same, int count) {
    return where(same).stream()
        .sorted(Comparator.comparingDouble(Pair::distance))
        .limit(count)
        .toList();
  }

  /// Pairs of one kind, the furthest first.
  List<Pair> furthest(boolean same, int count) {
    return where(same).stream()
        .sorted(Comparator.comparingDouble(p -> -p.distance))
        .limit(count)
        .toList();
  }

  /// Pixels without their mean and of length 1, so that light and contrast do not count.
  static float[][] normalised(float[]... pixels) {
    return IntStream.range(0, pixels.length)
        .mapToObj(i -> normalised(pixels[i]))
        .toArray(float[][]::new);
  }

  private static float[] normalised(float[] pixels) {
    double mean = IntStream.range(0, pixels.length).mapToDouble(i -> pixels[i]).average().orElse(0);
    double squares =
        IntStream.range(0, pixels.length)
            .mapToDouble(i -> (pixels[i] - mean) * (pixels[i] - mean))
            .sum();
    double length = squares > 0 ? Math.sqrt(squares) : 1;
    float[] result = new float[pixels.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) ((pixels[i] - mean) / length);
    }
    return result;
  }
}
