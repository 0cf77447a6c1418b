package dev.cien.tensor.cpu;

import java.util.Arrays;
import java.util.List;

/// Where the largest element of each sliding window lies: the hard half of max-pooling.
///
/// The values of a max-pooling are a gather at these places and its gradient is a scatter-add, so
/// nothing else needs to know about windows.
public final class Pool {
  /// Elements read by a task that is worth handing to another thread.
  private static final long TASK = 1 << 14;

  static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  /// Fewest windows for which vectors pay off.
  private static final int VECTOR_WINDOWS = 1 << 14;

  /// Longest stride for which comparing at every position wins over comparing window by window.
  private static final int VECTOR_STRIDE = 4;

  /// The two ways of [PoolVector].
  private static final ColdRaces FOURS = new ColdRaces(() -> List.of(race(2, 16)));

  private static final ColdRaces TAPS = new ColdRaces(() -> List.of(race(3, 20)));

  private final int planes;
  private final int planesAtOnce;
  private final int[] in;
  private final int[] kernel;
  private final int[] stride;
  private final int[] padLow;
  private final int[] dilation;
  private final int[] out;

  /// Per axis and output position: the first tap that reads an element of x.
  private final int[][] first;

  /// Per axis and output position: one past the last tap that reads an element of x.
  private final int[][] end;

  /// Where each tap lies relative to the first.
  private final int[] offsets;

  /// Whether all windows of a line are compared with vectors, and whether as two by two.
  private final boolean mayUseVectors;

  private final boolean fours;

  private Pool(
      int planes, int[] in, int[] kernel, int[] stride, int[] padLow, int[] dilation, int[] out) {
    this.planes = planes;
    this.in = ConvShape.three(in, 1);
    this.kernel = ConvShape.three(kernel, 1);
    this.out = ConvShape.three(out, 1);
    this.stride = ConvShape.three(stride, 1);
    this.padLow = ConvShape.three(padLow, 0);
    this.dilation = ConvShape.three(dilation, 1);
    this.first = new int[3][];
    this.end = new int[3][];
    this.offsets = new int[ConvShape.product(kernel)];
    for (int t = 0; t < offsets.length; t++) {
      int i = t / (this.kernel[1] * this.kernel[2]) * this.dilation[0];
      int j = t / this.kernel[2] % this.kernel[1] * this.dilation[1];
      offsets[t] = (i * this.in[1] + j) * this.in[2] + t % this.kernel[2] * this.dilation[2];
    }
    int windows = ConvShape.product(out);
    long work = Math.max(1, (long) windows * offsets.length);
    this.planesAtOnce = Math.clamp(TASK / work, 1, Math.max(1, planes));
    this.mayUseVectors =
        VectorSupport.lanes() >= 8
            && this.stride[2] <= VECTOR_STRIDE
            && (long) planes * windows >= VECTOR_WINDOWS;
    this.fours =
        mayUseVectors
            && offsets.length == 4
            && this.kernel[2] == 2
            && this.stride[2] == 2
            && this.dilation[2] == 1;
  }

  /// Prepares the search for one shape.
  ///
  /// @param planes images times channels
  /// @param in spatial sizes, one to three axes
  /// @param kernel window sizes
  /// @param stride steps between windows
  /// @param padLow padding in front of each axis
  /// @param dilation steps between elements of a window
  /// @param out spatial sizes of the result
  /// @throws IllegalArgumentException if a window lies entirely in the padding
  public static Pool of(
      int planes, int[] in, int[] kernel, int[] stride, int[] padLow, int[] dilation, int[] out) {
    Pool pool = new Pool(planes, in, kernel, stride, padLow, dilation, out);
    if (planes > 0 && ConvShape.product(out) > 0) {
      pool.findTaps();
    }
    return pool;
  }

  private void findTaps() {
    for (int a = 0; a < 3; a++) {
      first[a] = new int[out[a]];
      end[a] = new int[out[a]];
      for (int o = 0; o < out[a]; o++) {
        int zero = o * stride[a] - padLow[a];
        first[a][o] = Math.max(0, Math.ceilDiv(-zero, dilation[a]));
        end[a][o] = Math.min(kernel[a], Math.floorDiv(in[a] - 1 - zero, dilation[a]) + 1);
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
  }

  /// For each window the flat index within its plane of the first largest element.
  ///
  /// NaN is larger than everything; padding is never chosen.
  ///
  /// @param x values of shape `[planes, in...]`, `float[]` or `double[]`
  /// @param places receives the indices, shape `[planes, out...]`
  public void argMax(Object x, int[] places) {
    if (planes == 0 || ConvShape.product(out) == 0) {
      return;
    }
    boolean vectors =
        mayUseVectors && (fours ? FOURS : TAPS).ready((long) places.length * offsets.length);
    int tasks = Math.ceilDiv(planes, planesAtOnce);
    if (tasks == 1) {
      run(x, 0, planes, places, vectors);
    } else {
      Workers.parallelFor(
          tasks,
          t -> run(x, t * planesAtOnce, Math.min(planes, (t + 1) * planesAtOnce), places, vectors));
    }
  }

  private void run(Object x, int from, int to, int[] places, boolean vectors) {
    int[] taps = new int[vectors ? in[2] + padLow[2] : 0];
    int at = from * out[0] * out[1] * out[2];
    for (int plane = from; plane < to; plane++) {
      int base = plane * in[0] * in[1] * in[2];
      for (int d = 0; d < out[0]; d++) {
        for (int h = 0; h < out[1]; h++, at += out[2]) {
          if (x instanceof float[] f) {
            row(f, base, d, h, places, at, taps, vectors);
          } else {
            row((double[]) x, base, d, h, places, at);
          }
        }
      }
    }
  }

  /// A line of windows of `size` by `size`.
  private static Race race(int size, int operations) {
    int steps = 32;
    int most = steps * VectorSupport.lanes();
    float[] x = new float[size * (most + size)];
    int[] places = new int[most];
    Pool[] pools = new Pool[steps + 1];
    for (int n = 1; n <= steps; n++) {
      int[] kernel = {size, size};
      int[] in = {size, n * VectorSupport.lanes()};
      int[] out = {1, (in[1] - size) / size + 1};
      pools[n] = Pool.of(1, in, kernel, kernel, new int[2], new int[] {1, 1}, out);
    }
    return new Race(
        n -> pools[n].run(x, 0, 1, places, true),
        n -> pools[n].run(x, 0, 1, places, false),
        steps,
        steps * operations);
  }

  /// One row of windows without a branch on the data: the larger of two elements is the larger of
  /// two whole numbers that hold the element's rank above and, for equal elements, the earlier tap
  /// below.
  private void row(
      float[] x, int base, int d, int h, int[] places, int at, int[] taps, boolean vectors) {
    int zero =
        ((d * stride[0] - padLow[0]) * in[1] + h * stride[1] - padLow[1]) * in[2] - padLow[2];
    boolean whole = first[1][h] == 0 && end[1][h] == kernel[1];
    boolean inside =
        first[0][d] == 0 && end[0][d] == kernel[0] && (whole || vectors && kernel[0] == 1);
    int firstTap = whole ? 0 : first[1][h] * kernel[2];
    int endTap = whole ? offsets.length : end[1][h] * kernel[2];
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
      if (vectors && fours && whole) {
        int place = zero + from * stride[2] + offsets[0];
        PoolVector.fours(
            x, base + place, offsets[2] - offsets[0], place, places, at + from, to - from);
      } else if (vectors && to > from) {
        int span = (to - from - 1) * stride[2] + 1;
        int place = zero + from * stride[2];
        PoolVector.taps(x, base + place, offsets, firstTap, endTap, span, taps);
        for (int w = from; w < to; w++, place += stride[2]) {
          places[at + w] = place + offsets[taps[(w - from) * stride[2]]];
        }
      } else if (offsets.length == 4) {
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
        ofMany(x, base, zero + from * stride[2], stride[2], offsets, places, at + from, to - from);
      }
    }
    for (int w = 0; w < out[2]; w++, zero += stride[2]) {
      if (w >= from && w < to) {
        continue;
      }
      long best = Long.MIN_VALUE;
      for (int i = first[0][d]; i < end[0][d]; i++) {
        for (int j = first[1][h]; j < end[1][h]; j++) {
          int line = (i * kernel[1] + j) * kernel[2];
          best = rank(x, base + zero, offsets, line + first[2][w], line + end[2][w], best);
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
