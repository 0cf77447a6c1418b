package dev.cien.course.small;

import dev.cien.tensor.Tensor;
import java.util.List;

/// Between plain arrays and tensors in `float64`.
public final class Doubles {
  private Doubles() {}

  /// A scalar.
  public static Tensor scalar(double value) {
    return Tensor.of(new double[] {value}).reshape();
  }

  /// A tensor `[rows, columns]`.
  public static Tensor matrix(double[][] rows) {
    int columns = rows[0].length;
    double[] flat = new double[rows.length * columns];
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(rows[r], 0, flat, r * columns, columns);
    }
    return Tensor.of(flat, rows.length, columns);
  }

  /// The rows of a tensor `[rows, columns]`.
  public static double[][] rows(Tensor matrix) {
    int columns = matrix.shape().dim(1);
    double[] flat = matrix.toDoubles();
    double[][] rows = new double[matrix.shape().dim(0)][columns];
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(flat, r * columns, rows[r], 0, columns);
    }
    return rows;
  }

  /// The inputs of all samples, `[N, inputs]`.
  public static Tensor inputs(List<Sample> samples) {
    return matrix(Sample.inputs(samples));
  }

  /// The targets of all samples, `[N, outputs]`.
  public static Tensor targets(List<Sample> samples) {
    return matrix(Sample.targets(samples));
  }

  /// `count` numbers from `low` to `high`, both included, at equal distances.
  public static double[] range(double low, double high, int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = low + (high - low) * i / (count - 1);
    }
    return numbers;
  }
}
