package dev.cien.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Array;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanTest {
  private static final int THREADS = Workers.threads();

  @AfterEach
  void restoreThreads() {
    Workers.setThreads(THREADS);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "3,7,1", "2,5,3", "1,100,700", "50,40,20", "0,3,2", "2,0,3"})
  void addsFromTheLeft(int outer, int n, int inner) {
    for (Class<?> type : new Class<?>[] {float.class, double.class, int.class, long.class}) {
      Object x = IndexingTest.values(type, outer * n * inner, 4);
      double[] expected = IndexingTest.numbers(x);
      for (int e = 0; e < expected.length; e++) {
        expected[e] += e / inner % n == 0 ? 0 : expected[e - inner];
      }
      for (int threads : new int[] {1, 3}) {
        Workers.setThreads(threads);
        Object out = Array.newInstance(type, outer * n * inner);
        Scan.cumSum(x, outer, n, inner, out);
        assertThat(IndexingTest.numbers(out)).isEqualTo(expected);
      }
    }
  }

  @Test
  void aTypeWithoutKernelIsNamed() {
    assertThatThrownBy(() -> Scan.cumSum(new byte[3], 1, 3, 1, new byte[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("running sum: no kernel for elements of type byte[]");
  }
}
