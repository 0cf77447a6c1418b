package dev.cien.tensor.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The tiles of [MatMulRowTiles] for a packed right operand: two steps of K at a time, so that the
/// addresses of eight rows are worked out half as often, and a distance between steps that C2
/// knows, so that it checks the right operand's bounds before the loop. Together they are a quarter
/// faster on AMD's Zen 4, and within 2 % of the tiles for a packed left operand.
///
/// What a loop carried is checked against its species before it is stored: that costs nothing and
/// tells C2 the class, which else only a profile could tell (`docs/adr/0002`).
final class MatMulPairTiles {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int COLS = 2 * LANES;

  private MatMulPairTiles() {}

  /// Whether these tiles do such a product.
  static boolean fit(int depth, int rightStride, int liveRows) {
    return rightStride == COLS && depth % 2 == 0 && liveRows > 1;
  }

  /// See [MatMulKernel#multiplyRows]. Rows beyond the live ones read the last: they may lie outside
  /// the array.
  static void multiply(
      int depth,
      float[] left,
      int leftAt,
      int leftRow,
      float[] right,
      int rightAt,
      float[] tile,
      int tileAt,
      int tileRow,
      int liveRows) {
    int last = liveRows - 1;
    if (liveRows <= 4) {
      fourRows(depth, left, leftAt, leftRow, last, right, rightAt, tile, tileAt, tileRow);
    } else {
      eightRows(depth, left, leftAt, leftRow, last, right, rightAt, tile, tileAt, tileRow);
    }
  }

  private static void eightRows(
      int depth,
      float[] left,
      int l0,
      int leftRow,
      int last,
      float[] right,
      int rightAt,
      float[] tile,
      int tileAt,
      int tileRow) {
    int l1 = l0 + leftRow;
    int l2 = l1 + leftRow;
    int l3 = l2 + leftRow;
    int l4 = l3 + leftRow;
    int l5 = l0 + Math.min(5, last) * leftRow;
    int l6 = l0 + Math.min(6, last) * leftRow;
    int l7 = l0 + Math.min(7, last) * leftRow;
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
    for (int p = 0; p < depth; p += 2) {
      int r = rightAt + p * COLS;
      FloatVector b0 = FloatVector.fromArray(SPECIES, right, r);
      FloatVector b1 = FloatVector.fromArray(SPECIES, right, r + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, left[l0 + p]);
      c00 = a.fma(b0, c00);
      c01 = a.fma(b1, c01);
      a = FloatVector.broadcast(SPECIES, left[l1 + p]);
      c10 = a.fma(b0, c10);
      c11 = a.fma(b1, c11);
      a = FloatVector.broadcast(SPECIES, left[l2 + p]);
      c20 = a.fma(b0, c20);
      c21 = a.fma(b1, c21);
      a = FloatVector.broadcast(SPECIES, left[l3 + p]);
      c30 = a.fma(b0, c30);
      c31 = a.fma(b1, c31);
      a = FloatVector.broadcast(SPECIES, left[l4 + p]);
      c40 = a.fma(b0, c40);
      c41 = a.fma(b1, c41);
      a = FloatVector.broadcast(SPECIES, left[l5 + p]);
      c50 = a.fma(b0, c50);
      c51 = a.fma(b1, c51);
      a = FloatVector.broadcast(SPECIES, left[l6 + p]);
      c60 = a.fma(b0, c60);
      c61 = a.fma(b1, c61);
      a = FloatVector.broadcast(SPECIES, left[l7 + p]);
      c70 = a.fma(b0, c70);
      c71 = a.fma(b1, c71);
      b0 = FloatVector.fromArray(SPECIES, right, r + COLS);
      b1 = FloatVector.fromArray(SPECIES, right, r + COLS + LANES);
      a = FloatVector.broadcast(SPECIES, left[l0 + p + 1]);
      c00 = a.fma(b0, c00);
      c01 = a.fma(b1, c01);
      a = FloatVector.broadcast(SPECIES, left[l1 + p + 1]);
      c10 = a.fma(b0, c10);
      c11 = a.fma(b1, c11);
      a = FloatVector.broadcast(SPECIES, left[l2 + p + 1]);
      c20 = a.fma(b0, c20);
      c21 = a.fma(b1, c21);
      a = FloatVector.broadcast(SPECIES, left[l3 + p + 1]);
      c30 = a.fma(b0, c30);
      c31 = a.fma(b1, c31);
      a = FloatVector.broadcast(SPECIES, left[l4 + p + 1]);
      c40 = a.fma(b0, c40);
      c41 = a.fma(b1, c41);
      a = FloatVector.broadcast(SPECIES, left[l5 + p + 1]);
      c50 = a.fma(b0, c50);
      c51 = a.fma(b1, c51);
      a = FloatVector.broadcast(SPECIES, left[l6 + p + 1]);
      c60 = a.fma(b0, c60);
      c61 = a.fma(b1, c61);
      a = FloatVector.broadcast(SPECIES, left[l7 + p + 1]);
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
      int l0,
      int leftRow,
      int last,
      float[] right,
      int rightAt,
      float[] tile,
      int tileAt,
      int tileRow) {
    int l1 = l0 + leftRow;
    int l2 = l0 + Math.min(2, last) * leftRow;
    int l3 = l0 + Math.min(3, last) * leftRow;
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    for (int p = 0; p < depth; p += 2) {
      int r = rightAt + p * COLS;
      FloatVector b0 = FloatVector.fromArray(SPECIES, right, r);
      FloatVector b1 = FloatVector.fromArray(SPECIES, right, r + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, left[l0 + p]);
      c00 = a.fma(b0, c00);
      c01 = a.fma(b1, c01);
      a = FloatVector.broadcast(SPECIES, left[l1 + p]);
      c10 = a.fma(b0, c10);
      c11 = a.fma(b1, c11);
      a = FloatVector.broadcast(SPECIES, left[l2 + p]);
      c20 = a.fma(b0, c20);
      c21 = a.fma(b1, c21);
      a = FloatVector.broadcast(SPECIES, left[l3 + p]);
      c30 = a.fma(b0, c30);
      c31 = a.fma(b1, c31);
      b0 = FloatVector.fromArray(SPECIES, right, r + COLS);
      b1 = FloatVector.fromArray(SPECIES, right, r + COLS + LANES);
      a = FloatVector.broadcast(SPECIES, left[l0 + p + 1]);
      c00 = a.fma(b0, c00);
      c01 = a.fma(b1, c01);
      a = FloatVector.broadcast(SPECIES, left[l1 + p + 1]);
      c10 = a.fma(b0, c10);
      c11 = a.fma(b1, c11);
      a = FloatVector.broadcast(SPECIES, left[l2 + p + 1]);
      c20 = a.fma(b0, c20);
      c21 = a.fma(b1, c21);
      a = FloatVector.broadcast(SPECIES, left[l3 + p + 1]);
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
}
