package dev.cien.nn.metric;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// How often each class was taken for each other: `counts[actual][predicted]`.
///
/// @param counts a square table
public record ConfusionMatrix(long[][] counts) {
  /// Copies the table.
  public ConfusionMatrix {
    counts = Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
  }

  /// All zeros.
  public static ConfusionMatrix empty(int classes) {
    return new ConfusionMatrix(new long[classes][classes]);
  }

  /// How many classes.
  public int classes() {
    return counts.length;
  }

  /// How many samples were counted.
  public long total() {
    return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
  }

  /// The part on the diagonal.
  public double accuracy() {
    return (double) IntStream.range(0, classes()).mapToLong(c -> counts[c][c]).sum() / total();
  }

  /// How many samples belong to class `c`.
  public long actual(int c) {
    return Arrays.stream(counts[c]).sum();
  }

  /// How many samples were taken for class `c`.
  public long predicted(int c) {
    return Arrays.stream(counts).mapToLong(row -> row[c]).sum();
  }

  /// Of those taken for class `c`, the part that belongs to it; 0 if none was.
  public double precision(int c) {
    return ratio(counts[c][c], predicted(c));
  }

  /// Of those that belong to class `c`, the part that was found; 0 if none does.
  public double recall(int c) {
    return ratio(counts[c][c], actual(c));
  }

  /// The harmonic mean of precision and recall of class `c`; 0 if the class neither occurs nor was
  /// predicted.
  public double f1(int c) {
    return ratio(2 * counts[c][c], predicted(c) + actual(c));
  }

  /// Intersection over union, the Jaccard index: of those that belong to class `c` or were taken
  /// for it, the part that is both; 0 if the class neither occurs nor was predicted. Of pixels it
  /// is the figure of segmentation in M. Everingham et al.: The PASCAL Visual Object Classes (VOC)
  /// challenge, 2010.
  public double iou(int c) {
    return ratio(counts[c][c], predicted(c) + actual(c) - counts[c][c]);
  }

  /// The plain mean of a class's number over the classes that occur or were predicted.
  double macro(IntToDoubleFunction ofClass) {
    return IntStream.range(0, classes())
        .filter(c -> actual(c) + predicted(c) > 0)
        .mapToDouble(ofClass)
        .average()
        .orElse(Double.NaN);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfusionMatrix that && Arrays.deepEquals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(counts);
  }

  /// A table with a row for each actual and a column for each predicted class.
  @Override
  public String toString() {
    int width =
        1
            + Math.max(
                String.valueOf(classes()).length(),
                Arrays.stream(counts)
                    .flatMapToLong(Arrays::stream)
                    .mapToObj(String::valueOf)
                    .mapToInt(String::length)
                    .max()
                    .orElse(1));
    String cell = "%" + width + "s";
    StringBuilder text = new StringBuilder(cell.formatted(""));
    IntStream.range(0, classes()).forEach(c -> text.append(cell.formatted(c)));
    for (int row = 0; row < classes(); row++) {
      text.append('\n').append(cell.formatted(row));
      Arrays.stream(counts[row]).forEach(count -> text.append(cell.formatted(count)));
    }
    return text.toString();
  }
}
