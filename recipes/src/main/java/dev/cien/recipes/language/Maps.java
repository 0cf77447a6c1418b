package dev.cien.recipes.language;

import dev.cien.tensor.Tensor;

/// Tensors as tables to draw.
final class Maps {
  private Maps() {}

  /// A matrix row by row.
  static double[][] rows(Tensor matrix) {
    int columns = matrix.shape().dim(1);
    double[] values = matrix.toDoubles();
    double[][] rows = new double[matrix.shape().dim(0)][columns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, i * columns, rows[i], 0, columns);
    }
    return rows;
  }
}
