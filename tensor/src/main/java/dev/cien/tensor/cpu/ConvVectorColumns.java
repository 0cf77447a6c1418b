package dev.cien.tensor.cpu;

import jdk.incubator.vector.FloatVector;

/// The tiles of [ConvTiles] whose left operand lies in columns, with the Vector API; see
/// [ConvVectorTiles].
abstract class ConvVectorColumns extends ConvVectorLines {
  static final boolean MANY_REGISTERS = L == LANES;
  static final int HALF = ROWS / 2;

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
    for (int r = 0; r < rows; r += ROWS) {
      int o = outAt + r * outStep;
      if (MANY_REGISTERS && lanes == 2 * LANES) {
        columns8x2(a, aAt + r, aStep, steps, b, bAt, bStep, out, o, outStep, add);
      } else if (MANY_REGISTERS) {
        columns8x1(a, aAt + r, aStep, steps, b, bAt, bStep, out, o, outStep, add);
      } else {
        int o2 = o + HALF * outStep;
        for (int j = 0; j < lanes; j += 2 * L) {
          columns4x2(a, aAt + r, aStep, steps, b, bAt + j, bStep, out, o + j, outStep, add);
          columns4x2(a, aAt + r + HALF, aStep, steps, b, bAt + j, bStep, out, o2 + j, outStep, add);
        }
      }
    }
  }

  private static void columns8x2(
      float[] a,
      int aAt,
      int aStep,
      int steps,
      float[] b,
      int bAt,
      int bStep,
      float[] out,
      int outAt,
      int outStep,
      boolean add) {
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
    int q = bAt;
    int p = aAt;
    for (int d = 0; d < steps; d++, p += aStep, q += bStep) {
      FloatVector w0 = FloatVector.fromArray(S, b, q);
      FloatVector w1 = FloatVector.fromArray(S, b, q + L);
      FloatVector x0 = FloatVector.broadcast(S, a[p]);
      a0 = x0.fma(w0, a0);
      a1 = x0.fma(w1, a1);
      FloatVector x1 = FloatVector.broadcast(S, a[p + 1]);
      b0 = x1.fma(w0, b0);
      b1 = x1.fma(w1, b1);
      FloatVector x2 = FloatVector.broadcast(S, a[p + 2]);
      c0 = x2.fma(w0, c0);
      c1 = x2.fma(w1, c1);
      FloatVector x3 = FloatVector.broadcast(S, a[p + 3]);
      d0 = x3.fma(w0, d0);
      d1 = x3.fma(w1, d1);
      FloatVector x4 = FloatVector.broadcast(S, a[p + 4]);
      e0 = x4.fma(w0, e0);
      e1 = x4.fma(w1, e1);
      FloatVector x5 = FloatVector.broadcast(S, a[p + 5]);
      f0 = x5.fma(w0, f0);
      f1 = x5.fma(w1, f1);
      FloatVector x6 = FloatVector.broadcast(S, a[p + 6]);
      g0 = x6.fma(w0, g0);
      g1 = x6.fma(w1, g1);
      FloatVector x7 = FloatVector.broadcast(S, a[p + 7]);
      h0 = x7.fma(w0, h0);
      h1 = x7.fma(w1, h1);
    }
    if (add) {
      a0 = a0.add(FloatVector.fromArray(S, out, outAt));
      a1 = a1.add(FloatVector.fromArray(S, out, outAt + L));
      b0 = b0.add(FloatVector.fromArray(S, out, o1));
      b1 = b1.add(FloatVector.fromArray(S, out, o1 + L));
      c0 = c0.add(FloatVector.fromArray(S, out, o2));
      c1 = c1.add(FloatVector.fromArray(S, out, o2 + L));
      d0 = d0.add(FloatVector.fromArray(S, out, o3));
      d1 = d1.add(FloatVector.fromArray(S, out, o3 + L));
      e0 = e0.add(FloatVector.fromArray(S, out, o4));
      e1 = e1.add(FloatVector.fromArray(S, out, o4 + L));
      f0 = f0.add(FloatVector.fromArray(S, out, o5));
      f1 = f1.add(FloatVector.fromArray(S, out, o5 + L));
      g0 = g0.add(FloatVector.fromArray(S, out, o6));
      g1 = g1.add(FloatVector.fromArray(S, out, o6 + L));
      h0 = h0.add(FloatVector.fromArray(S, out, o7));
      h1 = h1.add(FloatVector.fromArray(S, out, o7 + L));
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

  private static void columns8x1(
      float[] a,
      int aAt,
      int aStep,
      int steps,
      float[] b,
      int bAt,
      int bStep,
      float[] out,
      int outAt,
      int outStep,
      boolean add) {
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
    int q = bAt;
    int p = aAt;
    for (int d = 0; d < steps; d++, p += aStep, q += bStep) {
      FloatVector w0 = FloatVector.fromArray(S, b, q);
      FloatVector x0 = FloatVector.broadcast(S, a[p]);
      a0 = x0.fma(w0, a0);
      FloatVector x1 = FloatVector.broadcast(S, a[p + 1]);
      b0 = x1.fma(w0, b0);
      FloatVector x2 = FloatVector.broadcast(S, a[p + 2]);
      c0 = x2.fma(w0, c0);
      FloatVector x3 = FloatVector.broadcast(S, a[p + 3]);
      d0 = x3.fma(w0, d0);
      FloatVector x4 = FloatVector.broadcast(S, a[p + 4]);
      e0 = x4.fma(w0, e0);
      FloatVector x5 = FloatVector.broadcast(S, a[p + 5]);
      f0 = x5.fma(w0, f0);
      FloatVector x6 = FloatVector.broadcast(S, a[p + 6]);
      g0 = x6.fma(w0, g0);
      FloatVector x7 = FloatVector.broadcast(S, a[p + 7]);
      h0 = x7.fma(w0, h0);
    }
    if (add) {
      a0 = a0.add(FloatVector.fromArray(S, out, outAt));
      b0 = b0.add(FloatVector.fromArray(S, out, o1));
      c0 = c0.add(FloatVector.fromArray(S, out, o2));
      d0 = d0.add(FloatVector.fromArray(S, out, o3));
      e0 = e0.add(FloatVector.fromArray(S, out, o4));
      f0 = f0.add(FloatVector.fromArray(S, out, o5));
      g0 = g0.add(FloatVector.fromArray(S, out, o6));
      h0 = h0.add(FloatVector.fromArray(S, out, o7));
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

  private static void columns4x2(
      float[] a,
      int aAt,
      int aStep,
      int steps,
      float[] b,
      int bAt,
      int bStep,
      float[] out,
      int outAt,
      int outStep,
      boolean add) {
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
    int q = bAt;
    int p = aAt;
    for (int d = 0; d < steps; d++, p += aStep, q += bStep) {
      FloatVector w0 = FloatVector.fromArray(S, b, q);
      FloatVector w1 = FloatVector.fromArray(S, b, q + L);
      FloatVector x0 = FloatVector.broadcast(S, a[p]);
      a0 = x0.fma(w0, a0);
      a1 = x0.fma(w1, a1);
      FloatVector x1 = FloatVector.broadcast(S, a[p + 1]);
      b0 = x1.fma(w0, b0);
      b1 = x1.fma(w1, b1);
      FloatVector x2 = FloatVector.broadcast(S, a[p + 2]);
      c0 = x2.fma(w0, c0);
      c1 = x2.fma(w1, c1);
      FloatVector x3 = FloatVector.broadcast(S, a[p + 3]);
      d0 = x3.fma(w0, d0);
      d1 = x3.fma(w1, d1);
    }
    if (add) {
      a0 = a0.add(FloatVector.fromArray(S, out, outAt));
      a1 = a1.add(FloatVector.fromArray(S, out, outAt + L));
      b0 = b0.add(FloatVector.fromArray(S, out, o1));
      b1 = b1.add(FloatVector.fromArray(S, out, o1 + L));
      c0 = c0.add(FloatVector.fromArray(S, out, o2));
      c1 = c1.add(FloatVector.fromArray(S, out, o2 + L));
      d0 = d0.add(FloatVector.fromArray(S, out, o3));
      d1 = d1.add(FloatVector.fromArray(S, out, o3 + L));
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
