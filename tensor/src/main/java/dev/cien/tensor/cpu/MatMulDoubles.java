package dev.cien.tensor.cpu;

import static dev.cien.tensor.loop.FusedMultiplyAdd.fma;

import java.util.Arrays;

/// The float64 matrix product: blocked loops in plain Java. An element is one `fma` chain from `+0`
/// with K going up.
final class MatMulDoubles {

  private static final int TASK_ROWS = 16;
  private static final int TASK_COLS = 256;

  /// Steps of K for which a block of the right operand stays in cache.
  private static final int BLOCK = 64;

  private static final long PARALLEL_WORK = 1 << 17;

  private MatMulDoubles() {}

  /// See [MatMul] for the formula and the parameters.
  static void multiply(
      int batches,
      int m,
      int n,
      int k,
      double[] a,
      int[] aOffsets,
      int aRow,
      int aCol,
      double[] b,
      int[] bOffsets,
      int bRow,
      int bCol,
      double[] c,
      int[] cOffsets,
      int cRow) {
    if (batches <= 0 || m <= 0 || n <= 0) {
      return;
    }
    int rowTasks = (m + TASK_ROWS - 1) / TASK_ROWS;
    int colTasks = (n + TASK_COLS - 1) / TASK_COLS;
    int tasks = batches * rowTasks * colTasks;
    if ((long) batches * m * n * k < PARALLEL_WORK) {
      for (int i = 0; i < tasks; i++) {
        task(
            i, rowTasks, colTasks, m, n, k, a, aOffsets, aRow, aCol, b, bOffsets, bRow, bCol, c,
            cOffsets, cRow);
      }
    } else {
      Workers.parallelFor(
          tasks,
          i ->
              task(
                  i, rowTasks, colTasks, m, n, k, a, aOffsets, aRow, aCol, b, bOffsets, bRow, bCol,
                  c, cOffsets, cRow));
    }
  }

  private static void task(
      int task,
      int rowTasks,
      int colTasks,
      int m,
      int n,
      int k,
      double[] a,
      int[] aOffsets,
      int aRow,
      int aCol,
      double[] b,
      int[] bOffsets,
      int bRow,
      int bCol,
      double[] c,
      int[] cOffsets,
      int cRow) {
    int batch = task / (rowTasks * colTasks);
    int row = task / colTasks % rowTasks * TASK_ROWS;
    int col = task % colTasks * TASK_COLS;
    int rows = Math.min(TASK_ROWS, m - row);
    int cols = Math.min(TASK_COLS, n - col);
    int aAt = aOffsets[batch] + row * aRow;
    int bAt = bOffsets[batch] + col * bCol;
    int cAt = cOffsets[batch] + row * cRow + col;
    if (bCol == 1) {
      addRows(rows, cols, k, a, aAt, aRow, aCol, b, bAt, bRow, c, cAt, cRow);
    } else {
      dotRows(rows, cols, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow);
    }
  }

  /// Adds multiples of the right operand's rows: contiguous, so the compiler vectorises it.
  private static void addRows(
      int rows,
      int cols,
      int k,
      double[] a,
      int aAt,
      int aRow,
      int aCol,
      double[] b,
      int bAt,
      int bRow,
      double[] c,
      int cAt,
      int cRow) {
    for (int i = 0; i < rows; i++) {
      Arrays.fill(c, cAt + i * cRow, cAt + i * cRow + cols, 0);
    }
    for (int from = 0; from < k; from += BLOCK) {
      int to = Math.min(k, from + BLOCK);
      for (int i = 0; i < rows; i++) {
        int x = aAt + i * aRow;
        int out = cAt + i * cRow;
        int p = from;
        for (; p + 4 <= to; p += 4) {
          int at = x + p * aCol;
          addFour(
              a[at],
              a[at + aCol],
              a[at + 2 * aCol],
              a[at + 3 * aCol],
              b,
              bAt + p * bRow,
              bRow,
              c,
              out,
              cols);
        }
        for (; p < to; p++) {
          addOne(a[x + p * aCol], b, bAt + p * bRow, c, out, cols);
        }
      }
    }
  }

  private static void addFour(
      double x0,
      double x1,
      double x2,
      double x3,
      double[] b,
      int at0,
      int stride,
      double[] c,
      int out,
      int cols) {
    int at1 = at0 + stride;
    int at2 = at1 + stride;
    int at3 = at2 + stride;
    for (int j = 0; j < cols; j++) {
      double sum = fma(x0, b[at0 + j], c[out + j]);
      sum = fma(x1, b[at1 + j], sum);
      sum = fma(x2, b[at2 + j], sum);
      c[out + j] = fma(x3, b[at3 + j], sum);
    }
  }

  private static void addOne(double x, double[] b, int at, double[] c, int out, int cols) {
    for (int j = 0; j < cols; j++) {
      c[out + j] = fma(x, b[at + j], c[out + j]);
    }
  }

  /// Dot products, four columns at a time.
  private static void dotRows(
      int rows,
      int cols,
      int k,
      double[] a,
      int aAt,
      int aRow,
      int aCol,
      double[] b,
      int bAt,
      int bRow,
      int bCol,
      double[] c,
      int cAt,
      int cRow) {
    for (int i = 0; i < rows; i++) {
      int x = aAt + i * aRow;
      int out = cAt + i * cRow;
      int j = 0;
      for (; j + 4 <= cols; j += 4) {
        dotFour(k, a, x, aCol, b, bAt + j * bCol, bRow, bCol, c, out + j);
      }
      for (; j < cols; j++) {
        double sum = 0;
        for (int p = 0; p < k; p++) {
          sum = fma(a[x + p * aCol], b[bAt + j * bCol + p * bRow], sum);
        }
        c[out + j] = sum;
      }
    }
  }

  private static void dotFour(
      int k,
      double[] a,
      int aAt,
      int aCol,
      double[] b,
      int bAt,
      int bRow,
      int bCol,
      double[] c,
      int cAt) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int bAt1 = bAt + bCol;
    int bAt2 = bAt1 + bCol;
    int bAt3 = bAt2 + bCol;
    for (int p = 0; p < k; p++) {
      double x = a[aAt + p * aCol];
      int step = p * bRow;
      s0 = fma(x, b[bAt + step], s0);
      s1 = fma(x, b[bAt1 + step], s1);
      s2 = fma(x, b[bAt2 + step], s2);
      s3 = fma(x, b[bAt3 + step], s3);
    }
    c[cAt] = s0;
    c[cAt + 1] = s1;
    c[cAt + 2] = s2;
    c[cAt + 3] = s3;
  }
}
