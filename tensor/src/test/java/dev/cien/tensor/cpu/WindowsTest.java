package dev.cien.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Array;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {
  private static final int THREADS = Workers.threads();

  @AfterEach
  void restoreThreads() {
    Workers.setThreads(THREADS);
  }

  @ParameterizedTest
  @CsvSource({
    "1,5,1,3,1,1",
    "2,9,1,3,2,1",
    "3,10,4,3,2,2",
    "1,3000,1,400,160,1",
    "2,7,30,2,3,1",
    "5,4,2,1,1,1",
    "2,6,3,6,1,1",
    "1,300,100,5,1,3",
    "0,5,2,3,1,1",
    "2,5,0,3,1,1"
  })
  void windowsAreCopiedOutAndAddedBack(
      int outer, int n, int inner, int size, int step, int dilation) {
    int count = ConvShape.outputSize(n, size, step, 0, 0, dilation);
    for (Class<?> type :
        new Class<?>[] {
          float.class, double.class, int.class, long.class, short.class, byte.class
        }) {
      Object x = IndexingTest.values(type, outer * n * inner, 6);
      Object y = Array.newInstance(type, outer * count * inner * size);
      Workers.setThreads(type == int.class ? 1 : 3);
      Windows.unfold(x, outer, n, inner, count, size, step, dilation, y);
      double[] in = IndexingTest.numbers(x);
      double[] expected = new double[Array.getLength(y)];
      double[] back = new double[outer * n * inner];
      for (int e = 0; e < expected.length; e++) {
        int s = e % size;
        int i = e / size % inner;
        int w = e / size / inner % count;
        int o = e / size / inner / count;
        int from = (o * n + w * step + s * dilation) * inner + i;
        expected[e] = in[from];
        back[from] += in[from];
      }
      assertThat(IndexingTest.numbers(y)).isEqualTo(expected);
      if (type != short.class && type != byte.class) {
        Object folded = IndexingTest.values(type, outer * n * inner, 8);
        Windows.fold(y, outer, n, inner, count, size, step, dilation, folded);
        assertThat(IndexingTest.numbers(folded)).isEqualTo(back);
      }
    }
  }

  @Test
  void noWindowsFoldToZero() {
    float[] x = {1, 2, 3};
    Windows.fold(new float[0], 1, 3, 1, 0, 5, 1, 1, x);
    assertThat(x).containsExactly(0, 0, 0);
  }

  @Test
  void windowsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> Windows.unfold(new float[5], 1, 5, 1, 3, 3, 2, 1, new float[9]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unfold: the last of 3 windows reads element 6 of an axis of 5 (size=3 step=2"
                + " dilation=1)");
  }
}
