package dev.cien.tensor.cpu;

import static dev.cien.tensor.loop.FusedMultiplyAdd.fma;

/// Double inner loops, for checks of gradients and for reference values.
final class ConvDouble implements ConvArithmetic {
  @Override
  public ConvScratch scratch() {
    return ConvScratch.DOUBLES;
  }

  @Override
  public void accumulate(
      Object x,
      int[] offset,
      Object w,
      int weightAt,
      int rows,
      Object out,
      int pitch,
      int first,
      int positions) {
    double[] pixels = (double[]) x;
    double[] weights = (double[]) w;
    for (int j = 0; j < rows; j++) {
      int to = j * pitch + first;
      int t = 0;
      for (; t + 4 <= offset.length; t += 4) {
        int at = weightAt + t * ROWS + j;
        axpy4(
            pixels,
            first + offset[t],
            first + offset[t + 1],
            first + offset[t + 2],
            first + offset[t + 3],
            weights[at],
            weights[at + ROWS],
            weights[at + 2 * ROWS],
            weights[at + 3 * ROWS],
            (double[]) out,
            to,
            positions);
      }
      for (; t < offset.length; t++) {
        axpy(
            pixels,
            first + offset[t],
            weights[weightAt + t * ROWS + j],
            (double[]) out,
            to,
            positions);
      }
    }
  }

  private static void axpy(double[] x, int o, double w, double[] out, int at, int length) {
    for (int q = 0; q < length; q++) {
      out[at + q] = fma(w, x[o + q], out[at + q]);
    }
  }

  private static void axpy4(
      double[] x,
      int o0,
      int o1,
      int o2,
      int o3,
      double w0,
      double w1,
      double w2,
      double w3,
      double[] out,
      int at,
      int length) {
    for (int q = 0; q < length; q++) {
      double sum = fma(w1, x[o1 + q], fma(w0, x[o0 + q], out[at + q]));
      out[at + q] = fma(w3, x[o3 + q], fma(w2, x[o2 + q], sum));
    }
  }

  @Override
  public void correlate(
      Object dy,
      int dyAt,
      int pitch,
      Object x,
      int[] offset,
      int from,
      int positions,
      Object lanes,
      Object sum) {
    double[] acc = (double[]) lanes;
    for (int j = 0; j < CHANNELS; j++) {
      for (int i = 0; i < TAPS; i++) {
        int o = offset[Math.min(from + i, offset.length - 1)];
        products((double[]) dy, dyAt + j * pitch, (double[]) x, o, positions, acc);
        for (int half = LANES / 2; half > 0; half /= 2) {
          for (int l = 0; l < half; l++) {
            acc[l] += acc[l + half];
          }
        }
        ((double[]) sum)[j * TAPS + i] = acc[0];
      }
    }
  }

  private static void products(double[] a, int aAt, double[] b, int bAt, int length, double[] acc) {
    for (int l = 0; l < LANES; l++) {
      acc[l] = 0d;
    }
    for (int q = 0; q < length; q += LANES) {
      for (int l = 0; l < LANES; l++) {
        acc[l] = fma(a[aAt + q + l], b[bAt + q + l], acc[l]);
      }
    }
  }

  @Override
  public void add(Object from, int fromAt, Object to, int at, int length) {
    double[] a = (double[]) from;
    double[] b = (double[]) to;
    for (int i = 0; i < length; i++) {
      b[at + i] += a[fromAt + i];
    }
  }

  @Override
  public void packWeights(
      Object w,
      int start,
      int rowStep,
      int rows,
      int channelStep,
      int channels,
      int[] taps,
      Object packed,
      int at) {
    double[] from = (double[]) w;
    double[] to = (double[]) packed;
    for (int j = 0; j < ROWS; j++) {
      for (int c = 0; c < channels; c++) {
        int first = start + j * rowStep + c * channelStep;
        for (int t = 0; t < taps.length; t++) {
          to[at + (t * channels + c) * ROWS + j] = j < rows ? from[first + taps[t]] : 0d;
        }
      }
    }
  }
}
