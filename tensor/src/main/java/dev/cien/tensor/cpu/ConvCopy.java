package dev.cien.tensor.cpu;

import java.util.Arrays;

/// Moves pixels between images and the packed planes of a strip; the same code for float and double arrays.
final class ConvCopy {
  private ConvCopy() {}

  /// Copies channels `[channel, channel + channels)` (of `total` in `src`) of a strip into planes, borders zero.
  static void pack(ConvStrips s, int strip, Object src, int total, int channel, int channels, Object planes) {
    ConvGrid g = s.grid;
    int[] step = g.srcStep;
    int images = s.imagesOf(strip);
    int volume = g.src[0] * g.src[1] * g.src[2];
    int n0 = s.firstImage(strip);
    int[] zero = new int[3];
    int[] from = new int[3];
    int[] to = new int[3];
    for (int p = 0; p < g.residues.length; p++) {
      boolean empty = false;
      for (int a = 0; a < 3; a++) {
        zero[a] = g.srcStart[a] + g.residues[p][a] + s.low(strip, a) * step[a];
        from[a] = Math.max(0, Math.ceilDiv(-zero[a], step[a]));
        to[a] = Math.min(s.extent[a], Math.floorDiv(g.src[a] - 1 - zero[a], step[a]) + 1);
        empty |= from[a] >= to[a];
      }
      boolean wholeRows = step[2] == 1 && step[1] == 1 && s.extent[2] == g.src[2] && to[2] - from[2] == g.src[2];
      for (int c = 0; c < channels; c++) {
        int base = (c * g.residues.length + p) * s.plane;
        int written = base;
        for (int b = 0; b < images && !empty; b++) {
          int image = ((n0 + b) * total + channel + c) * volume;
          for (int d = from[0]; d < to[0]; d++) {
            int depth = image + (zero[0] + d * step[0]) * g.src[1] * g.src[2];
            if (wholeRows) {
              int at = base + s.position(b, d, from[1], 0);
              int length = (to[1] - from[1]) * g.src[2];
              clear(planes, written, at);
              System.arraycopy(src, depth + (zero[1] + from[1]) * g.src[2], planes, at, length);
              written = at + length;
              continue;
            }
            for (int h = from[1]; h < to[1]; h++) {
              int at = base + s.position(b, d, h, from[2]);
              int first = depth + (zero[1] + h * step[1]) * g.src[2] + zero[2] + from[2] * step[2];
              clear(planes, written, at);
              written = at + to[2] - from[2];
              gather(src, first, step[2], planes, at, to[2] - from[2]);
            }
          }
        }
        clear(planes, written, base + s.plane);
      }
    }
  }

  /// Writes rows of results, `pitch` apart, into channels `[channel, channel + channels)` of the destination.
  static void unpack(
      ConvStrips s, int strip, ConvGrid.Pass pass, Object rows, int pitch, Object dst, int total, int channel,
      int channels) {
    ConvGrid g = s.grid;
    int[] step = g.dstStep;
    int volume = g.dst[0] * g.dst[1] * g.dst[2];
    int n0 = s.firstImage(strip);
    int[] zero = new int[3];
    int[] from = new int[3];
    int[] to = new int[3];
    for (int a = 0; a < 3; a++) {
      zero[a] = pass.dstStart()[a] + s.low(strip, a) * step[a];
      from[a] = Math.max(0, Math.ceilDiv(-zero[a], step[a]));
      to[a] = Math.min(s.length(strip, a), Math.floorDiv(g.dst[a] - 1 - zero[a], step[a]) + 1);
      if (from[a] >= to[a]) {
        return;
      }
    }
    boolean wholeRows = step[2] == 1 && step[1] == 1 && s.extent[2] == g.dst[2] && to[2] - from[2] == g.dst[2];
    for (int c = 0; c < channels; c++) {
      for (int b = 0; b < s.imagesOf(strip); b++) {
        int image = ((n0 + b) * total + channel + c) * volume;
        for (int d = from[0]; d < to[0]; d++) {
          int depth = image + (zero[0] + d * step[0]) * g.dst[1] * g.dst[2];
          if (wholeRows) {
            int at = c * pitch + s.position(b, d, from[1], 0);
            System.arraycopy(rows, at, dst, depth + (zero[1] + from[1]) * g.dst[2], (to[1] - from[1]) * g.dst[2]);
            continue;
          }
          for (int h = from[1]; h < to[1]; h++) {
            int at = c * pitch + s.position(b, d, h, from[2]);
            int first = depth + (zero[1] + h * step[1]) * g.dst[2] + zero[2] + from[2] * step[2];
            scatter(rows, at, dst, first, step[2], to[2] - from[2]);
          }
        }
      }
    }
  }

  /// Copies channels of a tensor that lies on the output grid into rows `pitch` apart, zero between its pixels.
  static void packOutput(
      ConvStrips s, int strip, Object dy, int total, int channel, int channels, Object rows, int pitch) {
    int[] out = s.grid.span;
    int volume = out[0] * out[1] * out[2];
    int width = s.length(strip, 2);
    boolean wholeRows = s.extent[2] == out[2] && width == out[2];
    for (int c = 0; c < channels; c++) {
      int written = c * pitch;
      for (int b = 0; b < s.imagesOf(strip); b++) {
        int image = ((s.firstImage(strip) + b) * total + channel + c) * volume;
        for (int d = 0; d < s.length(strip, 0); d++) {
          int depth = image + (s.low(strip, 0) + d) * out[1] * out[2];
          int high = s.length(strip, 1);
          int length = wholeRows ? high * width : width;
          for (int h = 0; h < (wholeRows ? 1 : high); h++) {
            int at = c * pitch + s.position(b, d, h, 0);
            clear(rows, written, at);
            System.arraycopy(dy, depth + (s.low(strip, 1) + h) * out[2] + s.low(strip, 2), rows, at, length);
            written = at + length;
          }
        }
      }
      clear(rows, written, (c + 1) * pitch);
    }
  }

  /// Sets a range of a float or double array to zero.
  static void clear(Object array, int from, int to) {
    if (from >= to) {
      return;
    }
    if (array instanceof float[] f) {
      Arrays.fill(f, from, to, 0f);
    } else {
      Arrays.fill((double[]) array, from, to, 0d);
    }
  }

  private static void gather(Object src, int from, int step, Object dst, int to, int length) {
    if (step == 1) {
      System.arraycopy(src, from, dst, to, length);
    } else if (src instanceof float[] x) {
      float[] y = (float[]) dst;
      for (int i = 0; i < length; i++) {
        y[to + i] = x[from + i * step];
      }
    } else {
      double[] x = (double[]) src;
      double[] y = (double[]) dst;
      for (int i = 0; i < length; i++) {
        y[to + i] = x[from + i * step];
      }
    }
  }

  private static void scatter(Object src, int from, Object dst, int to, int step, int length) {
    if (step == 1) {
      System.arraycopy(src, from, dst, to, length);
    } else if (src instanceof float[] x) {
      float[] y = (float[]) dst;
      for (int i = 0; i < length; i++) {
        y[to + i * step] = x[from + i];
      }
    } else {
      double[] x = (double[]) src;
      double[] y = (double[]) dst;
      for (int i = 0; i < length; i++) {
        y[to + i * step] = x[from + i];
      }
    }
  }
}
