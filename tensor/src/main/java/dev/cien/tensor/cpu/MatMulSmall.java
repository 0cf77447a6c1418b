package dev.cien.tensor.cpu;

import static dev.cien.tensor.loop.FusedMultiplyAdd.fma;

/// The float32 matrix product for operands too small to be worth packing: eight `fma` chains at a
/// time in plain Java.
final class MatMulSmall {

  private MatMulSmall() {}

  /// One product; strides as in [MatMul#multiply], with any column stride for the result.
  static void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int aAt,
      int aRow,
      int aCol,
      float[] b,
      int bAt,
      int bRow,
      int bCol,
      float[] c,
      int cAt,
      int cRow,
      int cCol) {
    if (n < 4 && m > n) {
      // The same product, transposed: four columns at a time then find work.
      multiply(n, m, k, b, bAt, bCol, bRow, a, aAt, aCol, aRow, c, cAt, cCol, cRow);
      return;
    }
    for (int from = 0; from < k; from += MatMul.DEPTH) {
      int depth = Math.min(MatMul.DEPTH, k - from);
      block(
          m,
          n,
          depth,
          a,
          aAt + from * aCol,
          aRow,
          aCol,
          b,
          bAt + from * bRow,
          bRow,
          bCol,
          c,
          cAt,
          cRow,
          cCol,
          from > 0);
    }
  }

  /// One block of K, `fma` chains from `+0`, written or added to the result.
  static void block(
      int m,
      int n,
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int aCol,
      float[] b,
      int bAt,
      int bRow,
      int bCol,
      float[] c,
      int cAt,
      int cRow,
      int cCol,
      boolean add) {
    int i = 0;
    for (; i + 2 <= m; i += 2) {
      int j = 0;
      for (; j + 4 <= n; j += 4) {
        twoByFour(
            depth,
            a,
            aAt + i * aRow,
            aRow,
            aCol,
            b,
            bAt + j * bCol,
            bRow,
            bCol,
            c,
            cAt + i * cRow + j * cCol,
            cRow,
            cCol,
            add);
      }
      for (; j < n; j++) {
        one(
            depth,
            a,
            aAt + i * aRow,
            aCol,
            b,
            bAt + j * bCol,
            bRow,
            c,
            cAt + i * cRow + j * cCol,
            add);
        one(
            depth,
            a,
            aAt + (i + 1) * aRow,
            aCol,
            b,
            bAt + j * bCol,
            bRow,
            c,
            cAt + (i + 1) * cRow + j * cCol,
            add);
      }
    }
    if (i < m) {
      int j = 0;
      for (; j + 4 <= n; j += 4) {
        oneByFour(
            depth,
            a,
            aAt + i * aRow,
            aCol,
            b,
            bAt + j * bCol,
            bRow,
            bCol,
            c,
            cAt + i * cRow + j * cCol,
            cCol,
            add);
      }
      for (; j < n; j++) {
        one(
            depth,
            a,
            aAt + i * aRow,
            aCol,
            b,
            bAt + j * bCol,
            bRow,
            c,
            cAt + i * cRow + j * cCol,
            add);
      }
    }
  }

  private static void twoByFour(
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int aCol,
      float[] b,
      int bAt,
      int bRow,
      int bCol,
      float[] c,
      int cAt,
      int cRow,
      int cCol,
      boolean add) {
    float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    float t0 = 0, t1 = 0, t2 = 0, t3 = 0;
    int bAt1 = bAt + bCol;
    int bAt2 = bAt1 + bCol;
    int bAt3 = bAt2 + bCol;
    for (int p = 0; p < depth; p++) {
      float x = a[aAt + p * aCol];
      float y = a[aAt + aRow + p * aCol];
      int step = p * bRow;
      float b0 = b[bAt + step];
      float b1 = b[bAt1 + step];
      float b2 = b[bAt2 + step];
      float b3 = b[bAt3 + step];
      s0 = fma(x, b0, s0);
      s1 = fma(x, b1, s1);
      s2 = fma(x, b2, s2);
      s3 = fma(x, b3, s3);
      t0 = fma(y, b0, t0);
      t1 = fma(y, b1, t1);
      t2 = fma(y, b2, t2);
      t3 = fma(y, b3, t3);
    }
    put(c, cAt, cCol, s0, s1, s2, s3, add);
    put(c, cAt + cRow, cCol, t0, t1, t2, t3, add);
  }

  private static void oneByFour(
      int depth,
      float[] a,
      int aAt,
      int aCol,
      float[] b,
      int bAt,
      int bRow,
      int bCol,
      float[] c,
      int cAt,
      int cCol,
      boolean add) {
    float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    int bAt1 = bAt + bCol;
    int bAt2 = bAt1 + bCol;
    int bAt3 = bAt2 + bCol;
    for (int p = 0; p < depth; p++) {
      float x = a[aAt + p * aCol];
      int step = p * bRow;
      s0 = fma(x, b[bAt + step], s0);
      s1 = fma(x, b[bAt1 + step], s1);
      s2 = fma(x, b[bAt2 + step], s2);
      s3 = fma(x, b[bAt3 + step], s3);
    }
    put(c, cAt, cCol, s0, s1, s2, s3, add);
  }

  private static void one(
      int depth,
      float[] a,
      int aAt,
      int aCol,
      float[] b,
      int bAt,
      int bRow,
      float[] c,
      int cAt,
      boolean add) {
    float s = 0;
    for (int p = 0; p < depth; p++) {
      s = fma(a[aAt + p * aCol], b[bAt + p * bRow], s);
    }
    c[cAt] = add ? c[cAt] + s : s;
  }

  private static void put(
      float[] c, int at, int stride, float s0, float s1, float s2, float s3, boolean add) {
    if (add) {
      c[at] += s0;
      c[at + stride] += s1;
      c[at + 2 * stride] += s2;
      c[at + 3 * stride] += s3;
    } else {
      c[at] = s0;
      c[at + stride] = s1;
      c[at + 2 * stride] = s2;
      c[at + 3 * stride] = s3;
    }
  }
}
