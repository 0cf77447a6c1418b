package dev.cien.tensor.cpu;

import static dev.cien.tensor.loop.FusedMultiplyAdd.fma;

/// Float inner loops without the Vector API: the twin of [ConvVector], and faster than it while the
/// JVM is cold.
final class ConvScalar implements ConvArithmetic {
  @Override
  public ConvScratch scratch() {
    return ConvScratch.FLOATS;
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
    float[] pixels = (float[]) x;
    float[] weights = (float[]) w;
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
            (float[]) out,
            to,
            positions);
      }
      for (; t < offset.length; t++) {
        axpy(
            pixels,
            first + offset[t],
            weights[weightAt + t * ROWS + j],
            (float[]) out,
            to,
            positions);
      }
    }
  }

  private static void axpy(float[] x, int o, float w, float[] out, int at, int length) {
    for (int q = 0; q < length; q++) {
      out[at + q] = fma(w, x[o + q], out[at + q]);
    }
  }

  private static void axpy4(
      float[] x,
      int o0,
      int o1,
      int o2,
      int o3,
      float w0,
      float w1,
      float w2,
      float w3,
      float[] out,
      int at,
      int length) {
    for (int q = 0; q < length; q++) {
      float sum = fma(w1, x[o1 + q], fma(w0, x[o0 + q], out[at + q]));
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
    float[] acc = (float[]) lanes;
    for (int j = 0; j < CHANNELS; j++) {
      for (int i = 0; i < TAPS; i++) {
        int o = offset[Math.min(from + i, offset.length - 1)];
        products((float[]) dy, dyAt + j * pitch, (float[]) x, o, positions, acc);
        for (int half = LANES / 2; half > 0; half /= 2) {
          for (int l = 0; l < half; l++) {
            acc[l] += acc[l + half];
          }
        }
        ((float[]) sum)[j * TAPS + i] = acc[0];
      }
    }
  }

  private static void products(float[] a, int aAt, float[] b, int bAt, int length, float[] acc) {
    for (int l = 0; l < LANES; l++) {
      acc[l] = 0f;
    }
    for (int q = 0; q < length; q += LANES) {
      for (int l = 0; l < LANES; l++) {
        acc[l] = fma(a[aAt + q + l], b[bAt + q + l], acc[l]);
      }
    }
  }

  @Override
  public void add(Object from, int fromAt, Object to, int at, int length) {
    float[] a = (float[]) from;
    float[] b = (float[]) to;
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
    float[] from = (float[]) w;
    float[] to = (float[]) packed;
    for (int j = 0; j < ROWS; j++) {
      for (int c = 0; c < channels; c++) {
        int first = start + j * rowStep + c * channelStep;
        for (int t = 0; t < taps.length; t++) {
          to[at + (t * channels + c) * ROWS + j] = j < rows ? from[first + taps[t]] : 0f;
        }
      }
    }
  }
}
