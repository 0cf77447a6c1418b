package dev.cien.tensor.cpu;

import static dev.cien.tensor.loop.FusedMultiplyAdd.fma;

import java.util.Arrays;

/// The matrix product's inner loops in plain Java: runs where the Vector API is missing, and until
/// it is warm.
///
/// C2 vectorises the loop over columns by itself, but only if every array in it is indexed by the
/// bare loop variable: with offsets it must fear that two arrays are one. So rows are copied to
/// arrays of their own first.
final class MatMulScalarKernel implements MatMulKernel {

  private static final int ROWS = 8;

  /// Columns of a panel for large products.
  static final int COLS = 256;

  /// With fewer columns the loop over columns is too short; chains in registers are faster then.
  private static final int FEW_COLS = 64;

  private static final ThreadLocal<float[][]> LINES =
      ThreadLocal.withInitial(() -> new float[ROWS + 4][COLS]);

  private final int cols;

  /// @param cols columns of a panel: at most [#COLS]
  MatMulScalarKernel(int cols) {
    this.cols = cols;
  }

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public int cols() {
    return cols;
  }

  @Override
  public int small() {
    return 1 << 14;
  }

  @Override
  public long cost(int rows, int cols) {
    return (long) rows * cols * (cols < FEW_COLS ? 4 : 1);
  }

  @Override
  public boolean fits(int liveRows) {
    return true;
  }

  @Override
  public void multiply(
      int depth,
      float[] left,
      int leftAt,
      float[] right,
      int rightAt,
      float[] tile,
      int tileAt,
      int tileRow,
      int liveRows,
      int liveCols) {
    multiply(
        depth, left, leftAt, 1, ROWS, right, rightAt, cols, tile, tileAt, tileRow, liveRows,
        liveCols);
  }

  @Override
  public void multiplyRows(
      int depth,
      float[] left,
      int leftAt,
      int leftRow,
      float[] right,
      int rightAt,
      int rightStride,
      float[] tile,
      int tileAt,
      int tileRow,
      int liveRows,
      int liveCols) {
    multiply(
        depth,
        left,
        leftAt,
        leftRow,
        1,
        right,
        rightAt,
        rightStride,
        tile,
        tileAt,
        tileRow,
        liveRows,
        liveCols);
  }

  private static void multiply(
      int depth,
      float[] left,
      int leftAt,
      int leftRow,
      int leftStep,
      float[] right,
      int rightAt,
      int rightStride,
      float[] tile,
      int tileAt,
      int tileRow,
      int liveRows,
      int liveCols) {
    if (liveCols < FEW_COLS) {
      MatMulSmall.block(
          liveRows,
          liveCols,
          depth,
          left,
          leftAt,
          leftRow,
          leftStep,
          right,
          rightAt,
          rightStride,
          1,
          tile,
          tileAt,
          tileRow,
          1,
          false);
      return;
    }
    float[][] lines = LINES.get();
    for (int r = 0; r < liveRows; r++) {
      Arrays.fill(lines[r], 0f);
    }
    float[] b0 = lines[ROWS];
    float[] b1 = lines[ROWS + 1];
    float[] b2 = lines[ROWS + 2];
    float[] b3 = lines[ROWS + 3];
    int p = 0;
    for (; p + 4 <= depth; p += 4) {
      int at = rightAt + p * rightStride;
      System.arraycopy(right, at, b0, 0, liveCols);
      System.arraycopy(right, at + rightStride, b1, 0, liveCols);
      System.arraycopy(right, at + 2 * rightStride, b2, 0, liveCols);
      System.arraycopy(right, at + 3 * rightStride, b3, 0, liveCols);
      for (int r = 0; r < liveRows; r++) {
        int l = leftAt + r * leftRow + p * leftStep;
        fourSteps(
            left[l],
            left[l + leftStep],
            left[l + 2 * leftStep],
            left[l + 3 * leftStep],
            b0,
            b1,
            b2,
            b3,
            lines[r],
            liveCols);
      }
    }
    for (; p < depth; p++) {
      System.arraycopy(right, rightAt + p * rightStride, b0, 0, liveCols);
      for (int r = 0; r < liveRows; r++) {
        oneStep(left[leftAt + r * leftRow + p * leftStep], b0, lines[r], liveCols);
      }
    }
    for (int r = 0; r < liveRows; r++) {
      System.arraycopy(lines[r], 0, tile, tileAt + r * tileRow, liveCols);
    }
  }

  private static void fourSteps(
      float x0,
      float x1,
      float x2,
      float x3,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float[] sums,
      int cols) {
    for (int j = 0; j < cols; j++) {
      float sum = fma(x0, b0[j], sums[j]);
      sum = fma(x1, b1[j], sum);
      sum = fma(x2, b2[j], sum);
      sums[j] = fma(x3, b3[j], sum);
    }
  }

  private static void oneStep(float x, float[] b, float[] sums, int cols) {
    for (int j = 0; j < cols; j++) {
      sums[j] = fma(x, b[j], sums[j]);
    }
  }

  @Override
  public void multiplyRow(
      int depth,
      float[] left,
      int leftAt,
      float[] right,
      int rightAt,
      int rightStride,
      float[] sums,
      int cols) {
    int p = 0;
    for (; p + 4 <= depth; p += 4) {
      int l = leftAt + p * ROWS;
      float x0 = left[l];
      float x1 = left[l + ROWS];
      float x2 = left[l + 2 * ROWS];
      float x3 = left[l + 3 * ROWS];
      int at0 = rightAt + p * rightStride;
      int at1 = at0 + rightStride;
      int at2 = at1 + rightStride;
      int at3 = at2 + rightStride;
      for (int j = 0; j < cols; j++) {
        float sum = fma(x0, right[at0 + j], sums[j]);
        sum = fma(x1, right[at1 + j], sum);
        sum = fma(x2, right[at2 + j], sum);
        sums[j] = fma(x3, right[at3 + j], sum);
      }
    }
    for (; p < depth; p++) {
      float x = left[leftAt + p * ROWS];
      int at = rightAt + p * rightStride;
      for (int j = 0; j < cols; j++) {
        sums[j] = fma(x, right[at + j], sums[j]);
      }
    }
  }

  @Override
  public void store(float[] tile, int live, float[] c, int at, int rowStride, boolean add) {
    MatMulPacking.store(tile, cols, live, cols, c, at, rowStride, 1, add);
  }

  @Override
  public void pack(
      float[] source,
      int at,
      int depthStride,
      int laneStride,
      int depth,
      int count,
      float[] panel,
      int panelAt,
      int width) {
    MatMulPacking.pack(source, at, depthStride, laneStride, depth, count, panel, panelAt, width);
  }
}
