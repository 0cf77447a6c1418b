package dev.cien.tensor.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Float inner loops with the Vector API.
///
/// Accumulators stay in registers over all taps: 8 channels × 2 vectors of pixels where the machine
/// has 32 registers, 4 × 2 where it may have 16. Each method touches few arrays and calls nothing
/// that takes vectors, because C2 boxes vectors at every call that it does not inline.
///
/// What a loop carried is checked against its species before it is stored: that costs nothing and
/// tells C2 the class, which else only a profile could tell (`docs/adr/0002`).
final class ConvVector implements ConvArithmetic {
  private static final VectorSpecies<Float> S = ConvVectorLines.S;
  private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;
  private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;
  private static final int L = S.length();
  private static final boolean MANY_REGISTERS = L == LANES;

  /// Weights of one block of channels that are used at a time; they share the first-level cache
  /// with the pixels.
  private static final int TAPS_AT_ONCE = 384;

  private final ConvScalar scalar = new ConvScalar();

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
    float[] sums = (float[]) out;
    int end = first + positions;
    for (int from = 0; from < offset.length; from += TAPS_AT_ONCE) {
      int to = Math.min(offset.length, from + TAPS_AT_ONCE);
      int at = weightAt + from * ROWS;
      if (rows < MANY) {
        for (int j = 0; j < rows; j++) {
          int q = first;
          for (; q + 8 * L <= end; q += 8 * L) {
            tile1x8(pixels, q, offset, from, to, weights, at + j, sums, j * pitch + q);
          }
          for (; q < end; q += 2 * L) {
            tile1x2(pixels, q, offset, from, to, weights, at + j, sums, j * pitch + q);
          }
        }
      } else if (MANY_REGISTERS) {
        for (int q = first; q < end; q += 2 * L) {
          tile8x2(pixels, q, offset, from, to, weights, at, sums, q, pitch);
        }
      } else {
        for (int j = 0; j < rows; j += 4) {
          for (int q = first; q < end; q += 2 * L) {
            tile4x2(pixels, q, offset, from, to, weights, at + j, sums, j * pitch + q, pitch);
          }
        }
      }
    }
  }

  private static void tile8x2(
      float[] x,
      int q,
      int[] offset,
      int from,
      int to,
      float[] w,
      int weightAt,
      float[] out,
      int outAt,
      int pitch) {
    int r1 = outAt + pitch;
    int r2 = r1 + pitch;
    int r3 = r2 + pitch;
    int r4 = r3 + pitch;
    int r5 = r4 + pitch;
    int r6 = r5 + pitch;
    int r7 = r6 + pitch;
    FloatVector a0 = FloatVector.fromArray(S, out, outAt);
    FloatVector b0 = FloatVector.fromArray(S, out, outAt + L);
    FloatVector a1 = FloatVector.fromArray(S, out, r1);
    FloatVector b1 = FloatVector.fromArray(S, out, r1 + L);
    FloatVector a2 = FloatVector.fromArray(S, out, r2);
    FloatVector b2 = FloatVector.fromArray(S, out, r2 + L);
    FloatVector a3 = FloatVector.fromArray(S, out, r3);
    FloatVector b3 = FloatVector.fromArray(S, out, r3 + L);
    FloatVector a4 = FloatVector.fromArray(S, out, r4);
    FloatVector b4 = FloatVector.fromArray(S, out, r4 + L);
    FloatVector a5 = FloatVector.fromArray(S, out, r5);
    FloatVector b5 = FloatVector.fromArray(S, out, r5 + L);
    FloatVector a6 = FloatVector.fromArray(S, out, r6);
    FloatVector b6 = FloatVector.fromArray(S, out, r6 + L);
    FloatVector a7 = FloatVector.fromArray(S, out, r7);
    FloatVector b7 = FloatVector.fromArray(S, out, r7 + L);
    int i = weightAt;
    for (int t = from; t < to; t++, i += ROWS) {
      int o = offset[t] + q;
      FloatVector x0 = FloatVector.fromArray(S, x, o);
      FloatVector x1 = FloatVector.fromArray(S, x, o + L);
      FloatVector v0 = FloatVector.broadcast(S, w[i]);
      a0 = v0.fma(x0, a0);
      b0 = v0.fma(x1, b0);
      FloatVector v1 = FloatVector.broadcast(S, w[i + 1]);
      a1 = v1.fma(x0, a1);
      b1 = v1.fma(x1, b1);
      FloatVector v2 = FloatVector.broadcast(S, w[i + 2]);
      a2 = v2.fma(x0, a2);
      b2 = v2.fma(x1, b2);
      FloatVector v3 = FloatVector.broadcast(S, w[i + 3]);
      a3 = v3.fma(x0, a3);
      b3 = v3.fma(x1, b3);
      FloatVector v4 = FloatVector.broadcast(S, w[i + 4]);
      a4 = v4.fma(x0, a4);
      b4 = v4.fma(x1, b4);
      FloatVector v5 = FloatVector.broadcast(S, w[i + 5]);
      a5 = v5.fma(x0, a5);
      b5 = v5.fma(x1, b5);
      FloatVector v6 = FloatVector.broadcast(S, w[i + 6]);
      a6 = v6.fma(x0, a6);
      b6 = v6.fma(x1, b6);
      FloatVector v7 = FloatVector.broadcast(S, w[i + 7]);
      a7 = v7.fma(x0, a7);
      b7 = v7.fma(x1, b7);
    }
    ((FloatVector) a0.check(S)).intoArray(out, outAt);
    ((FloatVector) b0.check(S)).intoArray(out, outAt + L);
    ((FloatVector) a1.check(S)).intoArray(out, r1);
    ((FloatVector) b1.check(S)).intoArray(out, r1 + L);
    ((FloatVector) a2.check(S)).intoArray(out, r2);
    ((FloatVector) b2.check(S)).intoArray(out, r2 + L);
    ((FloatVector) a3.check(S)).intoArray(out, r3);
    ((FloatVector) b3.check(S)).intoArray(out, r3 + L);
    ((FloatVector) a4.check(S)).intoArray(out, r4);
    ((FloatVector) b4.check(S)).intoArray(out, r4 + L);
    ((FloatVector) a5.check(S)).intoArray(out, r5);
    ((FloatVector) b5.check(S)).intoArray(out, r5 + L);
    ((FloatVector) a6.check(S)).intoArray(out, r6);
    ((FloatVector) b6.check(S)).intoArray(out, r6 + L);
    ((FloatVector) a7.check(S)).intoArray(out, r7);
    ((FloatVector) b7.check(S)).intoArray(out, r7 + L);
  }

  private static void tile4x2(
      float[] x,
      int q,
      int[] offset,
      int from,
      int to,
      float[] w,
      int weightAt,
      float[] out,
      int outAt,
      int pitch) {
    int r1 = outAt + pitch;
    int r2 = r1 + pitch;
    int r3 = r2 + pitch;
    FloatVector a0 = FloatVector.fromArray(S, out, outAt);
    FloatVector b0 = FloatVector.fromArray(S, out, outAt + L);
    FloatVector a1 = FloatVector.fromArray(S, out, r1);
    FloatVector b1 = FloatVector.fromArray(S, out, r1 + L);
    FloatVector a2 = FloatVector.fromArray(S, out, r2);
    FloatVector b2 = FloatVector.fromArray(S, out, r2 + L);
    FloatVector a3 = FloatVector.fromArray(S, out, r3);
    FloatVector b3 = FloatVector.fromArray(S, out, r3 + L);
    int i = weightAt;
    for (int t = from; t < to; t++, i += ROWS) {
      int o = offset[t] + q;
      FloatVector x0 = FloatVector.fromArray(S, x, o);
      FloatVector x1 = FloatVector.fromArray(S, x, o + L);
      FloatVector v0 = FloatVector.broadcast(S, w[i]);
      a0 = v0.fma(x0, a0);
      b0 = v0.fma(x1, b0);
      FloatVector v1 = FloatVector.broadcast(S, w[i + 1]);
      a1 = v1.fma(x0, a1);
      b1 = v1.fma(x1, b1);
      FloatVector v2 = FloatVector.broadcast(S, w[i + 2]);
      a2 = v2.fma(x0, a2);
      b2 = v2.fma(x1, b2);
      FloatVector v3 = FloatVector.broadcast(S, w[i + 3]);
      a3 = v3.fma(x0, a3);
      b3 = v3.fma(x1, b3);
    }
    ((FloatVector) a0.check(S)).intoArray(out, outAt);
    ((FloatVector) b0.check(S)).intoArray(out, outAt + L);
    ((FloatVector) a1.check(S)).intoArray(out, r1);
    ((FloatVector) b1.check(S)).intoArray(out, r1 + L);
    ((FloatVector) a2.check(S)).intoArray(out, r2);
    ((FloatVector) b2.check(S)).intoArray(out, r2 + L);
    ((FloatVector) a3.check(S)).intoArray(out, r3);
    ((FloatVector) b3.check(S)).intoArray(out, r3 + L);
  }

  private static void tile1x8(
      float[] x,
      int q,
      int[] offset,
      int from,
      int to,
      float[] w,
      int weightAt,
      float[] out,
      int outAt) {
    FloatVector a0 = FloatVector.fromArray(S, out, outAt);
    FloatVector a1 = FloatVector.fromArray(S, out, outAt + L);
    FloatVector a2 = FloatVector.fromArray(S, out, outAt + 2 * L);
    FloatVector a3 = FloatVector.fromArray(S, out, outAt + 3 * L);
    FloatVector a4 = FloatVector.fromArray(S, out, outAt + 4 * L);
    FloatVector a5 = FloatVector.fromArray(S, out, outAt + 5 * L);
    FloatVector a6 = FloatVector.fromArray(S, out, outAt + 6 * L);
    FloatVector a7 = FloatVector.fromArray(S, out, outAt + 7 * L);
    int i = weightAt;
    for (int t = from; t < to; t++, i += ROWS) {
      int o = offset[t] + q;
      FloatVector v = FloatVector.broadcast(S, w[i]);
      a0 = v.fma(FloatVector.fromArray(S, x, o), a0);
      a1 = v.fma(FloatVector.fromArray(S, x, o + L), a1);
      a2 = v.fma(FloatVector.fromArray(S, x, o + 2 * L), a2);
      a3 = v.fma(FloatVector.fromArray(S, x, o + 3 * L), a3);
      a4 = v.fma(FloatVector.fromArray(S, x, o + 4 * L), a4);
      a5 = v.fma(FloatVector.fromArray(S, x, o + 5 * L), a5);
      a6 = v.fma(FloatVector.fromArray(S, x, o + 6 * L), a6);
      a7 = v.fma(FloatVector.fromArray(S, x, o + 7 * L), a7);
    }
    ((FloatVector) a0.check(S)).intoArray(out, outAt);
    ((FloatVector) a1.check(S)).intoArray(out, outAt + L);
    ((FloatVector) a2.check(S)).intoArray(out, outAt + 2 * L);
    ((FloatVector) a3.check(S)).intoArray(out, outAt + 3 * L);
    ((FloatVector) a4.check(S)).intoArray(out, outAt + 4 * L);
    ((FloatVector) a5.check(S)).intoArray(out, outAt + 5 * L);
    ((FloatVector) a6.check(S)).intoArray(out, outAt + 6 * L);
    ((FloatVector) a7.check(S)).intoArray(out, outAt + 7 * L);
  }

  private static void tile1x2(
      float[] x,
      int q,
      int[] offset,
      int from,
      int to,
      float[] w,
      int weightAt,
      float[] out,
      int outAt) {
    FloatVector a0 = FloatVector.fromArray(S, out, outAt);
    FloatVector a1 = FloatVector.fromArray(S, out, outAt + L);
    int i = weightAt;
    for (int t = from; t < to; t++, i += ROWS) {
      int o = offset[t] + q;
      FloatVector v = FloatVector.broadcast(S, w[i]);
      a0 = v.fma(FloatVector.fromArray(S, x, o), a0);
      a1 = v.fma(FloatVector.fromArray(S, x, o + L), a1);
    }
    ((FloatVector) a0.check(S)).intoArray(out, outAt);
    ((FloatVector) a1.check(S)).intoArray(out, outAt + L);
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
    float[] tile = (float[]) lanes;
    int last = offset.length - 1;
    int o0 = offset[from];
    int o1 = offset[Math.min(from + 1, last)];
    int o2 = offset[Math.min(from + 2, last)];
    int o3 = offset[Math.min(from + 3, last)];
    int o4 = offset[Math.min(from + 4, last)];
    int o5 = offset[Math.min(from + 5, last)];
    float[] a = (float[]) dy;
    float[] b = (float[]) x;
    if (MANY_REGISTERS) {
      correlate4x6(a, dyAt, pitch, b, o0, o1, o2, o3, o4, o5, positions, tile);
    } else {
      for (int lane = 0; lane < LANES; lane += L) {
        for (int j = 0; j < CHANNELS; j++) {
          int row = dyAt + j * pitch;
          correlate1x6(
              a,
              row + lane,
              b,
              o0 + lane,
              o1 + lane,
              o2 + lane,
              o3 + lane,
              o4 + lane,
              o5 + lane,
              positions,
              tile,
              j * TAPS * LANES + lane);
        }
      }
    }
    fold(tile, (float[]) sum);
  }

  private static void correlate4x6(
      float[] dy,
      int dyAt,
      int pitch,
      float[] x,
      int o0,
      int o1,
      int o2,
      int o3,
      int o4,
      int o5,
      int positions,
      float[] tile) {
    int r1 = dyAt + pitch;
    int r2 = r1 + pitch;
    int r3 = r2 + pitch;
    FloatVector a0 = FloatVector.zero(S);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector a5 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    FloatVector b4 = a0;
    FloatVector b5 = a0;
    FloatVector c0 = a0;
    FloatVector c1 = a0;
    FloatVector c2 = a0;
    FloatVector c3 = a0;
    FloatVector c4 = a0;
    FloatVector c5 = a0;
    FloatVector d0 = a0;
    FloatVector d1 = a0;
    FloatVector d2 = a0;
    FloatVector d3 = a0;
    FloatVector d4 = a0;
    FloatVector d5 = a0;
    for (int q = 0; q < positions; q += LANES) {
      FloatVector ya = FloatVector.fromArray(S, dy, dyAt + q);
      FloatVector yb = FloatVector.fromArray(S, dy, r1 + q);
      FloatVector yc = FloatVector.fromArray(S, dy, r2 + q);
      FloatVector yd = FloatVector.fromArray(S, dy, r3 + q);
      FloatVector v = FloatVector.fromArray(S, x, o0 + q);
      a0 = v.fma(ya, a0);
      b0 = v.fma(yb, b0);
      c0 = v.fma(yc, c0);
      d0 = v.fma(yd, d0);
      v = FloatVector.fromArray(S, x, o1 + q);
      a1 = v.fma(ya, a1);
      b1 = v.fma(yb, b1);
      c1 = v.fma(yc, c1);
      d1 = v.fma(yd, d1);
      v = FloatVector.fromArray(S, x, o2 + q);
      a2 = v.fma(ya, a2);
      b2 = v.fma(yb, b2);
      c2 = v.fma(yc, c2);
      d2 = v.fma(yd, d2);
      v = FloatVector.fromArray(S, x, o3 + q);
      a3 = v.fma(ya, a3);
      b3 = v.fma(yb, b3);
      c3 = v.fma(yc, c3);
      d3 = v.fma(yd, d3);
      v = FloatVector.fromArray(S, x, o4 + q);
      a4 = v.fma(ya, a4);
      b4 = v.fma(yb, b4);
      c4 = v.fma(yc, c4);
      d4 = v.fma(yd, d4);
      v = FloatVector.fromArray(S, x, o5 + q);
      a5 = v.fma(ya, a5);
      b5 = v.fma(yb, b5);
      c5 = v.fma(yc, c5);
      d5 = v.fma(yd, d5);
    }
    ((FloatVector) a0.check(S)).intoArray(tile, 0);
    ((FloatVector) a1.check(S)).intoArray(tile, LANES);
    ((FloatVector) a2.check(S)).intoArray(tile, 2 * LANES);
    ((FloatVector) a3.check(S)).intoArray(tile, 3 * LANES);
    ((FloatVector) a4.check(S)).intoArray(tile, 4 * LANES);
    ((FloatVector) a5.check(S)).intoArray(tile, 5 * LANES);
    ((FloatVector) b0.check(S)).intoArray(tile, 6 * LANES);
    ((FloatVector) b1.check(S)).intoArray(tile, 7 * LANES);
    ((FloatVector) b2.check(S)).intoArray(tile, 8 * LANES);
    ((FloatVector) b3.check(S)).intoArray(tile, 9 * LANES);
    ((FloatVector) b4.check(S)).intoArray(tile, 10 * LANES);
    ((FloatVector) b5.check(S)).intoArray(tile, 11 * LANES);
    ((FloatVector) c0.check(S)).intoArray(tile, 12 * LANES);
    ((FloatVector) c1.check(S)).intoArray(tile, 13 * LANES);
    ((FloatVector) c2.check(S)).intoArray(tile, 14 * LANES);
    ((FloatVector) c3.check(S)).intoArray(tile, 15 * LANES);
    ((FloatVector) c4.check(S)).intoArray(tile, 16 * LANES);
    ((FloatVector) c5.check(S)).intoArray(tile, 17 * LANES);
    ((FloatVector) d0.check(S)).intoArray(tile, 18 * LANES);
    ((FloatVector) d1.check(S)).intoArray(tile, 19 * LANES);
    ((FloatVector) d2.check(S)).intoArray(tile, 20 * LANES);
    ((FloatVector) d3.check(S)).intoArray(tile, 21 * LANES);
    ((FloatVector) d4.check(S)).intoArray(tile, 22 * LANES);
    ((FloatVector) d5.check(S)).intoArray(tile, 23 * LANES);
  }

  /// One row of `dy` and a part of the 16 chains, for machines with short vectors.
  private static void correlate1x6(
      float[] dy,
      int row,
      float[] x,
      int o0,
      int o1,
      int o2,
      int o3,
      int o4,
      int o5,
      int positions,
      float[] tile,
      int tileAt) {
    FloatVector a0 = FloatVector.zero(S);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector a5 = a0;
    for (int q = 0; q < positions; q += LANES) {
      FloatVector y = FloatVector.fromArray(S, dy, row + q);
      a0 = y.fma(FloatVector.fromArray(S, x, o0 + q), a0);
      a1 = y.fma(FloatVector.fromArray(S, x, o1 + q), a1);
      a2 = y.fma(FloatVector.fromArray(S, x, o2 + q), a2);
      a3 = y.fma(FloatVector.fromArray(S, x, o3 + q), a3);
      a4 = y.fma(FloatVector.fromArray(S, x, o4 + q), a4);
      a5 = y.fma(FloatVector.fromArray(S, x, o5 + q), a5);
    }
    ((FloatVector) a0.check(S)).intoArray(tile, tileAt);
    ((FloatVector) a1.check(S)).intoArray(tile, tileAt + LANES);
    ((FloatVector) a2.check(S)).intoArray(tile, tileAt + 2 * LANES);
    ((FloatVector) a3.check(S)).intoArray(tile, tileAt + 3 * LANES);
    ((FloatVector) a4.check(S)).intoArray(tile, tileAt + 4 * LANES);
    ((FloatVector) a5.check(S)).intoArray(tile, tileAt + 5 * LANES);
  }

  /// Adds the 16 chains of each sum by halves: 8 + 8, 4 + 4, 2 + 2, 1 + 1.
  private static void fold(float[] tile, float[] sum) {
    if (L == 4) {
      for (int i = 0; i < CHANNELS * TAPS; i++) {
        for (int l = i * LANES; l < i * LANES + 8; l++) {
          tile[l] += tile[l + 8];
        }
        for (int l = i * LANES; l < i * LANES + 4; l++) {
          tile[l] += tile[l + 4];
        }
      }
    } else {
      for (int at = 0; at < CHANNELS * TAPS * LANES; at += LANES) {
        FloatVector half = FloatVector.fromArray(EIGHT, tile, at);
        half.add(FloatVector.fromArray(EIGHT, tile, at + 8)).intoArray(tile, at);
      }
      for (int at = 0; at < CHANNELS * TAPS * LANES; at += LANES) {
        FloatVector quarter = FloatVector.fromArray(FOUR, tile, at);
        quarter.add(FloatVector.fromArray(FOUR, tile, at + 4)).intoArray(tile, at);
      }
    }
    for (int i = 0; i < CHANNELS * TAPS; i++) {
      int at = i * LANES;
      sum[i] = (tile[at] + tile[at + 2]) + (tile[at + 1] + tile[at + 3]);
    }
  }

  @Override
  public void add(Object from, int fromAt, Object to, int at, int length) {
    scalar.add(from, fromAt, to, at, length);
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
    scalar.packWeights(w, start, rowStep, rows, channelStep, channels, taps, packed, at);
  }
}
