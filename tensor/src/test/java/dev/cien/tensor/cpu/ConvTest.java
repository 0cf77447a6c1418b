package dev.cien.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.tensor.DType;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConvTest {
  private static final ConvLayout FIRST = ConvLayout.CHANNELS_FIRST;
  private static final int THREADS = Workers.threads();

  @AfterEach
  void restoreThreads() {
    Workers.setThreads(THREADS);
  }

  static Stream<ConvCase> cases() {
    Stream<ConvCase> chosen =
        Stream.of(
            square("one channel", 5, 1, 32, 1, 28, 3, 1, 0, 1),
            square("no border", 3, 32, 64, 1, 13, 3, 1, 0, 1),
            square("border", 2, 17, 19, 1, 16, 3, 1, 1, 1),
            square("whole tiles", 2, 64, 32, 1, 16, 3, 1, 1, 1),
            square("weights larger than a cache", 1, 180, 190, 1, 7, 3, 1, 1, 1),
            square("groups of many channels", 2, 48, 72, 2, 10, 3, 1, 1, 1),
            square("many rows of tiles", 1, 33, 30, 1, 70, 3, 1, 0, 1),
            square("images in parts", 3, 50, 52, 2, 63, 3, 1, 1, 1),
            square("many channels and rows of tiles", 2, 96, 90, 1, 40, 3, 1, 1, 1),
            square("one by one", 2, 37, 21, 1, 8, 1, 1, 0, 1),
            square("one by one, stride 2", 2, 9, 8, 1, 9, 1, 2, 0, 1),
            square("stride larger than kernel", 2, 3, 8, 1, 17, 2, 5, 0, 1),
            square("patches", 2, 3, 24, 1, 32, 8, 8, 0, 1),
            square("seven by seven, stride 2", 1, 3, 16, 1, 31, 7, 2, 3, 1),
            square("dilated", 2, 6, 7, 1, 15, 3, 1, 2, 2),
            square("dilated with stride 3", 2, 6, 7, 1, 20, 4, 3, 5, 2),
            square("depthwise", 2, 24, 24, 24, 14, 3, 1, 1, 1),
            square("depthwise with multiplier", 2, 6, 18, 6, 9, 5, 2, 2, 1),
            square("groups", 2, 24, 40, 4, 10, 3, 1, 1, 1),
            square("one result channel", 2, 32, 1, 1, 28, 3, 1, 1, 1),
            square("more taps than fit at once", 1, 60, 12, 1, 9, 3, 1, 1, 1),
            square("more channels than fit at once", 2, 300, 20, 1, 20, 1, 1, 0, 1),
            square("a plane larger than a strip", 1, 3, 5, 1, 90, 3, 1, 1, 1),
            square("padding wider than the kernel", 2, 2, 3, 1, 4, 2, 1, 5, 1),
            square("a single pixel", 3, 4, 5, 1, 1, 3, 1, 1, 1),
            square("no images", 0, 4, 5, 1, 6, 3, 1, 1, 1),
            square("kernel larger than the image", 2, 4, 5, 1, 2, 3, 1, 0, 1),
            square("no input channels", 2, 0, 5, 1, 4, 3, 1, 0, 1),
            square("no result channels", 2, 3, 0, 1, 4, 3, 1, 0, 1),
            new ConvCase("a long line", line(2, 8, 12, 5000, 5, 1, 4, 2)),
            new ConvCase("a line with crop", line(2, 3, 4, 40, 3, 2, -3, 1)),
            new ConvCase("uneven in every axis", uneven()),
            new ConvCase("a volume in blocks", volume()),
            new ConvCase("fewer windows than fit", fewer()));
    Random random = new Random(7);
    return Stream.concat(chosen, Stream.generate(() -> ConvCase.random(random)).limit(60));
  }

  @ParameterizedTest
  @MethodSource("cases")
  @Tag("without-vectors")
  void bothPrecisionsAreNearTheDefinition(ConvCase c) {
    ConvShape s = c.shape();
    double[] y = filled(s.outputLength());
    double[] dx = filled(s.inputLength());
    double[] dw = filled(s.weightLength());
    ConvPlan.forward(s, DType.FLOAT64, FIRST, FIRST).run(c.x(), c.w(), y);
    ConvPlan.inputGradient(s, DType.FLOAT64, FIRST, FIRST).run(c.dy(), c.w(), dx);
    ConvPlan.weightGradient(s, DType.FLOAT64, FIRST, FIRST).run(c.x(), c.dy(), dw);
    ConvCase.Results naive = c.naive();
    near(y, naive.y(), 1e-10);
    near(dx, naive.dx(), 1e-10);
    near(dw, naive.dw(), 1e-9);
    float[][] found = c.floats(false);
    near(found[0], naive.y());
    near(found[1], naive.dx());
    near(found[2], naive.dw());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void vectorsThreadsAndLayoutsDoNotChangeABit(ConvCase c) {
    boolean vectors = VectorSupport.available();
    Workers.setThreads(1);
    float[][] expected = c.floats(false);
    for (int threads : new int[] {1, 2, 3, 8}) {
      Workers.setThreads(threads);
      assertThat(c.floats(vectors)).isDeepEqualTo(expected);
    }
    Workers.setThreads(THREADS);
    assertThat(c.floats(vectors, ConvLayout.CHANNELS_LAST)).isDeepEqualTo(expected);
  }

  @Test
  void layoutsOfSourceAndResultMayDiffer() {
    for (int channels : new int[] {3, 20, 40}) {
      ConvCase c = square("", 2, channels, 17, 1, 9, 3, 1, 1, 1);
      ConvShape s = c.shape();
      float[] expected = c.floats(false)[0];
      float[] y = new float[s.outputLength()];
      ConvPlan.forward(s, DType.FLOAT32, FIRST, ConvLayout.CHANNELS_LAST)
          .run(ConvCase.narrow(c.x()), ConvCase.narrow(c.w()), y);
      for (int i = 0; i < y.length; i++) {
        int pixel = i / 17 % 81;
        assertThat(y[i]).isEqualTo(expected[(i / 17 / 81 * 17 + i % 17) * 81 + pixel]);
      }
    }
  }

  @Test
  void smallAndLargeCallsOfThePublicMethodsAgreeWithThePlainLoops() {
    for (int size : new int[] {3, 40}) {
      ConvCase c = square("", 1, 2, 8, 1, size, 3, 1, 1, 1);
      ConvShape s = c.shape();
      float[][] expected = c.floats(false);
      float[] y = new float[s.outputLength()];
      float[] dx = new float[s.inputLength()];
      float[] dw = new float[s.weightLength()];
      float[] x = ConvCase.narrow(c.x());
      float[] w = ConvCase.narrow(c.w());
      float[] slopes = ConvCase.narrow(c.dy());
      ConvPlan.forward(s, DType.FLOAT32, FIRST, FIRST).run(x, w, y);
      ConvPlan.inputGradient(s, DType.FLOAT32, FIRST, FIRST).run(slopes, w, dx);
      ConvPlan.weightGradient(s, DType.FLOAT32, FIRST, FIRST).run(x, slopes, dw);
      assertThat(new float[][] {y, dx, dw}).isDeepEqualTo(expected);
    }
  }

  @Test
  void infinityStaysInItsOwnChannelOfTheWeightGradient() {
    ConvCase c = square("", 2, 3, 4, 1, 6, 3, 1, 1, 1);
    c.x()[3 * 36 + 7] = Double.POSITIVE_INFINITY;
    float[] dw = c.floats(false)[2];
    for (int k = 0; k < 4; k++) {
      for (int i = 9; i < 27; i++) {
        assertThat(dw[k * 27 + i]).isFinite();
      }
    }
  }

  @Test
  void shapesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> square("", 1, 3, 4, 2, 6, 3, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("groups must be at least 1 and divide both channel counts")
        .hasMessageContaining("c=3 k=4 groups=2");
    int[] one = {1};
    assertThatThrownBy(
            () ->
                new ConvShape(
                    1,
                    1,
                    1,
                    1,
                    new int[] {5},
                    new int[] {3},
                    new int[] {4},
                    one,
                    new int[1],
                    new int[1],
                    one))
        .hasMessageContaining("axis 0 has room for 3 windows, found out=[4]");
    assertThatThrownBy(
            () -> ConvShape.of(1, 1, 1, 1, new int[] {5}, one, new int[] {0}, one, one, one))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(
            () -> new ConvShape(1, 1, 1, 1, new int[4], new int[4], new int[4], one, one, one, one))
        .hasMessageContaining("1 to 3 spatial axes, found 4");
  }

  private static void near(float[] found, double[] expected) {
    double[] wide = new double[found.length];
    Arrays.setAll(wide, i -> found[i]);
    near(wide, expected, 1e-5 * Arrays.stream(expected).map(Math::abs).max().orElse(0));
  }

  /// An assertion for each of a hundred thousand numbers would take longer than the convolution.
  private static void near(double[] found, double[] expected, double tolerance) {
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < found.length; i++) {
      if (!(Math.abs(found[i] - expected[i]) <= tolerance)) {
        assertThat(found[i]).as("element %d", i).isCloseTo(expected[i], within(tolerance));
      }
    }
  }

  private static double[] filled(int length) {
    double[] rubbish = new double[length];
    Arrays.fill(rubbish, Double.NaN);
    return rubbish;
  }

  private static ConvCase square(
      String name,
      int n,
      int c,
      int k,
      int groups,
      int size,
      int kernel,
      int stride,
      int pad,
      int dilation) {
    int[] pads = {pad, pad};
    return new ConvCase(
        name,
        ConvShape.of(
            n,
            c,
            k,
            groups,
            new int[] {size, size},
            new int[] {kernel, kernel},
            new int[] {stride, stride},
            pads,
            pads,
            new int[] {dilation, dilation}));
  }

  private static ConvShape line(
      int n, int c, int k, int size, int kernel, int stride, int pad, int dilation) {
    int[] pads = {pad};
    return ConvShape.of(
        n,
        c,
        k,
        1,
        new int[] {size},
        new int[] {kernel},
        new int[] {stride},
        pads,
        pads,
        new int[] {dilation});
  }

  private static ConvShape uneven() {
    return ConvShape.of(
        2,
        4,
        6,
        2,
        new int[] {7, 11, 9},
        new int[] {2, 3, 4},
        new int[] {2, 1, 3},
        new int[] {1, 0, 2},
        new int[] {0, 2, -1},
        new int[] {1, 3, 2});
  }

  private static ConvShape volume() {
    int[] ones = {1, 1, 1};
    return ConvShape.of(
        1, 5, 8, 1, new int[] {12, 14, 16}, new int[] {3, 3, 3}, ones, ones, ones, ones);
  }

  private static ConvShape fewer() {
    int[] twos = {2, 2};
    int[] none = {0, 0};
    return new ConvShape(
        2,
        3,
        4,
        1,
        new int[] {9, 9},
        new int[] {3, 3},
        new int[] {3, 2},
        twos,
        none,
        none,
        new int[] {1, 1});
  }
}
