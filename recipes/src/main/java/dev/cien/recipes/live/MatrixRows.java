package dev.cien.recipes.live;

import dev.cien.tensor.Tensor;
import java.util.Arrays;

/// Matrices as they are sent to a page: 32-bit numbers, which are half as long to write as 64-bit
/// ones.
public final class MatrixRows {
  private MatrixRows() {}

  /// A matrix `[R, C]` row by row.
  public static float[][] of(Tensor matrix) {
    int columns = matrix.shape().dim(1);
    float[] all = matrix.toFloats();
    float[][] rows = new float[matrix.shape().dim(0)][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = Arrays.copyOfRange(all, r * columns, (r + 1) * columns);
    }
    return rows;
  }
}
