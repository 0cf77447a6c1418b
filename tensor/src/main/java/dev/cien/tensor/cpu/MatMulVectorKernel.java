package dev.cien.tensor.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The matrix product's inner loops on the Vector API. Load this class only where
/// [VectorSupport#available()].
///
/// The accumulators of a tile (8×2 or 4×2 vectors) stay in registers over the whole depth; the
/// loops are written out because C2 keeps a vector in a register only while it is a local variable
/// of one method. The tile goes to a small array and a second method adds it to the result: with
/// the result's loads in the same method C2 stops inlining and boxes the vectors.
///
/// What a loop carried is checked against its species before it is stored: that costs nothing and
/// tells C2 the class, which else only a profile could tell (`docs/adr/0002`).
final class MatMulVectorKernel implements MatMulKernel {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /// 256-bit vectors usually come with 16 registers: C2 keeps 4×2 accumulators there, but spills
  /// 6×2 and 8×2.
  private static final int ROWS = LANES == 8 ? 4 : 8;

  private static final int COLS = 2 * LANES;

  /// Whether 256-bit vectors exist: panels are then packed in eights.
  private static final boolean WIDE = LANES >= 8;

  private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;

  /// Picks the first (second) halves of two vectors in turn: `a0 b0 a1 b1 …`.
  private static final FloatVector LOW =
      FloatVector.fromArray(EIGHT, new float[] {0, 8, 1, 9, 2, 10, 3, 11}, 0);

  private static final FloatVector HIGH =
      FloatVector.fromArray(EIGHT, new float[] {4, 12, 5, 13, 6, 14, 7, 15}, 0);

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public int cols() {
    return COLS;
  }

  @Override
  public int small() {
    return 2048;
  }

  @Override
  public long cost(int rows, int cols) {
    int tail = rows % ROWS;
    int paidRows = rows - tail + (tail == 0 ? 0 : tail == 1 ? 2 : tail <= 4 ? 4 : ROWS);
    return (long) paidRows * ((cols + COLS - 1) / COLS * COLS);
  }

  @Override
  public boolean fits(int liveRows) {
    return liveRows == 1 || liveRows == 4 || liveRows == ROWS;
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
    if (liveRows == 1) {
      oneRow(depth, left, leftAt, right, rightAt, tile, tileAt);
    } else if (liveRows <= 4) {
      fourRows(depth, left, leftAt, right, rightAt, tile, tileAt, tileRow);
    } else {
      eightRows(depth, left, leftAt, right, rightAt, tile, tileAt, tileRow);
    }
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
    MatMulRowTiles.multiply(
        depth, left, leftAt, leftRow, right, rightAt, rightStride, tile, tileAt, tileRow, liveRows);
  }

  private static void eightRows(
      int depth,
      float[] left,
      int leftAt,
      float[] right,
      int rightAt,
      float[] tile,
      int tileAt,
      int tileRow) {
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
      int r = rightAt + p * COLS;
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
    int to = tileAt;
    ((FloatVector) c00.check(SPECIES)).intoArray(tile, to);
    ((FloatVector) c01.check(SPECIES)).intoArray(tile, to + LANES);
    to += tileRow;
    ((FloatVector) c10.check(SPECIES)).intoArray(tile, to);
    ((FloatVector) c11.check(SPECIES)).intoArray(tile, to + LANES);
    to += tileRow;
    ((FloatVector) c20.check(SPECIES)).intoArray(tile, to);
    ((FloatVector) c21.check(SPECIES)).intoArray(tile, to + LANES);
    to += tileRow;
    ((FloatVector) c30.check(SPECIES)).intoArray(tile, to);
    ((FloatVector) c31.check(SPECIES)).intoArray(tile, to + LANES);
    to += tileRow;
    ((FloatVector) c40.check(SPECIES)).intoArray(tile, to);
    ((FloatVector) c41.check(SPECIES)).intoArray(tile, to + LANES);
    to += tileRow;
    ((FloatVector) c50.check(SPECIES)).intoArray(tile, to);
    ((FloatVector) c51.check(SPECIES)).intoArray(tile, to + LANES);
    to += tileRow;
    ((FloatVector) c60.check(SPECIES)).intoArray(tile, to);
    ((FloatVector) c61.check(SPECIES)).intoArray(tile, to + LANES);
    to += tileRow;
    ((FloatVector) c70.check(SPECIES)).intoArray(tile, to);
    ((FloatVector) c71.check(SPECIES)).intoArray(tile, to + LANES);
  }

  private static void fourRows(
      int depth,
      float[] left,
      int leftAt,
      float[] right,
      int rightAt,
      float[] tile,
      int tileAt,
      int tileRow) {
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
      int r = rightAt + p * COLS;
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
    int to = tileAt;
    ((FloatVector) c00.check(SPECIES)).intoArray(tile, to);
    ((FloatVector) c01.check(SPECIES)).intoArray(tile, to + LANES);
    to += tileRow;
    ((FloatVector) c10.check(SPECIES)).intoArray(tile, to);
    ((FloatVector) c11.check(SPECIES)).intoArray(tile, to + LANES);
    to += tileRow;
    ((FloatVector) c20.check(SPECIES)).intoArray(tile, to);
    ((FloatVector) c21.check(SPECIES)).intoArray(tile, to + LANES);
    to += tileRow;
    ((FloatVector) c30.check(SPECIES)).intoArray(tile, to);
    ((FloatVector) c31.check(SPECIES)).intoArray(tile, to + LANES);
  }

  private static void oneRow(
      int depth, float[] left, int leftAt, float[] right, int rightAt, float[] tile, int tileAt) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    for (int p = 0; p < depth; p++) {
      int l = leftAt + p * ROWS;
      int r = rightAt + p * COLS;
      FloatVector b0 = FloatVector.fromArray(SPECIES, right, r);
      FloatVector b1 = FloatVector.fromArray(SPECIES, right, r + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, left[l]);
      c00 = a.fma(b0, c00);
      c01 = a.fma(b1, c01);
    }
    ((FloatVector) c00.check(SPECIES)).intoArray(tile, tileAt);
    ((FloatVector) c01.check(SPECIES)).intoArray(tile, tileAt + LANES);
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
    int whole = cols - cols % LANES;
    int p = 0;
    for (; p + 4 <= depth; p += 4) {
      int at = rightAt + p * rightStride;
      fourSteps(left, leftAt + p * ROWS, right, at, rightStride, sums, whole);
      for (int j = whole; j < cols; j++) {
        float sum = sums[j];
        for (int q = 0; q < 4; q++) {
          sum = Math.fma(left[leftAt + (p + q) * ROWS], right[at + q * rightStride + j], sum);
        }
        sums[j] = sum;
      }
    }
    for (; p < depth; p++) {
      float x = left[leftAt + p * ROWS];
      int at = rightAt + p * rightStride;
      for (int j = 0; j < cols; j++) {
        sums[j] = Math.fma(x, right[at + j], sums[j]);
      }
    }
  }

  private static void fourSteps(
      float[] left,
      int leftAt,
      float[] right,
      int rightAt,
      int rightStride,
      float[] sums,
      int cols) {
    FloatVector a0 = FloatVector.broadcast(SPECIES, left[leftAt]);
    FloatVector a1 = FloatVector.broadcast(SPECIES, left[leftAt + ROWS]);
    FloatVector a2 = FloatVector.broadcast(SPECIES, left[leftAt + 2 * ROWS]);
    FloatVector a3 = FloatVector.broadcast(SPECIES, left[leftAt + 3 * ROWS]);
    int at1 = rightAt + rightStride;
    int at2 = at1 + rightStride;
    int at3 = at2 + rightStride;
    for (int j = 0; j < cols; j += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, j);
      sum = a0.fma(FloatVector.fromArray(SPECIES, right, rightAt + j), sum);
      sum = a1.fma(FloatVector.fromArray(SPECIES, right, at1 + j), sum);
      sum = a2.fma(FloatVector.fromArray(SPECIES, right, at2 + j), sum);
      sum = a3.fma(FloatVector.fromArray(SPECIES, right, at3 + j), sum);
      sum.intoArray(sums, j);
    }
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
    if (WIDE && depthStride == 1 && count >= 8) {
      int whole = depth & -8;
      int lane = 0;
      for (; lane + 8 <= count; lane += 8) {
        transposeEights(
            source, at + lane * laneStride, laneStride, whole, panel, panelAt + lane, width);
      }
      MatMulPacking.pack(
          source,
          at + lane * laneStride,
          1,
          laneStride,
          whole,
          count - lane,
          panel,
          panelAt + lane,
          width);
      MatMulPacking.pack(
          source,
          at + whole,
          1,
          laneStride,
          depth - whole,
          count,
          panel,
          panelAt + whole * width,
          width);
    } else {
      MatMulPacking.pack(source, at, depthStride, laneStride, depth, count, panel, panelAt, width);
    }
  }

  @Override
  public void packPanels(
      float[] source,
      int at,
      int depthStride,
      int laneStride,
      int depth,
      int count,
      float[] panels,
      int panelAt,
      int panelStride,
      int width) {
    boolean copied = laneStride == 1 && (width == COLS || 2 * width == LANES);
    int whole = copied ? count - count % width : 0;
    if (whole > 0 && width == COLS) {
      copyColumns(source, at, depthStride, depth, whole / COLS, panels, panelAt, panelStride);
    } else if (whole > 0) {
      copyPanels(source, at, depthStride, depth, whole / ROWS, panels, panelAt, panelStride);
    }
    if (whole < count) {
      MatMulKernel.super.packPanels(
          source,
          at + whole * laneStride,
          depthStride,
          laneStride,
          depth,
          count - whole,
          panels,
          panelAt + whole / width * panelStride,
          panelStride,
          width);
    }
  }

  /// As [#copyPanels], for panels of [#COLS] columns.
  private static void copyColumns(
      float[] source,
      int at,
      int depthStride,
      int depth,
      int count,
      float[] panels,
      int panelAt,
      int panelStride) {
    for (int p = 0; p < depth; p++) {
      int from = at + p * depthStride;
      int to = panelAt + p * COLS;
      for (int panel = 0; panel < count; panel++) {
        FloatVector low = FloatVector.fromArray(SPECIES, source, from);
        FloatVector high = FloatVector.fromArray(SPECIES, source, from + LANES);
        low.intoArray(panels, to);
        high.intoArray(panels, to + LANES);
        from += COLS;
        to += panelStride;
      }
    }
  }

  /// A step of K for all panels before the next: its elements lie side by side, the next ones may
  /// be pages away.
  ///
  /// Whole vectors although a panel is half as wide: what is written too much belongs to the next
  /// step and is overwritten by it. With vectors of another length than all others C2, which learns
  /// types of vectors per method of the Vector API, trusted the wrong one, and in one process of
  /// five made an object of each vector here, for good.
  private static void copyPanels(
      float[] source,
      int at,
      int depthStride,
      int depth,
      int count,
      float[] panels,
      int panelAt,
      int panelStride) {
    int lastStep = depth - 1;
    int lastPanel = count - 1;
    for (int p = 0; p < lastStep; p++) {
      int from = at + p * depthStride;
      int to = panelAt + p * ROWS;
      for (int panel = 0; panel < lastPanel; panel++) {
        FloatVector.fromArray(SPECIES, source, from + panel * ROWS)
            .intoArray(panels, to + panel * panelStride);
      }
      MatMulPacking.copy(
          source, from + lastPanel * ROWS, panels, to + lastPanel * panelStride, ROWS);
    }
    int from = at + lastStep * depthStride;
    int to = panelAt + lastStep * ROWS;
    for (int panel = 0; panel < count; panel++) {
      MatMulPacking.copy(source, from + panel * ROWS, panels, to + panel * panelStride, ROWS);
    }
  }

  /// Transposes 8×8 blocks: three rounds of interleaving row `i` with row `i + 4`.
  private static void transposeEights(
      float[] source, int at, int laneStride, int depth, float[] panel, int panelAt, int width) {
    for (int p = 0; p < depth; p += 8) {
      int from = at + p;
      FloatVector r0 = FloatVector.fromArray(EIGHT, source, from);
      FloatVector r1 = FloatVector.fromArray(EIGHT, source, from + laneStride);
      FloatVector r2 = FloatVector.fromArray(EIGHT, source, from + 2 * laneStride);
      FloatVector r3 = FloatVector.fromArray(EIGHT, source, from + 3 * laneStride);
      FloatVector r4 = FloatVector.fromArray(EIGHT, source, from + 4 * laneStride);
      FloatVector r5 = FloatVector.fromArray(EIGHT, source, from + 5 * laneStride);
      FloatVector r6 = FloatVector.fromArray(EIGHT, source, from + 6 * laneStride);
      FloatVector r7 = FloatVector.fromArray(EIGHT, source, from + 7 * laneStride);
      FloatVector s0 = LOW.selectFrom(r0, r4);
      FloatVector s1 = HIGH.selectFrom(r0, r4);
      FloatVector s2 = LOW.selectFrom(r1, r5);
      FloatVector s3 = HIGH.selectFrom(r1, r5);
      FloatVector s4 = LOW.selectFrom(r2, r6);
      FloatVector s5 = HIGH.selectFrom(r2, r6);
      FloatVector s6 = LOW.selectFrom(r3, r7);
      FloatVector s7 = HIGH.selectFrom(r3, r7);
      FloatVector t0 = LOW.selectFrom(s0, s4);
      FloatVector t1 = HIGH.selectFrom(s0, s4);
      FloatVector t2 = LOW.selectFrom(s1, s5);
      FloatVector t3 = HIGH.selectFrom(s1, s5);
      FloatVector t4 = LOW.selectFrom(s2, s6);
      FloatVector t5 = HIGH.selectFrom(s2, s6);
      FloatVector t6 = LOW.selectFrom(s3, s7);
      FloatVector t7 = HIGH.selectFrom(s3, s7);
      FloatVector u0 = LOW.selectFrom(t0, t4);
      FloatVector u1 = HIGH.selectFrom(t0, t4);
      FloatVector u2 = LOW.selectFrom(t1, t5);
      FloatVector u3 = HIGH.selectFrom(t1, t5);
      FloatVector u4 = LOW.selectFrom(t2, t6);
      FloatVector u5 = HIGH.selectFrom(t2, t6);
      FloatVector u6 = LOW.selectFrom(t3, t7);
      FloatVector u7 = HIGH.selectFrom(t3, t7);
      int to = panelAt + p * width;
      u0.intoArray(panel, to);
      u1.intoArray(panel, to + width);
      u2.intoArray(panel, to + 2 * width);
      u3.intoArray(panel, to + 3 * width);
      u4.intoArray(panel, to + 4 * width);
      u5.intoArray(panel, to + 5 * width);
      u6.intoArray(panel, to + 6 * width);
      u7.intoArray(panel, to + 7 * width);
    }
  }
}
