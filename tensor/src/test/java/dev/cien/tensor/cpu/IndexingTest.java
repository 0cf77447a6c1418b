package dev.cien.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cien.tensor.cpu.Indexing.Places;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexingTest {
  private static final int THREADS = Workers.threads();

  @AfterEach
  void restoreThreads() {
    Workers.setThreads(THREADS);
  }

  /// Small whole numbers, so that sums are exact in every type.
  static Object values(Class<?> type, int length, long seed) {
    Random random = new Random(seed);
    Object array = Array.newInstance(type, length);
    for (int i = 0; i < length; i++) {
      byte value = (byte) random.nextInt(-9, 10);
      Array.set(array, i, boxed(type, value));
    }
    return array;
  }

  private static Object boxed(Class<?> type, byte value) {
    if (type == float.class) {
      return (float) value;
    } else if (type == double.class) {
      return (double) value;
    } else if (type == int.class) {
      return (int) value;
    } else if (type == long.class) {
      return (long) value;
    } else if (type == short.class) {
      return (short) value;
    }
    return value;
  }

  static double number(Object array, int i) {
    return ((Number) Array.get(array, i)).doubleValue();
  }

  /// All of an array, so that it is compared as a whole: an assertion for each of millions of
  /// elements would take longer than what they are about.
  static double[] numbers(Object array) {
    double[] numbers = new double[Array.getLength(array)];
    Arrays.setAll(numbers, i -> number(array, i));
    return numbers;
  }

  private static int[] indices(int length, int limit) {
    return new Random(5).ints(length, 0, limit).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "1,7,1,5",
    "3,4,1,9",
    "2,5,3,4",
    "1,50,64,200",
    "4,6,100,7",
    "1,9,20000,3",
    "1,5,7,0",
    "0,5,7,3",
    "70,3,5,90"
  })
  void gathersEveryTypeWithWholeRowsAndSingleElements(
      int outer, int axisIn, int inner, int axisOut) {
    for (Class<?> type :
        new Class<?>[] {
          float.class, double.class, int.class, long.class, short.class, byte.class
        }) {
      Object x = values(type, outer * axisIn * inner, 1);
      double[] in = numbers(x);
      for (boolean rows : new boolean[] {true, false}) {
        int[] index = indices(rows ? outer * axisOut : outer * axisOut * inner, axisIn);
        Places narrow =
            rows ? new Places(index, axisOut, 1, 0) : new Places(index, axisOut * inner, inner, 1);
        Places wide =
            new Places(
                Arrays.stream(index).asLongStream().toArray(),
                narrow.s0(),
                narrow.s1(),
                narrow.s2());
        Object out = Array.newInstance(type, outer * axisOut * inner);
        Object again = Array.newInstance(type, outer * axisOut * inner);
        Workers.setThreads(1);
        Indexing.gather(x, outer, axisIn, inner, narrow, axisOut, out);
        Workers.setThreads(3);
        Indexing.gather(x, outer, axisIn, inner, wide, axisOut, again);
        double[] expected = new double[outer * axisOut * inner];
        for (int e = 0; e < expected.length; e++) {
          int found = index[rows ? e / inner : e];
          expected[e] = in[(e / inner / axisOut * axisIn + found) * inner + e % inner];
        }
        assertThat(numbers(out)).isEqualTo(expected);
        assertThat(again).isEqualTo(out);
      }
    }
  }

  @Test
  void anIndexCanBeSharedAlongTheOuterAxis() {
    float[] out = new float[4];
    Indexing.gather(
        new float[] {1, 2, 3, 4, 5, 6}, 2, 3, 1, new Places(new int[] {2, 0}, 0, 1, 1), 2, out);
    assertThat(out).containsExactly(3, 1, 6, 4);
  }

  @ParameterizedTest
  @CsvSource({
    "1,7,1,5",
    "3,4,1,9",
    "2,5,3,4",
    "1,50,64,900",
    "4,6,100,70",
    "1,9,20000,3",
    "1,5,7,0",
    "300,3,5,90",
    "1,1000,200,500",
    "1,96,1040,150",
    "2,5,33,300",
    "40,2,8,3"
  })
  void addsInEveryType(int outer, int axisBase, int inner, int axisSource) {
    for (Class<?> type : new Class<?>[] {float.class, double.class, int.class, long.class}) {
      Object base = values(type, outer * axisBase * inner, 1);
      Object source = values(type, outer * axisSource * inner, 2);
      double[] added = numbers(source);
      for (boolean rows : new boolean[] {true, false}) {
        int[] index = indices(rows ? outer * axisSource : outer * axisSource * inner, axisBase);
        Places places =
            rows
                ? new Places(index, axisSource, 1, 0)
                : new Places(index, axisSource * inner, inner, 1);
        double[] expected = numbers(base);
        for (int e = 0; e < added.length; e++) {
          int found = index[rows ? e / inner : e];
          expected[(e / inner / axisSource * axisBase + found) * inner + e % inner] += added[e];
        }
        for (int threads : new int[] {1, 3}) {
          Workers.setThreads(threads);
          Object out = Array.newInstance(type, expected.length);
          Indexing.scatterAdd(base, outer, axisBase, inner, places, axisSource, source, out);
          assertThat(numbers(out)).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void additionsComeInOrderWhateverTheThreads() {
    int count = 3000;
    int inner = 70;
    float[] source = new float[count * inner];
    Random random = new Random(1);
    for (int i = 0; i < source.length; i++) {
      source[i] = random.nextFloat() * (i % 3 == 0 ? 1e6f : 1f);
    }
    float[] expected = new float[2 * inner];
    int[] index = indices(count, 2);
    for (int j = 0; j < count; j++) {
      for (int i = 0; i < inner; i++) {
        expected[index[j] * inner + i] += source[j * inner + i];
      }
    }
    for (int threads : new int[] {1, 2, 3, 8}) {
      Workers.setThreads(threads);
      float[] out = new float[2 * inner];
      Indexing.scatterAdd(out, 1, 2, inner, new Places(index, 0, 1, 0), count, source, out);
      assertThat(out).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 16, 31, 1000})
  void vectorsAddAsPlainLoopsDo(int width) {
    assumeTrue(VectorSupport.available(), "this JVM runs without the Vector API");
    Random random = new Random(1);
    float[] x = new float[5 * width];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat() * (i % 3 == 0 ? 1e6f : 1f);
    }
    float[] plain = Arrays.copyOf(x, width + 3);
    float[] vectors = plain.clone();
    RowSums.addFour(x, 0, 2 * width, width, 3 * width, plain, 3, 0, width);
    RowVector.addFour(x, 0, 2 * width, width, 3 * width, vectors, 3, width);
    assertThat(vectors).isEqualTo(plain);
    IndexingElements.addRow(x, 4 * width, plain, 3, width);
    RowVector.add(x, 4 * width, vectors, 3, width);
    assertThat(vectors).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 3, Integer.MAX_VALUE})
  void anIndexOutsideIsNamedWithItsPosition(int wrong) {
    Places places = new Places(new int[] {0, 1, wrong, 2}, 2, 1, 0);
    assertThatThrownBy(
            () -> Indexing.gather(new float[6 * 9], 2, 3, 9, places, 2, new float[4 * 9]))
        .isInstanceOfSatisfying(Indexing.OutsideException.class, e -> isAt(wrong, e));
    assertThatThrownBy(
            () -> Indexing.scatterAdd(new float[6], 2, 3, 1, places, 2, new float[4], new float[6]))
        .isInstanceOfSatisfying(Indexing.OutsideException.class, e -> isAt(wrong, e));
  }

  private static void isAt(int wrong, Indexing.OutsideException e) {
    assertThat(e.index()).isEqualTo(wrong);
    assertThat(e.position()).containsExactly(1, 0, 0);
  }

  @Test
  void aLongIndexIsNotCutToAnInt() {
    Places places = new Places(new long[] {1L << 32}, 0, 1, 0);
    assertThatThrownBy(() -> Indexing.gather(new float[3], 1, 3, 1, places, 1, new float[1]))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("index 4294967296");
  }
}
