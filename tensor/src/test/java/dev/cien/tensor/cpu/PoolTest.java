package dev.cien.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolTest {
  private static final int THREADS = Workers.threads();

  @AfterEach
  void restoreThreads() {
    Workers.setThreads(THREADS);
  }

  private static int[] places(
      Object x, int planes, int[] in, int[] kernel, int[] stride, int[] pad, int[] dilation) {
    int[] out = out(in, kernel, stride, pad, dilation);
    int[] places = new int[planes * ConvShape.product(out)];
    Pool.of(planes, in, kernel, stride, pad, dilation, out).argMax(x, places);
    return places;
  }

  private static int[] out(int[] in, int[] kernel, int[] stride, int[] pad, int[] dilation) {
    int[] out = new int[in.length];
    for (int a = 0; a < in.length; a++) {
      out[a] = ConvShape.outputSize(in[a], kernel[a], stride[a], pad[a], pad[a], dilation[a]);
    }
    return out;
  }

  @Test
  void findsTheFirstLargestOfEachWindow() {
    float[] x = {1, 3, 3, 0, 3, 2, 1, 5, 0, 0, 0, 0, 0, -1, 0, 0};
    int[] two = {2, 2};
    assertThat(places(x, 1, new int[] {4, 4}, two, two, new int[2], new int[] {1, 1}))
        .containsExactly(1, 7, 8, 10);
  }

  @Test
  void notANumberWinsAndTheFirstOne() {
    float nan = Float.NaN;
    int[] one = {1};
    int[] three = {3};
    assertThat(
            places(new float[] {1, nan, 9, nan, 2}, 1, new int[] {5}, three, one, new int[1], one))
        .containsExactly(1, 1, 3);
    assertThat(
            places(new double[] {1, nan, 9, nan, 2}, 1, new int[] {5}, three, one, new int[1], one))
        .containsExactly(1, 1, 3);
  }

  @Test
  void paddingNeverWins() {
    float[] x = {-5, -4, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
    int[] one = {1};
    assertThat(places(x, 1, new int[] {5}, new int[] {3}, one, one, one))
        .containsExactly(1, 1, 1, 2, 3);
  }

  @Test
  void equalsTheDefinitionForManyShapes() {
    Random r = new Random(3);
    for (int round = 0; round < 150; round++) {
      int rank = 1 + r.nextInt(3);
      int[][] s = new int[5][rank];
      for (int a = 0; a < rank; a++) {
        s[0][a] = 1 + r.nextInt(rank == 1 ? 60 : 12);
        s[1][a] = 1 + r.nextInt(4);
        s[2][a] = 1 + r.nextInt(3);
        s[3][a] = r.nextInt(s[1][a] / 2 + 1);
        s[4][a] = s[3][a] == 0 ? 1 + r.nextInt(2) : 1;
      }
      int planes = 1 + r.nextInt(round % 5 == 0 ? 5000 : 200);
      double[] x = new double[planes * ConvShape.product(s[0])];
      float[] narrow = new float[x.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = r.nextInt(40) == 0 ? Double.NaN : r.nextInt(9);
        narrow[i] = (float) x[i];
      }
      int[] expected = naive(x, planes, s);
      Workers.setThreads(1 + r.nextInt(4));
      assertThat(places(x, planes, s[0], s[1], s[2], s[3], s[4])).isEqualTo(expected);
      assertThat(places(narrow, planes, s[0], s[1], s[2], s[3], s[4])).isEqualTo(expected);
    }
  }

  private static int[] naive(double[] x, int planes, int[][] s) {
    int[] in = ConvShape.three(s[0], 1);
    int[] kernel = ConvShape.three(s[1], 1);
    int[] stride = ConvShape.three(s[2], 1);
    int[] pad = ConvShape.three(s[3], 0);
    int[] dilation = ConvShape.three(s[4], 1);
    int[] out = ConvShape.three(out(s[0], s[1], s[2], s[3], s[4]), 1);
    int volume = ConvShape.product(in);
    int[] places = new int[planes * ConvShape.product(out)];
    for (int p = 0; p < places.length; p++) {
      int plane = p / (out[0] * out[1] * out[2]);
      int best = -1;
      for (int t = 0; t < ConvShape.product(kernel); t++) {
        int d =
            p / (out[1] * out[2]) % out[0] * stride[0]
                + t / (kernel[1] * kernel[2]) * dilation[0]
                - pad[0];
        int h = p / out[2] % out[1] * stride[1] + t / kernel[2] % kernel[1] * dilation[1] - pad[1];
        int w = p % out[2] * stride[2] + t % kernel[2] * dilation[2] - pad[2];
        if (d >= 0 && d < in[0] && h >= 0 && h < in[1] && w >= 0 && w < in[2]) {
          int place = (d * in[1] + h) * in[2] + w;
          // Double.compare puts NaN above everything.
          if (best < 0 || Double.compare(x[plane * volume + place], x[plane * volume + best]) > 0) {
            best = place;
          }
        }
      }
      places[p] = best;
    }
    return places;
  }

  @Test
  void emptyResultsAreLeftAlone() {
    int[] one = {1};
    assertThat(places(new float[4], 1, new int[] {4}, new int[] {5}, one, new int[1], one))
        .isEmpty();
    assertThat(places(new float[0], 0, new int[] {4}, new int[] {2}, one, new int[1], one))
        .isEmpty();
  }

  @Test
  void aWindowOfPaddingOnlyIsRefused() {
    int[] one = {1};
    assertThatThrownBy(
            () -> places(new float[3], 1, new int[] {3}, new int[] {2}, one, new int[] {2}, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("window 0 of axis 2 of three lies entirely in the padding")
        .hasMessageContaining("pad by at most half a window");
  }
}
