package dev.cien.tensor.cpu;

import jdk.incubator.vector.FloatVector;

/// The tiles of channels-last convolution with the Vector API.
///
/// Accumulators stay in registers over the whole depth: 8 rows × 2 vectors where the machine has 32
/// registers, 4 × 2 where it may have 16. Each method touches few arrays and calls nothing that
/// takes vectors, because C2 boxes vectors at every call that it does not inline.
///
/// What a loop carried is checked against its species before it is stored: that costs nothing and
/// tells C2 the class, which else only a profile could tell (`docs/adr/0002`).
final class ConvVectorTiles extends ConvVectorColumns {
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
    int last = row + rows - 1;
    for (int r = row, o = outAt; r <= last; r += ROWS, o += ROWS * outStep) {
      if (MANY_REGISTERS && lanes == 2 * LANES) {
        sum8x2(a, aAt, rowAt, r, last, runAt, from, to, run, b, bAt, bStep, out, o, outStep, add);
      } else if (MANY_REGISTERS) {
        sum8x1(a, aAt, rowAt, r, last, runAt, from, to, run, b, bAt, bStep, out, o, outStep, add);
      } else {
        int second = Math.min(r + HALF, last);
        int o2 = o + HALF * outStep;
        for (int j = 0; j < lanes; j += 2 * L) {
          int at = bAt + j;
          sum4x2(
              a, aAt, rowAt, r, last, runAt, from, to, run, b, at, bStep, out, o + j, outStep, add);
          sum4x2(
              a, aAt, rowAt, second, last, runAt, from, to, run, b, at, bStep, out, o2 + j, outStep,
              add);
        }
      }
    }
  }

  private static void sum8x2(
      float[] a,
      int aAt,
      int[] rowAt,
      int row,
      int last,
      int[] runAt,
      int from,
      int to,
      int run,
      float[] b,
      int bAt,
      int bStep,
      float[] out,
      int outAt,
      int outStep,
      boolean add) {
    int r0 = aAt + rowAt[row];
    int r1 = aAt + rowAt[Math.min(row + 1, last)];
    int r2 = aAt + rowAt[Math.min(row + 2, last)];
    int r3 = aAt + rowAt[Math.min(row + 3, last)];
    int r4 = aAt + rowAt[Math.min(row + 4, last)];
    int r5 = aAt + rowAt[Math.min(row + 5, last)];
    int r6 = aAt + rowAt[Math.min(row + 6, last)];
    int r7 = aAt + rowAt[Math.min(row + 7, last)];
    int o1 = outAt + outStep;
    int o2 = o1 + outStep;
    int o3 = o2 + outStep;
    int o4 = o3 + outStep;
    int o5 = o4 + outStep;
    int o6 = o5 + outStep;
    int o7 = o6 + outStep;
    FloatVector a0 = FloatVector.zero(S);
    FloatVector a1 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector c0 = a0;
    FloatVector c1 = a0;
    FloatVector d0 = a0;
    FloatVector d1 = a0;
    FloatVector e0 = a0;
    FloatVector e1 = a0;
    FloatVector f0 = a0;
    FloatVector f1 = a0;
    FloatVector g0 = a0;
    FloatVector g1 = a0;
    FloatVector h0 = a0;
    FloatVector h1 = a0;
    if (add) {
      a0 = FloatVector.fromArray(S, out, outAt);
      a1 = FloatVector.fromArray(S, out, outAt + L);
      b0 = FloatVector.fromArray(S, out, o1);
      b1 = FloatVector.fromArray(S, out, o1 + L);
      c0 = FloatVector.fromArray(S, out, o2);
      c1 = FloatVector.fromArray(S, out, o2 + L);
      d0 = FloatVector.fromArray(S, out, o3);
      d1 = FloatVector.fromArray(S, out, o3 + L);
      e0 = FloatVector.fromArray(S, out, o4);
      e1 = FloatVector.fromArray(S, out, o4 + L);
      f0 = FloatVector.fromArray(S, out, o5);
      f1 = FloatVector.fromArray(S, out, o5 + L);
      g0 = FloatVector.fromArray(S, out, o6);
      g1 = FloatVector.fromArray(S, out, o6 + L);
      h0 = FloatVector.fromArray(S, out, o7);
      h1 = FloatVector.fromArray(S, out, o7 + L);
    }
    int q = bAt;
    for (int t = from; t < to; t++) {
      int at = runAt[t];
      for (int d = 0; d < run; d++, q += bStep) {
        FloatVector w0 = FloatVector.fromArray(S, b, q);
        FloatVector w1 = FloatVector.fromArray(S, b, q + L);
        FloatVector x0 = FloatVector.broadcast(S, a[r0 + at + d]);
        a0 = x0.fma(w0, a0);
        a1 = x0.fma(w1, a1);
        FloatVector x1 = FloatVector.broadcast(S, a[r1 + at + d]);
        b0 = x1.fma(w0, b0);
        b1 = x1.fma(w1, b1);
        FloatVector x2 = FloatVector.broadcast(S, a[r2 + at + d]);
        c0 = x2.fma(w0, c0);
        c1 = x2.fma(w1, c1);
        FloatVector x3 = FloatVector.broadcast(S, a[r3 + at + d]);
        d0 = x3.fma(w0, d0);
        d1 = x3.fma(w1, d1);
        FloatVector x4 = FloatVector.broadcast(S, a[r4 + at + d]);
        e0 = x4.fma(w0, e0);
        e1 = x4.fma(w1, e1);
        FloatVector x5 = FloatVector.broadcast(S, a[r5 + at + d]);
        f0 = x5.fma(w0, f0);
        f1 = x5.fma(w1, f1);
        FloatVector x6 = FloatVector.broadcast(S, a[r6 + at + d]);
        g0 = x6.fma(w0, g0);
        g1 = x6.fma(w1, g1);
        FloatVector x7 = FloatVector.broadcast(S, a[r7 + at + d]);
        h0 = x7.fma(w0, h0);
        h1 = x7.fma(w1, h1);
      }
      a0 = (FloatVector) a0.check(S);
      a1 = (FloatVector) a1.check(S);
      b0 = (FloatVector) b0.check(S);
      b1 = (FloatVector) b1.check(S);
      c0 = (FloatVector) c0.check(S);
      c1 = (FloatVector) c1.check(S);
      d0 = (FloatVector) d0.check(S);
      d1 = (FloatVector) d1.check(S);
      e0 = (FloatVector) e0.check(S);
      e1 = (FloatVector) e1.check(S);
      f0 = (FloatVector) f0.check(S);
      f1 = (FloatVector) f1.check(S);
      g0 = (FloatVector) g0.check(S);
      g1 = (FloatVector) g1.check(S);
      h0 = (FloatVector) h0.check(S);
      h1 = (FloatVector) h1.check(S);
    }
    ((FloatVector) a0.check(S)).intoArray(out, outAt);
    ((FloatVector) a1.check(S)).intoArray(out, outAt + L);
    ((FloatVector) b0.check(S)).intoArray(out, o1);
    ((FloatVector) b1.check(S)).intoArray(out, o1 + L);
    ((FloatVector) c0.check(S)).intoArray(out, o2);
    ((FloatVector) c1.check(S)).intoArray(out, o2 + L);
    ((FloatVector) d0.check(S)).intoArray(out, o3);
    ((FloatVector) d1.check(S)).intoArray(out, o3 + L);
    ((FloatVector) e0.check(S)).intoArray(out, o4);
    ((FloatVector) e1.check(S)).intoArray(out, o4 + L);
    ((FloatVector) f0.check(S)).intoArray(out, o5);
    ((FloatVector) f1.check(S)).intoArray(out, o5 + L);
    ((FloatVector) g0.check(S)).intoArray(out, o6);
    ((FloatVector) g1.check(S)).intoArray(out, o6 + L);
    ((FloatVector) h0.check(S)).intoArray(out, o7);
    ((FloatVector) h1.check(S)).intoArray(out, o7 + L);
  }

  private static void sum8x1(
      float[] a,
      int aAt,
      int[] rowAt,
      int row,
      int last,
      int[] runAt,
      int from,
      int to,
      int run,
      float[] b,
      int bAt,
      int bStep,
      float[] out,
      int outAt,
      int outStep,
      boolean add) {
    int r0 = aAt + rowAt[row];
    int r1 = aAt + rowAt[Math.min(row + 1, last)];
    int r2 = aAt + rowAt[Math.min(row + 2, last)];
    int r3 = aAt + rowAt[Math.min(row + 3, last)];
    int r4 = aAt + rowAt[Math.min(row + 4, last)];
    int r5 = aAt + rowAt[Math.min(row + 5, last)];
    int r6 = aAt + rowAt[Math.min(row + 6, last)];
    int r7 = aAt + rowAt[Math.min(row + 7, last)];
    int o1 = outAt + outStep;
    int o2 = o1 + outStep;
    int o3 = o2 + outStep;
    int o4 = o3 + outStep;
    int o5 = o4 + outStep;
    int o6 = o5 + outStep;
    int o7 = o6 + outStep;
    FloatVector a0 = FloatVector.zero(S);
    FloatVector b0 = a0;
    FloatVector c0 = a0;
    FloatVector d0 = a0;
    FloatVector e0 = a0;
    FloatVector f0 = a0;
    FloatVector g0 = a0;
    FloatVector h0 = a0;
    if (add) {
      a0 = FloatVector.fromArray(S, out, outAt);
      b0 = FloatVector.fromArray(S, out, o1);
      c0 = FloatVector.fromArray(S, out, o2);
      d0 = FloatVector.fromArray(S, out, o3);
      e0 = FloatVector.fromArray(S, out, o4);
      f0 = FloatVector.fromArray(S, out, o5);
      g0 = FloatVector.fromArray(S, out, o6);
      h0 = FloatVector.fromArray(S, out, o7);
    }
    int q = bAt;
    for (int t = from; t < to; t++) {
      int at = runAt[t];
      for (int d = 0; d < run; d++, q += bStep) {
        FloatVector w0 = FloatVector.fromArray(S, b, q);
        FloatVector x0 = FloatVector.broadcast(S, a[r0 + at + d]);
        a0 = x0.fma(w0, a0);
        FloatVector x1 = FloatVector.broadcast(S, a[r1 + at + d]);
        b0 = x1.fma(w0, b0);
        FloatVector x2 = FloatVector.broadcast(S, a[r2 + at + d]);
        c0 = x2.fma(w0, c0);
        FloatVector x3 = FloatVector.broadcast(S, a[r3 + at + d]);
        d0 = x3.fma(w0, d0);
        FloatVector x4 = FloatVector.broadcast(S, a[r4 + at + d]);
        e0 = x4.fma(w0, e0);
        FloatVector x5 = FloatVector.broadcast(S, a[r5 + at + d]);
        f0 = x5.fma(w0, f0);
        FloatVector x6 = FloatVector.broadcast(S, a[r6 + at + d]);
        g0 = x6.fma(w0, g0);
        FloatVector x7 = FloatVector.broadcast(S, a[r7 + at + d]);
        h0 = x7.fma(w0, h0);
      }
      a0 = (FloatVector) a0.check(S);
      b0 = (FloatVector) b0.check(S);
      c0 = (FloatVector) c0.check(S);
      d0 = (FloatVector) d0.check(S);
      e0 = (FloatVector) e0.check(S);
      f0 = (FloatVector) f0.check(S);
      g0 = (FloatVector) g0.check(S);
      h0 = (FloatVector) h0.check(S);
    }
    ((FloatVector) a0.check(S)).intoArray(out, outAt);
    ((FloatVector) b0.check(S)).intoArray(out, o1);
    ((FloatVector) c0.check(S)).intoArray(out, o2);
    ((FloatVector) d0.check(S)).intoArray(out, o3);
    ((FloatVector) e0.check(S)).intoArray(out, o4);
    ((FloatVector) f0.check(S)).intoArray(out, o5);
    ((FloatVector) g0.check(S)).intoArray(out, o6);
    ((FloatVector) h0.check(S)).intoArray(out, o7);
  }

  private static void sum4x2(
      float[] a,
      int aAt,
      int[] rowAt,
      int row,
      int last,
      int[] runAt,
      int from,
      int to,
      int run,
      float[] b,
      int bAt,
      int bStep,
      float[] out,
      int outAt,
      int outStep,
      boolean add) {
    int r0 = aAt + rowAt[row];
    int r1 = aAt + rowAt[Math.min(row + 1, last)];
    int r2 = aAt + rowAt[Math.min(row + 2, last)];
    int r3 = aAt + rowAt[Math.min(row + 3, last)];
    int o1 = outAt + outStep;
    int o2 = o1 + outStep;
    int o3 = o2 + outStep;
    FloatVector a0 = FloatVector.zero(S);
    FloatVector a1 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector c0 = a0;
    FloatVector c1 = a0;
    FloatVector d0 = a0;
    FloatVector d1 = a0;
    if (add) {
      a0 = FloatVector.fromArray(S, out, outAt);
      a1 = FloatVector.fromArray(S, out, outAt + L);
      b0 = FloatVector.fromArray(S, out, o1);
      b1 = FloatVector.fromArray(S, out, o1 + L);
      c0 = FloatVector.fromArray(S, out, o2);
      c1 = FloatVector.fromArray(S, out, o2 + L);
      d0 = FloatVector.fromArray(S, out, o3);
      d1 = FloatVector.fromArray(S, out, o3 + L);
    }
    int q = bAt;
    for (int t = from; t < to; t++) {
      int at = runAt[t];
      for (int d = 0; d < run; d++, q += bStep) {
        FloatVector w0 = FloatVector.fromArray(S, b, q);
        FloatVector w1 = FloatVector.fromArray(S, b, q + L);
        FloatVector x0 = FloatVector.broadcast(S, a[r0 + at + d]);
        a0 = x0.fma(w0, a0);
        a1 = x0.fma(w1, a1);
        FloatVector x1 = FloatVector.broadcast(S, a[r1 + at + d]);
        b0 = x1.fma(w0, b0);
        b1 = x1.fma(w1, b1);
        FloatVector x2 = FloatVector.broadcast(S, a[r2 + at + d]);
        c0 = x2.fma(w0, c0);
        c1 = x2.fma(w1, c1);
        FloatVector x3 = FloatVector.broadcast(S, a[r3 + at + d]);
        d0 = x3.fma(w0, d0);
        d1 = x3.fma(w1, d1);
      }
      a0 = (FloatVector) a0.check(S);
      a1 = (FloatVector) a1.check(S);
      b0 = (FloatVector) b0.check(S);
      b1 = (FloatVector) b1.check(S);
      c0 = (FloatVector) c0.check(S);
      c1 = (FloatVector) c1.check(S);
      d0 = (FloatVector) d0.check(S);
      d1 = (FloatVector) d1.check(S);
    }
    ((FloatVector) a0.check(S)).intoArray(out, outAt);
    ((FloatVector) a1.check(S)).intoArray(out, outAt + L);
    ((FloatVector) b0.check(S)).intoArray(out, o1);
    ((FloatVector) b1.check(S)).intoArray(out, o1 + L);
    ((FloatVector) c0.check(S)).intoArray(out, o2);
    ((FloatVector) c1.check(S)).intoArray(out, o2 + L);
    ((FloatVector) d0.check(S)).intoArray(out, o3);
    ((FloatVector) d1.check(S)).intoArray(out, o3 + L);
  }
}
