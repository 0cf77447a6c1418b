package dev.cien.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortingTest {
  private static final int THREADS = Workers.threads();

  @AfterEach
  void restoreThreads() {
    Workers.setThreads(THREADS);
  }

  @Test
  void notANumberIsTheLargestAndZerosAreEqual() {
    float nan = Float.NaN;
    float other = Float.intBitsToFloat(0xFFC00001);
    float[] x = {0f, nan, -0f, Float.POSITIVE_INFINITY, -1, other, Float.NEGATIVE_INFINITY};
    int[] out = new int[7];
    Sorting.argSort(x, 1, 7, 1, false, out);
    assertThat(out).containsExactly(6, 4, 0, 2, 3, 1, 5);
    Sorting.argSort(x, 1, 7, 1, true, out);
    assertThat(out).containsExactly(1, 5, 3, 0, 2, 4, 6);
    double[] wide = {0d, nan, -0d, Double.POSITIVE_INFINITY, -1, other, Double.NEGATIVE_INFINITY};
    Sorting.argSort(wide, 1, 7, 1, false, out);
    assertThat(out).containsExactly(6, 4, 0, 2, 3, 1, 5);
    Sorting.argSort(wide, 1, 7, 1, true, out);
    assertThat(out).containsExactly(1, 5, 3, 0, 2, 4, 6);
  }

  @Test
  void extremesOfWholeNumbersAreOrdered() {
    int[] out = new int[4];
    Sorting.argSort(new int[] {Integer.MAX_VALUE, 0, Integer.MIN_VALUE, -1}, 1, 4, 1, false, out);
    assertThat(out).containsExactly(2, 3, 1, 0);
    Sorting.argSort(new long[] {Long.MAX_VALUE, 0, Long.MIN_VALUE, -1}, 1, 4, 1, true, out);
    assertThat(out).containsExactly(0, 1, 3, 2);
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,1",
    "3,2,1",
    "2,9,4",
    "1,1000,1",
    "40,33,3",
    "2,4097,2",
    "0,4,2",
    "3,0,2",
    "5,2000,1"
  })
  void isAStableSortForEveryType(int outer, int n, int inner) {
    for (Class<?> type :
        new Class<?>[] {float.class, double.class, int.class, long.class, byte.class}) {
      Object x = IndexingTest.values(type, outer * n * inner, n);
      double[] numbers = IndexingTest.numbers(x);
      for (boolean descending : new boolean[] {false, true}) {
        int[] expected = new int[outer * n * inner];
        for (int line = 0; line < outer * inner; line++) {
          int base = line / inner * n * inner + line % inner;
          Comparator<Integer> by = Comparator.comparingDouble(j -> numbers[base + j * inner]);
          Comparator<Integer> wanted = descending ? by.reversed() : by;
          int[] order = IntStream.range(0, n).boxed().sorted(wanted).mapToInt(j -> j).toArray();
          for (int j = 0; j < n; j++) {
            expected[base + j * inner] = order[j];
          }
        }
        for (int threads : new int[] {1, 3}) {
          Workers.setThreads(threads);
          int[] out = new int[expected.length];
          Sorting.argSort(x, outer, n, inner, descending, out);
          assertThat(out).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void wideKeysOfAllSizesAreSorted() {
    Random random = new Random(9);
    for (int n = 1; n < 300; n++) {
      long[] x = random.longs(n).toArray();
      int[] out = new int[n];
      Sorting.argSort(x, 1, n, 1, false, out);
      long[] sorted = x.clone();
      Arrays.sort(sorted);
      assertThat(Arrays.stream(out).mapToLong(j -> x[j]).toArray()).isEqualTo(sorted);
    }
  }
}
