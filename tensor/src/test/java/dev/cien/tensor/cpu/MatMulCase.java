package dev.cien.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// One product with its operands, and the naive answers.
record MatMulCase(
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
    int[] cOffsets,
    int cRow) {

  static MatMulCase transposed(
      int batches, int m, int n, int k, boolean ta, boolean tb, Random random) {
    return new MatMulCase(
        batches,
        m,
        n,
        k,
        floats(batches * m * k, random),
        steps(batches, m * k, 0),
        ta ? 1 : k,
        ta ? m : 1,
        floats(batches * k * n, random),
        steps(batches, k * n, 0),
        tb ? 1 : n,
        tb ? k : 1,
        steps(batches, m * n, 0),
        n);
  }

  static MatMulCase anyStrides(int batches, int m, int n, int k, Random random) {
    int aCol = 1 + random.nextInt(3);
    int aRow = k * aCol + random.nextInt(4);
    int bRow = 1 + random.nextInt(3);
    int bCol = k * bRow + random.nextInt(4);
    int cRow = n + random.nextInt(5);
    int aSize = m * aRow + 5;
    int bSize = n * bCol + 5;
    return new MatMulCase(
        batches,
        m,
        n,
        k,
        floats(batches * aSize + 3, random),
        steps(batches, aSize, 3),
        aRow,
        aCol,
        floats(batches * bSize + 2, random),
        steps(batches, bSize, 2),
        bRow,
        bCol,
        steps(batches, m * cRow + 1, 4),
        cRow);
  }

  MatMulCase withStrides(int newARow, int newACol, int newBRow, int newBCol) {
    return new MatMulCase(
        batches, m, n, k, a, aOffsets, newARow, newACol, b, bOffsets, newBRow, newBCol, cOffsets,
        cRow);
  }

  /// Both operands read backwards in both directions.
  MatMulCase reversed() {
    return new MatMulCase(
        batches,
        m,
        n,
        k,
        a,
        new int[] {a.length - 1},
        -aRow,
        -aCol,
        b,
        new int[] {b.length - 1},
        -bRow,
        -bCol,
        cOffsets,
        cRow);
  }

  MatMulCase sharingRight() {
    return new MatMulCase(
        batches, m, n, k, a, aOffsets, aRow, aCol, b, new int[batches], bRow, bCol, cOffsets, cRow);
  }

  float[] result() {
    return new float[cOffsets[batches - 1] + (m - 1) * cRow + n];
  }

  float[] multiply() {
    float[] c = result();
    MatMul.multiply(
        batches, m, n, k, a, aOffsets, aRow, aCol, b, bOffsets, bRow, bCol, c, cOffsets, cRow);
    return c;
  }

  float[] multiply(MatMulKernel kernel) {
    float[] c = result();
    MatMul.multiply(
        kernel, batches, m, n, k, a, aOffsets, aRow, aCol, b, bOffsets, bRow, bCol, c, cOffsets,
        cRow);
    return c;
  }

  /// The promised order of summation, written down naively.
  float[] promised() {
    float[] c = result();
    for (int t = 0; t < batches; t++) {
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          c[cOffsets[t] + i * cRow + j] = promised(aOffsets[t] + i * aRow, bOffsets[t] + j * bCol);
        }
      }
    }
    return c;
  }

  private float promised(int aAt, int bAt) {
    float sum = 0;
    for (int from = 0; from < k; from += 256) {
      float block = 0;
      for (int p = from; p < Math.min(k, from + 256); p++) {
        block = Math.fma(a[aAt + p * aCol], b[bAt + p * bRow], block);
      }
      sum = from == 0 ? block : sum + block;
    }
    return sum;
  }

  static List<MatMulKernel> kernels() {
    List<MatMulKernel> kernels = new ArrayList<>();
    kernels.add(MatMulKernels.scalar());
    if (VectorSupport.available()) {
      kernels.add(MatMulKernels.vector());
    }
    return kernels;
  }

  /// Checks every kernel: near the double sum, and exactly the promised bits.
  void check() {
    float[] promised = promised();
    for (int t = 0; t < batches; t++) {
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double sum = 0;
          double size = 0;
          for (int p = 0; p < k; p++) {
            double term =
                (double) a[aOffsets[t] + i * aRow + p * aCol]
                    * b[bOffsets[t] + p * bRow + j * bCol];
            sum += term;
            size += Math.abs(term);
          }
          double error = Math.abs(promised[cOffsets[t] + i * cRow + j] - sum);
          if (error > 1e-5 * size) {
            throw new AssertionError(
                "element " + t + "," + i + "," + j + " of " + this + " is off by " + error);
          }
        }
      }
    }
    for (MatMulKernel kernel : kernels()) {
      assertThat(multiply(kernel))
          .as("%s on %s", this, kernel.getClass().getSimpleName())
          .isEqualTo(promised);
    }
  }

  /// Checks float64, int32 and int64 with the same shape and strides.
  void checkOtherTypes(Random random) {
    double[] da = random.doubles(a.length, -1, 1).toArray();
    double[] db = random.doubles(b.length, -1, 1).toArray();
    double[] dc = new double[result().length];
    double[] expectedDoubles = new double[dc.length];
    int[] ia = random.ints(a.length).toArray();
    int[] ib = random.ints(b.length).toArray();
    int[] ic = new int[dc.length];
    int[] expectedInts = new int[dc.length];
    long[] la = random.longs(a.length).toArray();
    long[] lb = random.longs(b.length).toArray();
    long[] lc = new long[dc.length];
    long[] expectedLongs = new long[dc.length];
    for (int t = 0; t < batches; t++) {
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          int out = cOffsets[t] + i * cRow + j;
          for (int p = 0; p < k; p++) {
            int x = aOffsets[t] + i * aRow + p * aCol;
            int y = bOffsets[t] + p * bRow + j * bCol;
            expectedDoubles[out] = Math.fma(da[x], db[y], expectedDoubles[out]);
            expectedInts[out] += ia[x] * ib[y];
            expectedLongs[out] += la[x] * lb[y];
          }
        }
      }
    }
    MatMul.multiply(
        batches, m, n, k, da, aOffsets, aRow, aCol, db, bOffsets, bRow, bCol, dc, cOffsets, cRow);
    MatMul.multiply(
        batches, m, n, k, ia, aOffsets, aRow, aCol, ib, bOffsets, bRow, bCol, ic, cOffsets, cRow);
    MatMul.multiply(
        batches, m, n, k, la, aOffsets, aRow, aCol, lb, bOffsets, bRow, bCol, lc, cOffsets, cRow);
    assertThat(dc).as("float64 %s", this).isEqualTo(expectedDoubles);
    assertThat(ic).as("int32 %s", this).isEqualTo(expectedInts);
    assertThat(lc).as("int64 %s", this).isEqualTo(expectedLongs);
  }

  @Override
  public String toString() {
    return "%d × (%d×%d · %d×%d), strides a %d %d, b %d %d, c %d"
        .formatted(batches, m, k, k, n, aRow, aCol, bRow, bCol, cRow);
  }

  private static float[] floats(int count, Random random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static int[] steps(int count, int step, int first) {
    int[] offsets = new int[count];
    for (int t = 0; t < count; t++) {
      offsets[t] = first + t * step;
    }
    return offsets;
  }
}
