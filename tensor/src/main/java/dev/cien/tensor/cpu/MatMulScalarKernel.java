package dev.cien.tensor.cpu;

import java.util.Arrays;

/// The matrix product's inner loops in plain Java: runs where the Vector API is missing, and until it is warm.
final class MatMulScalarKernel implements MatMulKernel {

  /// Long rows: the compiler vectorises the loop over columns by itself.
  private static final int COLS = 128;

  private static final int ROWS = 4;

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public int cols() {
    return COLS;
  }

  @Override
  public void multiply(
      int depth, float[] left, int leftAt, float[] right, int rightAt, int rightStride, float[] tile, int live) {
    Arrays.fill(tile, 0, live * COLS, 0f);
    int p = 0;
    for (; p + 4 <= depth; p += 4) {
      for (int r = 0; r < live; r++) {
        fourSteps(left, leftAt + p * ROWS + r, right, rightAt + p * rightStride, rightStride, tile, r * COLS);
      }
    }
    for (; p < depth; p++) {
      for (int r = 0; r < live; r++) {
        oneStep(left[leftAt + p * ROWS + r], right, rightAt + p * rightStride, tile, r * COLS);
      }
    }
  }

  private static void fourSteps(
      float[] left, int leftAt, float[] right, int rightAt, int stride, float[] tile, int tileAt) {
    float x0 = left[leftAt];
    float x1 = left[leftAt + ROWS];
    float x2 = left[leftAt + 2 * ROWS];
    float x3 = left[leftAt + 3 * ROWS];
    int at1 = rightAt + stride;
    int at2 = at1 + stride;
    int at3 = at2 + stride;
    for (int j = 0; j < COLS; j++) {
      float sum = Math.fma(x0, right[rightAt + j], tile[tileAt + j]);
      sum = Math.fma(x1, right[at1 + j], sum);
      sum = Math.fma(x2, right[at2 + j], sum);
      tile[tileAt + j] = Math.fma(x3, right[at3 + j], sum);
    }
  }

  private static void oneStep(float x, float[] right, int rightAt, float[] tile, int tileAt) {
    for (int j = 0; j < COLS; j++) {
      tile[tileAt + j] = Math.fma(x, right[rightAt + j], tile[tileAt + j]);
    }
  }

  @Override
  public void store(float[] tile, int live, float[] c, int at, int rowStride, boolean add) {
    for (int r = 0; r < live; r++) {
      int from = r * COLS;
      int to = at + r * rowStride;
      if (add) {
        for (int j = 0; j < COLS; j++) {
          c[to + j] += tile[from + j];
        }
      } else {
        System.arraycopy(tile, from, c, to, COLS);
      }
    }
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
