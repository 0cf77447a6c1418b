package dev.cien.tensor.cpu;

import java.util.Arrays;

/// Where the largest element of each sliding window lies: the hard half of max-pooling.
///
/// The values of a max-pooling are a gather at these places and its gradient is a scatter-add, so
/// nothing else needs to know about windows.
public final class Pool {
  /// Elements read by a task that is worth handing to another thread.
  private static final long TASK = 1 << 14;

  private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  private Pool() {}

  /// For each window the flat index within its plane of the first largest element.
  ///
  /// NaN is larger than everything; padding is never chosen.
  ///
  /// @param x values of shape `[planes, in...]`, `float[]` or `double[]`
  /// @param planes images times channels
  /// @param in spatial sizes, one to three axes
  /// @param kernel window sizes
  /// @param stride steps between windows
  /// @param padLow padding in front of each axis
  /// @param dilation steps between elements of a window
  /// @param out spatial sizes of the result
  /// @param places receives the indices, shape `[planes, out...]`
  /// @throws IllegalArgumentException if a window lies entirely in the padding
  public static void argMax(
      Object x,
      int planes,
      int[] in,
      int[] kernel,
      int[] stride,
      int[] padLow,
      int[] dilation,
      int[] out,
      int[] places) {
    int[] in3 = ConvShape.three(in, 1);
    int[] kernel3 = ConvShape.three(kernel, 1);
    int[] out3 = ConvShape.three(out, 1);
    int[] stride3 = ConvShape.three(stride, 1);
    int[] padLow3 = ConvShape.three(padLow, 0);
    int[] dilation3 = ConvShape.three(dilation, 1);
    int windows = ConvShape.product(out3);
    if (planes == 0 || windows == 0) {
      return;
    }
    // Per axis and output position: the first and one past the last tap that reads an element of x.
    int[][] first = new int[3][];
    int[][] end = new int[3][];
    for (int a = 0; a < 3; a++) {
      first[a] = new int[out3[a]];
      end[a] = new int[out3[a]];
      for (int o = 0; o < out3[a]; o++) {
        int zero = o * stride3[a] - padLow3[a];
        first[a][o] = Math.max(0, Math.ceilDiv(-zero, dilation3[a]));
        end[a][o] = Math.min(kernel3[a], Math.floorDiv(in3[a] - 1 - zero, dilation3[a]) + 1);
        if (first[a][o] >= end[a][o]) {
          throw new IllegalArgumentException(
              "max pooling: window "
                  + o
                  + " of axis "
                  + a
                  + " of three lies entirely in the padding, with in="
                  + Arrays.toString(in)
                  + " kernel="
                  + Arrays.toString(kernel)
                  + " padLow="
                  + Arrays.toString(padLow)
                  + " dilation="
                  + Arrays.toString(dilation)
                  + " out="
                  + Arrays.toString(out)
                  + "; pad by at most half a window");
        }
      }
    }
    int[] offsets = new int[ConvShape.product(kernel3)];
    for (int t = 0; t < offsets.length; t++) {
      int i = t / (kernel3[1] * kernel3[2]) * dilation3[0];
      int j = t / kernel3[2] % kernel3[1] * dilation3[1];
      offsets[t] = (i * in3[1] + j) * in3[2] + t % kernel3[2] * dilation3[2];
    }
    Plan plan = new Plan(in3, kernel3, out3, stride3, padLow3, dilation3, first, end, offsets);
    long work = (long) windows * ConvShape.product(kernel3);
    int planesAtOnce = Math.clamp(TASK / work, 1, planes);
    int tasks = Math.ceilDiv(planes, planesAtOnce);
    if (tasks == 1) {
      plan.run(x, 0, planes, places);
    } else {
      Workers.parallelFor(
          tasks,
          t -> plan.run(x, t * planesAtOnce, Math.min(planes, (t + 1) * planesAtOnce), places));
    }
  }

  private record Plan(
      int[] in,
      int[] kernel,
      int[] out,
      int[] stride,
      int[] padLow,
      int[] dilation,
      int[][] first,
      int[][] end,
      int[] offsets) {

    void run(Object x, int from, int to, int[] places) {
      int at = from * out[0] * out[1] * out[2];
      for (int plane = from; plane < to; plane++) {
        int base = plane * in[0] * in[1] * in[2];
        for (int d = 0; d < out[0]; d++) {
          for (int h = 0; h < out[1]; h++, at += out[2]) {
            if (x instanceof float[] f) {
              row(f, base, d, h, places, at);
            } else {
              row((double[]) x, base, d, h, places, at);
            }
          }
        }
      }
    }

    /// One row of windows without a branch on the data: the larger of two elements is the larger of
    /// two whole numbers that hold the element's rank above and, for equal elements, the earlier
    /// tap below.
    private void row(float[] x, int base, int d, int h, int[] places, int at) {
      int zero =
          ((d * stride[0] - padLow[0]) * in[1] + h * stride[1] - padLow[1]) * in[2] - padLow[2];
      boolean inside =
          first[0][d] == 0 && end[0][d] == kernel[0] && first[1][h] == 0 && end[1][h] == kernel[1];
      int from = 0;
      int to = 0;
      if (inside) {
        while (from < out[2] && first[2][from] > 0) {
          from++;
        }
        to = from;
        while (to < out[2] && first[2][to] == 0 && end[2][to] == kernel[2]) {
          to++;
        }
        if (offsets.length == 4) {
          ofFour(
              x,
              base,
              zero + from * stride[2],
              stride[2],
              offsets[0],
              offsets[1],
              offsets[2],
              offsets[3],
              places,
              at + from,
              to - from);
        } else {
          ofMany(
              x, base, zero + from * stride[2], stride[2], offsets, places, at + from, to - from);
        }
      }
      for (int w = 0; w < out[2]; w++, zero += stride[2]) {
        if (w >= from && w < to) {
          continue;
        }
        long best = Long.MIN_VALUE;
        for (int i = first[0][d]; i < end[0][d]; i++) {
          for (int j = first[1][h]; j < end[1][h]; j++) {
            int taps = (i * kernel[1] + j) * kernel[2];
            best = rank(x, base + zero, offsets, taps + first[2][w], taps + end[2][w], best);
          }
        }
        places[at + w] = zero + offsets[Integer.MAX_VALUE - (int) best];
      }
    }

    private static long rank(float[] x, int zero, int[] offsets, int from, int to, long best) {
      long most = best;
      for (int tap = from; tap < to; tap++) {
        int rank = rank(x[zero + offsets[tap]]);
        most = Math.max(most, (long) rank << 32 | Integer.MAX_VALUE - tap);
      }
      return most;
    }

    /// A whole number that grows with the element; NaN has the largest.
    private static int rank(float element) {
      // Adding zero makes −0 equal to 0.
      int bits = Float.floatToRawIntBits(element + 0f);
      int rank = bits ^ bits >> 31 >>> 1;
      // All ones where the element is NaN, which then ranks above infinity whatever its sign.
      int nan = INFINITY - (bits & Integer.MAX_VALUE) >> 31;
      return rank & ~nan | nan >>> 1;
    }

    /// Windows of four taps that lie inside the image, by arithmetic: the usual two by two.
    private static void ofFour(
        float[] x,
        int base,
        int zero,
        int step,
        int o0,
        int o1,
        int o2,
        int o3,
        int[] places,
        int at,
        int count) {
      for (int w = 0; w < count; w++) {
        int place = zero + w * step;
        int a = rank(x[base + place + o0]);
        int b = rank(x[base + place + o1]);
        int c = rank(x[base + place + o2]);
        int d = rank(x[base + place + o3]);
        int ab = Math.max(a, b);
        int cd = Math.max(c, d);
        // A mask is all ones where the later element is larger.
        int second = (int) ((long) a - b >> 63);
        int fourth = (int) ((long) c - d >> 63);
        int later = (int) ((long) ab - cd >> 63);
        int early = o0 + (o1 - o0 & second);
        int late = o2 + (o3 - o2 & fourth);
        places[at + w] = place + early + (late - early & later);
      }
    }

    /// Windows that lie inside the image.
    private static void ofMany(
        float[] x, int base, int zero, int step, int[] offsets, int[] places, int at, int count) {
      for (int w = 0; w < count; w++) {
        int place = zero + w * step;
        long best = rank(x, base + place, offsets, 0, offsets.length, Long.MIN_VALUE);
        places[at + w] = place + offsets[Integer.MAX_VALUE - (int) best];
      }
    }

    private void row(double[] x, int base, int d, int h, int[] places, int at) {
      int d0 = d * stride[0] - padLow[0];
      int h0 = h * stride[1] - padLow[1];
      for (int w = 0; w < out[2]; w++) {
        int w0 = w * stride[2] - padLow[2];
        int best = -1;
        double most = 0;
        for (int i = first[0][d]; i < end[0][d]; i++) {
          for (int j = first[1][h]; j < end[1][h]; j++) {
            int row = ((d0 + i * dilation[0]) * in[1] + h0 + j * dilation[1]) * in[2] + w0;
            for (int k = first[2][w]; k < end[2][w]; k++) {
              int place = row + k * dilation[2];
              double value = x[base + place];
              if (best < 0 || value > most || value != value && most == most) {
                best = place;
                most = value;
              }
            }
          }
        }
        places[at + w] = best;
      }
    }
  }
}
