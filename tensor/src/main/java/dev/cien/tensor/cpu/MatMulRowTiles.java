package dev.cien.tensor.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The tiles of [MatMulVectorKernel] for a left operand whose rows are read where they are, and any
/// right one. Beside the tiles for packed panels because C2 checks an array's bounds once before a
/// loop only if the loop's step in it is a constant: 8 and two vectors there. On processors that do
/// two multiply-adds a cycle the checks and the eight addresses cost a third here;
/// [MatMulPairTiles] does without them where it can.
///
/// What a loop carried is checked against its species before it is stored: that costs nothing and
/// tells C2 the class, which else only a profile could tell (`docs/adr/0002`).
final class MatMulRowTiles {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private MatMulRowTiles() {}

  /// See [MatMulKernel#multiplyRows]. Rows beyond the live ones read the last: they may lie outside
  /// the array.
  static void multiply(
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
      int liveRows) {
    int last = liveRows - 1;
    if (MatMulPairTiles.fit(depth, rightStride, liveRows)) {
      MatMulPairTiles.multiply(
          depth, left, leftAt, leftRow, right, rightAt, tile, tileAt, tileRow, liveRows);
    } else if (liveRows == 1) {
      oneRow(depth, left, leftAt, right, rightAt, rightStride, tile, tileAt);
    } else if (liveRows <= 4) {
      fourRows(
          depth,
          left,
          leftAt,
          leftAt + leftRow,
          leftAt + Math.min(2, last) * leftRow,
          leftAt + Math.min(3, last) * leftRow,
          right,
          rightAt,
          rightStride,
          tile,
          tileAt,
          tileRow);
    } else {
      eightRows(
          depth, left, leftAt, leftRow, last, right, rightAt, rightStride, tile, tileAt, tileRow);
    }
  }

  private static void eightRows(
      int depth,
      float[] left,
      int leftAt,
      int leftRow,
      int last,
      float[] right,
      int rightAt,
      int rightStride,
      float[] tile,
      int tileAt,
      int tileRow) {
    int l1 = leftAt + leftRow;
    int l2 = l1 + leftRow;
    int l3 = l2 + leftRow;
    int l4 = l3 + leftRow;
    int l5 = leftAt + Math.min(5, last) * leftRow;
    int l6 = leftAt + Math.min(6, last) * leftRow;
    int l7 = leftAt + Math.min(7, last) * leftRow;
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
      int r = rightAt + p * rightStride;
      FloatVector b0 = FloatVector.fromArray(SPECIES, right, r);
      FloatVector b1 = FloatVector.fromArray(SPECIES, right, r + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, left[leftAt + p]);
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
      int l1,
      int l2,
      int l3,
      float[] right,
      int rightAt,
      int rightStride,
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
      int r = rightAt + p * rightStride;
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
      int depth,
      float[] left,
      int leftAt,
      float[] right,
      int rightAt,
      int rightStride,
      float[] tile,
      int tileAt) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    for (int p = 0; p < depth; p++) {
      int r = rightAt + p * rightStride;
      FloatVector b0 = FloatVector.fromArray(SPECIES, right, r);
      FloatVector b1 = FloatVector.fromArray(SPECIES, right, r + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, left[leftAt + p]);
      c00 = a.fma(b0, c00);
      c01 = a.fma(b1, c01);
    }
    ((FloatVector) c00.check(SPECIES)).intoArray(tile, tileAt);
    ((FloatVector) c01.check(SPECIES)).intoArray(tile, tileAt + LANES);
  }
}
