package dev.cien.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Products against naive loops, and float32 bit for bit against the order of summation that
/// [MatMul] promises.
class MatMulTest {

  private static final int[] SIZES = {1, 2, 3, 5, 7, 13, 15, 16, 17, 31, 33, 63, 65, 127, 129};

  private final int threads = Workers.threads();

  @AfterEach
  void restoreThreads() {
    Workers.setThreads(threads);
  }

  @Test
  void agreesWithNaiveLoopsForOddSizesAndTransposes() {
    Random random = new Random(1);
    for (int m : SIZES) {
      for (int n : SIZES) {
        int k = SIZES[random.nextInt(SIZES.length)];
        MatMulCase.transposed(1, m, n, k, random.nextBoolean(), random.nextBoolean(), random)
            .check();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 33, 129", "33, 1000, 65", "65, 33, 1000", "1, 1000, 1000", "1000, 1, 1000", "1, 1, 1000",
        "1000, 1000, 1",
    "1000, 7, 3", "129, 127, 257", "16, 32, 256", "17, 33, 255", "8, 64, 512", "9, 65, 513",
        "127, 1000, 129",
    "1000, 129, 300"
  })
  void agreesWithNaiveLoopsForLargerSizesInAllFourTransposes(int m, int n, int k) {
    Random random = new Random(2);
    for (int which = 0; which < 4; which++) {
      MatMulCase.transposed(1, m, n, k, (which & 1) != 0, (which & 2) != 0, random).check();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, 512, 33",
    "17, 512, 300",
    "32, 1024, 256",
    "33, 1024, 31",
    "100, 1030, 65",
    "64, 255, 1000",
    "31, 1536, 1"
  })
  void aPackedRightOperandGivesTheSameBits(int m, int k, int n) {
    Random random = new Random(4);
    float[] a = new float[m * k];
    float[] b = new float[k * n];
    for (int i = 0; i < a.length; i++) {
      a[i] = random.nextFloat() - 0.5f;
    }
    for (int i = 0; i < b.length; i++) {
      b[i] = random.nextFloat() - 0.5f;
    }
    float[] expected = new float[m * n];
    int[] zero = {0};
    MatMul.multiply(
        MatMulKernels.scalar(), 1, m, n, k, a, zero, k, 1, b, zero, n, 1, expected, zero, n);
    MatMulPanels panels = new MatMulPanels();
    panels.pack(k, n, b, 0, n, 1);
    for (int count : new int[] {1, 2, 3}) {
      Workers.setThreads(count);
      float[] found = new float[m * n];
      MatMul.multiply(m, n, k, a, 0, k, 1, panels, found, 0, n);
      assertThat(found).isEqualTo(expected);
    }
  }

  @Test
  void multipliesBatches() {
    Random random = new Random(3);
    MatMulCase.transposed(7, 5, 6, 4, false, true, random).check();
    MatMulCase.transposed(5, 33, 65, 31, true, false, random).check();
    MatMulCase.transposed(100, 17, 19, 23, false, false, random).check();
    MatMulCase.transposed(3, 130, 70, 300, true, true, random).check();
  }

  @Test
  void acceptsAnyStrides() {
    Random random = new Random(4);
    for (int round = 0; round < 200; round++) {
      MatMulCase.anyStrides(
              1 + random.nextInt(3),
              1 + random.nextInt(40),
              1 + random.nextInt(70),
              1 + random.nextInt(50),
              random)
          .check();
    }
  }

  @Test
  void acceptsNegativeAndZeroStrides() {
    Random random = new Random(5);
    for (int size : new int[] {3, 37, 70}) {
      MatMulCase plain = MatMulCase.transposed(1, size, size, size, false, false, random);
      plain.reversed().check();
      plain.withStrides(0, 1, size, 1).check();
      plain.withStrides(size, 0, size, 1).check();
      plain.withStrides(size, 1, 0, 1).check();
      plain.withStrides(size, 1, size, 0).check();
      plain.withStrides(0, 0, 0, 0).check();
    }
  }

  @Test
  void batchesMayShareAnOperand() {
    MatMulCase.transposed(6, 20, 40, 30, false, false, new Random(6)).sharingRight().check();
  }

  @Test
  void writesZerosWhenThereIsNothingToSum() {
    for (int size : new int[] {3, 100}) {
      float[] c = new float[size * (size + 1)];
      Arrays.fill(c, 7f);
      int[] zero = {0};
      MatMul.multiply(
          1,
          size,
          size,
          0,
          new float[0],
          zero,
          0,
          1,
          new float[0],
          zero,
          size,
          1,
          c,
          zero,
          size + 1);
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          assertThat(c[i * (size + 1) + j]).isZero();
        }
        assertThat(c[i * (size + 1) + size]).as("beyond the row").isEqualTo(7f);
      }
    }
  }

  @Test
  void writesNothingWhenThereIsNoElement() {
    float[] c = {7f};
    int[] zero = {0};
    float[] x = new float[4];
    MatMul.multiply(1, 0, 2, 2, x, zero, 2, 1, x, zero, 2, 1, c, zero, 2);
    MatMul.multiply(1, 2, 0, 2, x, zero, 2, 1, x, zero, 2, 1, c, zero, 2);
    MatMul.multiply(0, 2, 2, 2, x, zero, 2, 1, x, zero, 2, 1, c, zero, 2);
    assertThat(c).containsExactly(7f);
  }

  @Test
  void writesOnlyItsOwnElements() {
    int m = 19;
    int n = 37;
    int k = 21;
    float[] c = new float[m * 50 + 100];
    Arrays.fill(c, -1f);
    float[] ones = new float[m * k + k * n];
    Arrays.fill(ones, 1f);
    MatMul.multiply(
        1, m, n, k, ones, new int[] {0}, k, 1, ones, new int[] {0}, n, 1, c, new int[] {13}, 50);
    for (int at = 0; at < c.length; at++) {
      int i = (at - 13) / 50;
      int j = (at - 13) % 50;
      boolean inside = at >= 13 && i < m && j < n;
      assertThat(c[at]).as("element %d", at).isEqualTo(inside ? k : -1f);
    }
  }

  @Test
  void carriesInfinityAndNaNOnlyWhereTheyBelong() {
    int size = 45;
    float[] a = new float[size * size];
    float[] b = new float[size * size];
    Arrays.fill(a, 1f);
    Arrays.fill(b, 1f);
    a[size] = Float.POSITIVE_INFINITY;
    b[44] = Float.NaN;
    float[] c = new float[size * size];
    int[] zero = {0};
    MatMul.multiply(1, size, size, size, a, zero, size, 1, b, zero, size, 1, c, zero, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        float expected = j == 44 ? Float.NaN : i == 1 ? Float.POSITIVE_INFINITY : size;
        assertThat(Float.compare(c[i * size + j], expected)).isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 5, 7", "16, 17, 33", "65, 300, 129", "130, 33, 1000"})
  @Tag("without-vectors")
  void multipliesDoublesIntsAndLongs(int m, int n, int k) {
    Random random = new Random(7);
    for (int which = 0; which < 4; which++) {
      MatMulCase.transposed(2, m, n, k, (which & 1) != 0, (which & 2) != 0, random)
          .checkOtherTypes(random);
    }
    MatMulCase.anyStrides(2, m, n, k, random).checkOtherTypes(random);
  }

  @Test
  @Tag("without-vectors")
  void otherTypesWriteZerosWhenThereIsNothingToSum() {
    int[] zero = {0};
    double[] d = {1, 1};
    MatMul.multiply(1, 1, 2, 0, new double[0], zero, 0, 1, new double[0], zero, 2, 1, d, zero, 2);
    assertThat(d).containsExactly(0, 0);
    int[] i = {1, 1};
    MatMul.multiply(1, 1, 2, 0, new int[0], zero, 0, 1, new int[0], zero, 1, 0, i, zero, 2);
    assertThat(i).containsExactly(0, 0);
    long[] l = {1, 1};
    MatMul.multiply(1, 1, 2, 0, new long[0], zero, 0, 1, new long[0], zero, 2, 1, l, zero, 2);
    assertThat(l).containsExactly(0, 0);
  }
}
