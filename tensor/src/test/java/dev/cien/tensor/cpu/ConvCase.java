package dev.cien.tensor.cpu;

import dev.cien.tensor.DType;
import java.util.Arrays;
import java.util.Random;

/// A convolution with random values, its definition written out as loops, and its float results.
record ConvCase(String name, ConvShape shape, double[] x, double[] w, double[] dy) {
  record Results(double[] y, double[] dx, double[] dw) {}

  ConvCase(String name, ConvShape shape) {
    this(
        name,
        shape,
        values(1, shape.inputLength()),
        values(2, shape.weightLength()),
        values(3, shape.outputLength()));
  }

  static ConvCase random(Random r) {
    int rank = 1 + r.nextInt(3);
    int groups = r.nextInt(3) == 0 ? 1 + r.nextInt(4) : 1;
    int[][] sizes = new int[6][rank];
    for (int a = 0; a < rank; a++) {
      sizes[0][a] = 1 + r.nextInt(rank == 3 ? 7 : rank == 2 ? 18 : 300);
      sizes[1][a] = 1 + r.nextInt(4);
      sizes[2][a] = 1 + r.nextInt(3);
      sizes[3][a] = r.nextInt(5) - 1;
      sizes[4][a] = r.nextInt(5) - 1;
      sizes[5][a] = 1 + r.nextInt(3);
    }
    int c = groups * (1 + r.nextInt(9));
    int k = groups * (1 + r.nextInt(19));
    return new ConvCase(
        "random",
        ConvShape.of(
            1 + r.nextInt(3),
            c,
            k,
            groups,
            sizes[0],
            sizes[1],
            sizes[2],
            sizes[3],
            sizes[4],
            sizes[5]));
  }

  /// Results of all three passes with both images in one layout, written over arrays full of NaN
  /// and brought back to channels-first.
  float[][] floats(boolean vectors, ConvLayout layout) {
    float[][] results = {
      new float[shape.outputLength()],
      new float[shape.inputLength()],
      new float[shape.weightLength()]
    };
    for (float[] each : results) {
      Arrays.fill(each, Float.NaN);
    }
    DType type = DType.FLOAT32;
    int in = ConvShape.product(shape.in());
    int out = ConvShape.product(shape.out());
    boolean last = layout == ConvLayout.CHANNELS_LAST;
    float[] a = last ? swapped(narrow(x), shape.c(), in) : narrow(x);
    float[] b = last ? swapped(narrow(dy), shape.k(), out) : narrow(dy);
    ConvPlan.forward(shape, type, layout, layout).run(a, narrow(w), results[0], vectors);
    ConvPlan.inputGradient(shape, type, layout, layout).run(b, narrow(w), results[1], vectors);
    ConvPlan.weightGradient(shape, type, layout, layout).run(a, b, results[2], vectors);
    if (last) {
      results[0] = swapped(results[0], out, shape.k());
      results[1] = swapped(results[1], in, shape.c());
    }
    return results;
  }

  float[][] floats(boolean vectors) {
    return floats(vectors, ConvLayout.CHANNELS_FIRST);
  }

  /// Each image of `rows` × `cols` elements transposed.
  private static float[] swapped(float[] images, int rows, int cols) {
    float[] to = new float[images.length];
    int size = rows * cols;
    for (int i = 0; i < images.length; i++) {
      int at = i % size;
      to[i - at + at % cols * rows + at / cols] = images[i];
    }
    return to;
  }

  Results naive() {
    int[] in = ConvShape.three(shape.in(), 1);
    int[] kernel = ConvShape.three(shape.kernel(), 1);
    int[] out = ConvShape.three(shape.out(), 1);
    int[] stride = ConvShape.three(shape.stride(), 1);
    int[] pad = ConvShape.three(shape.padLow(), 0);
    int[] dilation = ConvShape.three(shape.dilation(), 1);
    int taps = ConvShape.product(kernel);
    int pixels = ConvShape.product(out);
    int channels = shape.c() / shape.groups();
    int perGroup = Math.max(1, shape.k() / shape.groups());
    Results r = new Results(new double[dy.length], new double[x.length], new double[w.length]);
    for (int yAt = 0; yAt < dy.length; yAt++) {
      int p = yAt % pixels;
      int k = yAt / pixels % shape.k();
      int n = yAt / pixels / shape.k();
      for (int t = 0; t < taps; t++) {
        int d =
            p / (out[1] * out[2]) * stride[0] + t / (kernel[1] * kernel[2]) * dilation[0] - pad[0];
        int h = p / out[2] % out[1] * stride[1] + t / kernel[2] % kernel[1] * dilation[1] - pad[1];
        int v = p % out[2] * stride[2] + t % kernel[2] * dilation[2] - pad[2];
        if (d < 0 || d >= in[0] || h < 0 || h >= in[1] || v < 0 || v >= in[2]) {
          continue;
        }
        for (int i = 0; i < channels; i++) {
          int xAt =
              (((n * shape.c() + k / perGroup * channels + i) * in[0] + d) * in[1] + h) * in[2] + v;
          int wAt = (k * channels + i) * taps + t;
          r.y[yAt] += x[xAt] * w[wAt];
          r.dx[xAt] += dy[yAt] * w[wAt];
          r.dw[wAt] += dy[yAt] * x[xAt];
        }
      }
    }
    return r;
  }

  static float[] narrow(double[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }

  /// Values that a float holds exactly, so that both precisions start from the same numbers.
  private static double[] values(long seed, int length) {
    Random random = new Random(seed);
    double[] out = new double[length];
    Arrays.setAll(out, i -> (float) random.nextGaussian());
    return out;
  }

  @Override
  public String toString() {
    return name
        + " n="
        + shape.n()
        + " c="
        + shape.c()
        + " k="
        + shape.k()
        + " groups="
        + shape.groups()
        + " in="
        + Arrays.toString(shape.in())
        + " kernel="
        + Arrays.toString(shape.kernel())
        + " stride="
        + Arrays.toString(shape.stride())
        + " pad="
        + Arrays.toString(shape.padLow())
        + Arrays.toString(shape.padHigh())
        + " dilation="
        + Arrays.toString(shape.dilation());
  }
}
