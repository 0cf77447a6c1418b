package dev.cien.tensor.cpu;

import static dev.cien.tensor.cpu.ConvPoints.A;
import static dev.cien.tensor.cpu.ConvPoints.A2;
import static dev.cien.tensor.cpu.ConvPoints.A3;
import static dev.cien.tensor.cpu.ConvPoints.B;
import static dev.cien.tensor.cpu.ConvPoints.B2;
import static dev.cien.tensor.cpu.ConvPoints.B3;
import static dev.cien.tensor.cpu.ConvPoints.G0;
import static dev.cien.tensor.cpu.ConvPoints.GA;
import static dev.cien.tensor.cpu.ConvPoints.GB;
import static dev.cien.tensor.cpu.ConvPoints.PRODUCT;
import static dev.cien.tensor.cpu.ConvPoints.SUM;
import static dev.cien.tensor.loop.FusedMultiplyAdd.fma;

import java.util.Arrays;

/// The inner loops of channels-last convolution without the Vector API: the twin of
/// [ConvVectorTiles], and faster than it while the JVM is cold.
final class ConvScalarTiles implements ConvTiles {
  @Override
  public void multiply(
      float[] a,
      int aAt,
      int[] rowAt,
      int row,
      int rows,
      int[] runAt,
      int from,
      int to,
      int run,
      float[] b,
      int bAt,
      int bStep,
      int lanes,
      float[] out,
      int outAt,
      int outStep,
      boolean add) {
    int all = (rows + ROWS - 1) / ROWS * ROWS;
    for (int r = 0; r < all; r++) {
      int o = outAt + r * outStep;
      if (!add) {
        Arrays.fill(out, o, o + lanes, 0f);
      }
      int at = aAt + rowAt[row + Math.min(r, rows - 1)];
      for (int t = from; t < to; t++) {
        line(a, at + runAt[t], 1, run, b, bAt + (t - from) * run * bStep, bStep, lanes, out, o);
      }
    }
  }

  @Override
  public void multiplyColumns(
      float[] a,
      int aAt,
      int aStep,
      int rows,
      int steps,
      float[] b,
      int bAt,
      int bStep,
      int lanes,
      float[] out,
      int outAt,
      int outStep,
      boolean add) {
    float[] sums = new float[lanes];
    for (int r = 0; r < rows; r++) {
      int o = outAt + r * outStep;
      Arrays.fill(sums, 0f);
      line(a, aAt + r, aStep, steps, b, bAt, bStep, lanes, sums, 0);
      for (int j = 0; j < lanes; j++) {
        out[o + j] = add ? sums[j] + out[o + j] : sums[j];
      }
    }
  }

  /// One row of a product.
  private static void line(
      float[] a,
      int from,
      int aStep,
      int steps,
      float[] b,
      int bAt,
      int bStep,
      int lanes,
      float[] out,
      int o) {
    int d = 0;
    for (; d + 4 <= steps; d += 4) {
      int at = from + d * aStep;
      axpy4(
          a[at],
          a[at + aStep],
          a[at + 2 * aStep],
          a[at + 3 * aStep],
          b,
          bAt + d * bStep,
          bStep,
          out,
          o,
          lanes);
    }
    for (; d < steps; d++) {
      axpy(a[from + d * aStep], b, bAt + d * bStep, out, o, lanes);
    }
  }

  private static void axpy(float x, float[] b, int bAt, float[] out, int at, int lanes) {
    for (int j = 0; j < lanes; j++) {
      out[at + j] = fma(x, b[bAt + j], out[at + j]);
    }
  }

  private static void axpy4(
      float x0,
      float x1,
      float x2,
      float x3,
      float[] b,
      int b0,
      int bStep,
      float[] out,
      int at,
      int lanes) {
    int b1 = b0 + bStep;
    int b2 = b1 + bStep;
    int b3 = b2 + bStep;
    for (int j = 0; j < lanes; j++) {
      float sum = fma(x1, b[b1 + j], fma(x0, b[b0 + j], out[at + j]));
      out[at + j] = fma(x3, b[b3 + j], fma(x2, b[b2 + j], sum));
    }
  }

  @Override
  public void pixels(float[] from, int at, int step, float[] to, int toAt, int toStep, int length) {
    for (int i = 0; i < length; i++) {
      int f = at + i;
      int t = toAt + i;
      float d0 = from[f];
      float d1 = from[f + step];
      float d2 = from[f + 2 * step];
      float d3 = from[f + 3 * step];
      float d4 = from[f + 4 * step];
      float d5 = from[f + 5 * step];
      float even = fma(-B2, d2, d4);
      float odd = fma(-B2, d1, d3) * A;
      float even2 = fma(-A2, d2, d4);
      float odd2 = fma(-A2, d1, d3) * B;
      to[t] = fma(PRODUCT, d0, fma(-SUM, d2, d4));
      to[t + toStep] = even + odd;
      to[t + 2 * toStep] = even - odd;
      to[t + 3 * toStep] = even2 + odd2;
      to[t + 4 * toStep] = even2 - odd2;
      to[t + 5 * toStep] = fma(PRODUCT, d1, fma(-SUM, d3, d5));
    }
  }

  @Override
  public void results(
      float[] from, int at, int step, float[] to, int toAt, int toStep, int length) {
    for (int i = 0; i < length; i++) {
      int f = at + i;
      int t = toAt + i;
      float even = from[f + step] + from[f + 2 * step];
      float odd = from[f + step] - from[f + 2 * step];
      float even2 = from[f + 3 * step] + from[f + 4 * step];
      float odd2 = from[f + 3 * step] - from[f + 4 * step];
      to[t] = from[f] + even + even2;
      to[t + toStep] = fma(A, odd, B * odd2);
      to[t + 2 * toStep] = fma(A2, even, B2 * even2);
      to[t + 3 * toStep] = fma(A3, odd, fma(B3, odd2, from[f + 5 * step]));
    }
  }

  @Override
  public void slopes(float[] from, int at, int step, float[] to, int toAt, int toStep, int length) {
    for (int i = 0; i < length; i++) {
      int f = at + i;
      int t = toAt + i;
      float s0 = from[f];
      float s1 = from[f + step];
      float s2 = from[f + 2 * step];
      float s3 = from[f + 3 * step];
      float even = fma(A2, s2, s0);
      float odd = fma(A3, s3, A * s1);
      float even2 = fma(B2, s2, s0);
      float odd2 = fma(B3, s3, B * s1);
      to[t] = s0;
      to[t + toStep] = even + odd;
      to[t + 2 * toStep] = even - odd;
      to[t + 3 * toStep] = even2 + odd2;
      to[t + 4 * toStep] = even2 - odd2;
      to[t + 5 * toStep] = s3;
    }
  }

  @Override
  public void weights(
      float[] from, int at, int step, float[] to, int toAt, int toStep, int length) {
    for (int i = 0; i < length; i++) {
      int f = at + i;
      int t = toAt + i;
      float g0 = from[f];
      float g2 = from[f + 2 * step];
      float even = fma(A2, g2, g0);
      float odd = A * from[f + step];
      float even2 = fma(B2, g2, g0);
      float odd2 = B * from[f + step];
      to[t] = g0 * G0;
      to[t + toStep] = (even + odd) * GA;
      to[t + 2 * toStep] = (even - odd) * GA;
      to[t + 3 * toStep] = (even2 + odd2) * GB;
      to[t + 4 * toStep] = (even2 - odd2) * GB;
      to[t + 5 * toStep] = g2;
    }
  }

  @Override
  public void weightSlopes(
      float[] from, int at, int step, float[] to, int toAt, int toStep, int length) {
    for (int i = 0; i < length; i++) {
      int f = at + i;
      int t = toAt + i;
      float even = (from[f + step] + from[f + 2 * step]) * GA;
      float odd = (from[f + step] - from[f + 2 * step]) * GA;
      float even2 = (from[f + 3 * step] + from[f + 4 * step]) * GB;
      float odd2 = (from[f + 3 * step] - from[f + 4 * step]) * GB;
      to[t] = from[f] * G0 + even + even2;
      to[t + toStep] = fma(A, odd, B * odd2);
      to[t + 2 * toStep] = fma(A2, even, fma(B2, even2, from[f + 5 * step]));
    }
  }
}
