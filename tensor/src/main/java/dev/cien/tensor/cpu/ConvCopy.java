package dev.cien.tensor.cpu;

import java.util.Arrays;

/// Moves pixels between images and the packed planes of a strip; the same code for float and double
/// arrays.
final class ConvCopy {
  private ConvCopy() {}

  /// Copies channels `[channel, channel + channels)` of a strip of images into planes, borders
  /// zero.
  static void pack(
      ConvStrips s,
      int strip,
      ConvPixels pixels,
      Object src,
      int channel,
      int channels,
      Object planes) {
    ConvGrid g = s.grid;
    int[] step = g.srcStep;
    int images = s.imagesOf(strip);
    int pixel = pixels.pixelStep();
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
      for (int c = 0; c < channels; c++) {
        int base = (c * g.residues.length + p) * s.plane;
        int written = base;
        for (int b = 0; b < images && !empty; b++) {
          for (int d = from[0]; d < to[0]; d++) {
            int start =
                pixels.at(
                    n0 + b,
                    channel + c,
                    zero[0] + d * step[0],
                    zero[1] + from[1] * step[1],
                    zero[2] + from[2] * step[2]);
            int at = base + s.position(b, d, from[1], from[2]);
            clear(planes, written, at);
            written =
                rows(
                    src,
                    start,
                    step[1] * g.src[2] * pixel,
                    step[2] * pixel,
                    planes,
                    at,
                    s.pitch[2],
                    1,
                    to[1] - from[1],
                    to[2] - from[2],
                    true);
          }
        }
        clear(planes, written, base + s.plane);
      }
    }
  }

  /// Writes rows of results, `pitch` apart, into channels `[channel, channel + channels)` of the
  /// destination.
  static void unpack(
      ConvStrips s,
      int strip,
      ConvGrid.Pass pass,
      Object rows,
      int pitch,
      ConvPixels pixels,
      Object dst,
      int channel,
      int channels) {
    ConvGrid g = s.grid;
    int[] step = g.dstStep;
    int pixel = pixels.pixelStep();
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
    for (int c = 0; c < channels; c++) {
      for (int b = 0; b < s.imagesOf(strip); b++) {
        for (int d = from[0]; d < to[0]; d++) {
          int start =
              pixels.at(
                  n0 + b,
                  channel + c,
                  zero[0] + d * step[0],
                  zero[1] + from[1] * step[1],
                  zero[2] + from[2] * step[2]);
          rows(
              rows,
              c * pitch + s.position(b, d, from[1], from[2]),
              s.pitch[2],
              1,
              dst,
              start,
              step[1] * g.dst[2] * pixel,
              step[2] * pixel,
              to[1] - from[1],
              to[2] - from[2],
              false);
        }
      }
    }
  }

  /// Copies channels of a tensor that lies on the output grid into rows `pitch` apart, zero between
  /// its pixels.
  static void packOutput(
      ConvStrips s,
      int strip,
      ConvPixels pixels,
      Object dy,
      int channel,
      int channels,
      Object rows,
      int pitch) {
    int width = s.grid.span[2];
    int pixel = pixels.pixelStep();
    for (int c = 0; c < channels; c++) {
      int written = c * pitch;
      for (int b = 0; b < s.imagesOf(strip); b++) {
        for (int d = 0; d < s.length(strip, 0); d++) {
          int start =
              pixels.at(
                  s.firstImage(strip) + b,
                  channel + c,
                  s.low(strip, 0) + d,
                  s.low(strip, 1),
                  s.low(strip, 2));
          int at = c * pitch + s.position(b, d, 0, 0);
          clear(rows, written, at);
          written =
              rows(
                  dy,
                  start,
                  width * pixel,
                  pixel,
                  rows,
                  at,
                  s.pitch[2],
                  1,
                  s.length(strip, 1),
                  s.length(strip, 2),
                  true);
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

  /// Copies a rectangle of `count` rows; returns one past the last element written.
  ///
  /// @param clear whether to set the elements between the rows of the destination to zero
  private static int rows(
      Object src,
      int from,
      int srcPitch,
      int srcStep,
      Object dst,
      int to,
      int dstPitch,
      int dstStep,
      int count,
      int width,
      boolean clear) {
    int end = to + (count - 1) * dstPitch + width;
    if (srcStep == 1 && dstStep == 1 && srcPitch == width && dstPitch == width) {
      System.arraycopy(src, from, dst, to, count * width);
    } else if (src instanceof float[] x) {
      rows(x, from, srcPitch, srcStep, (float[]) dst, to, dstPitch, dstStep, count, width, clear);
    } else {
      rows(
          (double[]) src,
          from,
          srcPitch,
          srcStep,
          (double[]) dst,
          to,
          dstPitch,
          dstStep,
          count,
          width,
          clear);
    }
    return end;
  }

  private static void rows(
      float[] src,
      int from,
      int srcPitch,
      int srcStep,
      float[] dst,
      int to,
      int dstPitch,
      int dstStep,
      int count,
      int width,
      boolean clear) {
    for (int r = 0; r < count; r++) {
      int a = from + r * srcPitch;
      int b = to + r * dstPitch;
      if (srcStep == 1 && dstStep == 1) {
        System.arraycopy(src, a, dst, b, width);
      } else {
        for (int i = 0; i < width; i++) {
          dst[b + i * dstStep] = src[a + i * srcStep];
        }
      }
      if (clear && r < count - 1) {
        for (int i = b + width; i < b + dstPitch; i++) {
          dst[i] = 0;
        }
      }
    }
  }

  private static void rows(
      double[] src,
      int from,
      int srcPitch,
      int srcStep,
      double[] dst,
      int to,
      int dstPitch,
      int dstStep,
      int count,
      int width,
      boolean clear) {
    for (int r = 0; r < count; r++) {
      int a = from + r * srcPitch;
      int b = to + r * dstPitch;
      if (srcStep == 1 && dstStep == 1) {
        System.arraycopy(src, a, dst, b, width);
      } else {
        for (int i = 0; i < width; i++) {
          dst[b + i * dstStep] = src[a + i * srcStep];
        }
      }
      if (clear && r < count - 1) {
        for (int i = b + width; i < b + dstPitch; i++) {
          dst[i] = 0;
        }
      }
    }
  }
}
