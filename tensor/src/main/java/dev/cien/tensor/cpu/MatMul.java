package dev.cien.tensor.cpu;

import java.util.Arrays;

/// Matrix products on plain arrays, batched, for any strides.
///
/// For every batch `t`, `i < m` and `j < n`:
///
/// `c[cOffsets[t] + i·cRow + j] = Σ_p a[aOffsets[t] + i·aRow + p·aCol] · b[bOffsets[t] + p·bRow +
/// j·bCol]`, `p < k`.
///
/// Transposes, slices and broadcasts are strides: any `int`, 0 and negative ones too. The elements
/// written must be distinct and must not overlap `a` or `b`. With `k = 0` the result is zeros.
///
/// **The bits of a result are fixed.** In float32, K is cut into blocks of [#DEPTH]; within a block
/// an element is an `fma` chain that starts from `+0` and takes `p` in increasing order; the blocks
/// are added in increasing order. So an element depends on its row and its column alone: not on the
/// other rows and columns, strides, vector width, number of threads, or whether the Vector API is
/// there. float64 is one `fma` chain over all of K; int32 and int64 wrap around.
public final class MatMul {

  /// Length of a block of K in float32.
  public static final int DEPTH = 256;

  private MatMul() {}

  /// Has the vector kernels of float32 made fast in the background, for somebody who will soon want
  /// them.
  public static void prepare() {
    MatMulKernels.prepare();
  }

  /// Multiplies float32 matrices; see the class for the formula.
  public static void multiply(
      int batches,
      int m,
      int n,
      int k,
      float[] a,
      int[] aOffsets,
      int aRow,
      int aCol,
      float[] b,
      int[] bOffsets,
      int bRow,
      int bCol,
      float[] c,
      int[] cOffsets,
      int cRow) {
    multiply(
        MatMulKernels.current((long) batches * m * n * k),
        batches,
        m,
        n,
        k,
        a,
        aOffsets,
        aRow,
        aCol,
        b,
        bOffsets,
        bRow,
        bCol,
        c,
        cOffsets,
        cRow);
  }

  /// Multiplies one float32 matrix by a packed one; see the class for the formula.
  public static void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int aRow,
      int aCol,
      MatMulPanels b,
      float[] c,
      int cOffset,
      int cRow) {
    if (m > 0 && n > 0 && k > 0) {
      MatMulJob.take().run(b, m, n, k, a, aOffset, aRow, aCol, c, cOffset, cRow);
    }
  }

  static void multiply(
      MatMulKernel kernel,
      int batches,
      int m,
      int n,
      int k,
      float[] a,
      int[] aOffsets,
      int aRow,
      int aCol,
      float[] b,
      int[] bOffsets,
      int bRow,
      int bCol,
      float[] c,
      int[] cOffsets,
      int cRow) {
    if (batches <= 0 || m <= 0 || n <= 0) {
      return;
    }
    if (k <= 0) {
      clear(batches, m, n, c, cOffsets, cRow);
      return;
    }
    if ((long) m * n * k <= kernel.small()) {
      for (int t = 0; t < batches; t++) {
        MatMulSmall.multiply(
            m,
            n,
            k,
            a,
            aOffsets[t],
            aRow,
            aCol,
            b,
            bOffsets[t],
            bRow,
            bCol,
            c,
            cOffsets[t],
            cRow,
            1);
      }
      return;
    }
    if (kernel.cost(n, m) * 10 < kernel.cost(m, n) * 7) {
      MatMulJob.take()
          .run(
              kernel, batches, n, m, k, b, bOffsets, bCol, bRow, a, aOffsets, aCol, aRow, c,
              cOffsets, 1, cRow);
    } else {
      MatMulJob.take()
          .run(
              kernel, batches, m, n, k, a, aOffsets, aRow, aCol, b, bOffsets, bRow, bCol, c,
              cOffsets, cRow, 1);
    }
  }

  /// Multiplies float64 matrices; see the class for the formula.
  public static void multiply(
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
    MatMulDoubles.multiply(
        batches, m, n, k, a, aOffsets, aRow, aCol, b, bOffsets, bRow, bCol, c, cOffsets, cRow);
  }

  /// Multiplies int32 matrices; see the class for the formula.
  public static void multiply(
      int batches,
      int m,
      int n,
      int k,
      int[] a,
      int[] aOffsets,
      int aRow,
      int aCol,
      int[] b,
      int[] bOffsets,
      int bRow,
      int bCol,
      int[] c,
      int[] cOffsets,
      int cRow) {
    MatMulInts.multiply(
        batches, m, n, k, a, aOffsets, aRow, aCol, b, bOffsets, bRow, bCol, c, cOffsets, cRow);
  }

  /// Multiplies int64 matrices; see the class for the formula.
  public static void multiply(
      int batches,
      int m,
      int n,
      int k,
      long[] a,
      int[] aOffsets,
      int aRow,
      int aCol,
      long[] b,
      int[] bOffsets,
      int bRow,
      int bCol,
      long[] c,
      int[] cOffsets,
      int cRow) {
    MatMulLongs.multiply(
        batches, m, n, k, a, aOffsets, aRow, aCol, b, bOffsets, bRow, bCol, c, cOffsets, cRow);
  }

  private static void clear(int batches, int m, int n, float[] c, int[] cOffsets, int cRow) {
    for (int t = 0; t < batches; t++) {
      for (int i = 0; i < m; i++) {
        int from = cOffsets[t] + i * cRow;
        Arrays.fill(c, from, from + n, 0f);
      }
    }
  }
}
