package dev.cien.tensor.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The matrix product's inner loops on the Vector API. Load this class only where [VectorSupport#available()].
///
/// The accumulators of a tile (8×2 or 6×2 vectors) stay in registers over the whole depth; the loops are written out
/// because C2 keeps a vector in a register only while it is a local variable of one method. The tile goes to a small
/// array and a second method adds it to the result: with the result's loads in the same method C2 stops inlining and
/// boxes the vectors.
final class MatMulVectorKernel implements MatMulKernel {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /// 256-bit vectors usually come with 16 registers: 6×2 accumulators fit there, 8×2 do not.
  private static final int ROWS = LANES == 8 ? 6 : 8;

  private static final int COLS = 2 * LANES;

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
    if (live == 1) {
      oneRow(depth, left, leftAt, right, rightAt, rightStride, tile);
    } else if (live <= 4) {
      fourRows(depth, left, leftAt, right, rightAt, rightStride, tile);
    } else if (ROWS == 6) {
      sixRows(depth, left, leftAt, right, rightAt, rightStride, tile);
    } else {
      eightRows(depth, left, leftAt, right, rightAt, rightStride, tile);
    }
  }

  private static void eightRows(
      int depth, float[] left, int leftAt, float[] right, int rightAt, int rightStride, float[] tile) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    FloatVector c40 = FloatVector.zero(SPECIES);
    FloatVector c41 = FloatVector.zero(SPECIES);
    FloatVector c50 = FloatVector.zero(SPECIES);
    FloatVector c51 = FloatVector.zero(SPECIES);
    FloatVector c60 = FloatVector.zero(SPECIES);
    FloatVector c61 = FloatVector.zero(SPECIES);
    FloatVector c70 = FloatVector.zero(SPECIES);
    FloatVector c71 = FloatVector.zero(SPECIES);
    for (int p = 0; p < depth; p++) {
      int l = leftAt + p * 8;
      int r = rightAt + p * rightStride;
      FloatVector b0 = FloatVector.fromArray(SPECIES, right, r);
      FloatVector b1 = FloatVector.fromArray(SPECIES, right, r + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, left[l]);
      c00 = a.fma(b0, c00);
      c01 = a.fma(b1, c01);
      a = FloatVector.broadcast(SPECIES, left[l + 1]);
      c10 = a.fma(b0, c10);
      c11 = a.fma(b1, c11);
      a = FloatVector.broadcast(SPECIES, left[l + 2]);
      c20 = a.fma(b0, c20);
      c21 = a.fma(b1, c21);
      a = FloatVector.broadcast(SPECIES, left[l + 3]);
      c30 = a.fma(b0, c30);
      c31 = a.fma(b1, c31);
      a = FloatVector.broadcast(SPECIES, left[l + 4]);
      c40 = a.fma(b0, c40);
      c41 = a.fma(b1, c41);
      a = FloatVector.broadcast(SPECIES, left[l + 5]);
      c50 = a.fma(b0, c50);
      c51 = a.fma(b1, c51);
      a = FloatVector.broadcast(SPECIES, left[l + 6]);
      c60 = a.fma(b0, c60);
      c61 = a.fma(b1, c61);
      a = FloatVector.broadcast(SPECIES, left[l + 7]);
      c70 = a.fma(b0, c70);
      c71 = a.fma(b1, c71);
    }
    c00.intoArray(tile, 0);
    c01.intoArray(tile, LANES);
    c10.intoArray(tile, COLS);
    c11.intoArray(tile, COLS + LANES);
    c20.intoArray(tile, 2 * COLS);
    c21.intoArray(tile, 2 * COLS + LANES);
    c30.intoArray(tile, 3 * COLS);
    c31.intoArray(tile, 3 * COLS + LANES);
    c40.intoArray(tile, 4 * COLS);
    c41.intoArray(tile, 4 * COLS + LANES);
    c50.intoArray(tile, 5 * COLS);
    c51.intoArray(tile, 5 * COLS + LANES);
    c60.intoArray(tile, 6 * COLS);
    c61.intoArray(tile, 6 * COLS + LANES);
    c70.intoArray(tile, 7 * COLS);
    c71.intoArray(tile, 7 * COLS + LANES);
  }

  private static void sixRows(
      int depth, float[] left, int leftAt, float[] right, int rightAt, int rightStride, float[] tile) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    FloatVector c40 = FloatVector.zero(SPECIES);
    FloatVector c41 = FloatVector.zero(SPECIES);
    FloatVector c50 = FloatVector.zero(SPECIES);
    FloatVector c51 = FloatVector.zero(SPECIES);
    for (int p = 0; p < depth; p++) {
      int l = leftAt + p * 6;
      int r = rightAt + p * rightStride;
      FloatVector b0 = FloatVector.fromArray(SPECIES, right, r);
      FloatVector b1 = FloatVector.fromArray(SPECIES, right, r + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, left[l]);
      c00 = a.fma(b0, c00);
      c01 = a.fma(b1, c01);
      a = FloatVector.broadcast(SPECIES, left[l + 1]);
      c10 = a.fma(b0, c10);
      c11 = a.fma(b1, c11);
      a = FloatVector.broadcast(SPECIES, left[l + 2]);
      c20 = a.fma(b0, c20);
      c21 = a.fma(b1, c21);
      a = FloatVector.broadcast(SPECIES, left[l + 3]);
      c30 = a.fma(b0, c30);
      c31 = a.fma(b1, c31);
      a = FloatVector.broadcast(SPECIES, left[l + 4]);
      c40 = a.fma(b0, c40);
      c41 = a.fma(b1, c41);
      a = FloatVector.broadcast(SPECIES, left[l + 5]);
      c50 = a.fma(b0, c50);
      c51 = a.fma(b1, c51);
    }
    c00.intoArray(tile, 0);
    c01.intoArray(tile, LANES);
    c10.intoArray(tile, COLS);
    c11.intoArray(tile, COLS + LANES);
    c20.intoArray(tile, 2 * COLS);
    c21.intoArray(tile, 2 * COLS + LANES);
    c30.intoArray(tile, 3 * COLS);
    c31.intoArray(tile, 3 * COLS + LANES);
    c40.intoArray(tile, 4 * COLS);
    c41.intoArray(tile, 4 * COLS + LANES);
    c50.intoArray(tile, 5 * COLS);
    c51.intoArray(tile, 5 * COLS + LANES);
  }

  private static void fourRows(
      int depth, float[] left, int leftAt, float[] right, int rightAt, int rightStride, float[] tile) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    for (int p = 0; p < depth; p++) {
      int l = leftAt + p * ROWS;
      int r = rightAt + p * rightStride;
      FloatVector b0 = FloatVector.fromArray(SPECIES, right, r);
      FloatVector b1 = FloatVector.fromArray(SPECIES, right, r + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, left[l]);
      c00 = a.fma(b0, c00);
      c01 = a.fma(b1, c01);
      a = FloatVector.broadcast(SPECIES, left[l + 1]);
      c10 = a.fma(b0, c10);
      c11 = a.fma(b1, c11);
      a = FloatVector.broadcast(SPECIES, left[l + 2]);
      c20 = a.fma(b0, c20);
      c21 = a.fma(b1, c21);
      a = FloatVector.broadcast(SPECIES, left[l + 3]);
      c30 = a.fma(b0, c30);
      c31 = a.fma(b1, c31);
    }
    c00.intoArray(tile, 0);
    c01.intoArray(tile, LANES);
    c10.intoArray(tile, COLS);
    c11.intoArray(tile, COLS + LANES);
    c20.intoArray(tile, 2 * COLS);
    c21.intoArray(tile, 2 * COLS + LANES);
    c30.intoArray(tile, 3 * COLS);
    c31.intoArray(tile, 3 * COLS + LANES);
  }

  private static void oneRow(
      int depth, float[] left, int leftAt, float[] right, int rightAt, int rightStride, float[] tile) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    for (int p = 0; p < depth; p++) {
      int l = leftAt + p * ROWS;
      int r = rightAt + p * rightStride;
      FloatVector b0 = FloatVector.fromArray(SPECIES, right, r);
      FloatVector b1 = FloatVector.fromArray(SPECIES, right, r + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, left[l]);
      c00 = a.fma(b0, c00);
      c01 = a.fma(b1, c01);
    }
    c00.intoArray(tile, 0);
    c01.intoArray(tile, LANES);
  }

  @Override
  public void store(float[] tile, int live, float[] c, int at, int rowStride, boolean add) {
    if (add) {
      for (int r = 0; r < live; r++) {
        int to = at + r * rowStride;
        FloatVector t0 = FloatVector.fromArray(SPECIES, tile, r * COLS);
        FloatVector t1 = FloatVector.fromArray(SPECIES, tile, r * COLS + LANES);
        FloatVector.fromArray(SPECIES, c, to).add(t0).intoArray(c, to);
        FloatVector.fromArray(SPECIES, c, to + LANES).add(t1).intoArray(c, to + LANES);
      }
    } else {
      for (int r = 0; r < live; r++) {
        int to = at + r * rowStride;
        FloatVector.fromArray(SPECIES, tile, r * COLS).intoArray(c, to);
        FloatVector.fromArray(SPECIES, tile, r * COLS + LANES).intoArray(c, to + LANES);
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
    if (laneStride == 1 && count == COLS && width == COLS) {
      copyRows(source, at, depthStride, depth, panel, panelAt);
    } else {
      MatMulPacking.pack(source, at, depthStride, laneStride, depth, count, panel, panelAt, width);
    }
  }

  private static void copyRows(float[] source, int at, int depthStride, int depth, float[] panel, int panelAt) {
    for (int p = 0; p < depth; p++) {
      int from = at + p * depthStride;
      int to = panelAt + p * COLS;
      FloatVector.fromArray(SPECIES, source, from).intoArray(panel, to);
      FloatVector.fromArray(SPECIES, source, from + LANES).intoArray(panel, to + LANES);
    }
  }
}
