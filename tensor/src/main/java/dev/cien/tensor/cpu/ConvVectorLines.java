package dev.cien.tensor.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The line transforms of [ConvTiles] with the Vector API; the formulas are those of
/// [ConvScalarTiles].
abstract class ConvVectorLines implements ConvTiles {
  static final VectorSpecies<Float> S =
      FloatVector.SPECIES_PREFERRED.length() > LANES
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;
  static final int L = S.length();

  @Override
  public void pixels(float[] from, int at, int step, float[] to, int toAt, int toStep, int length) {
    FloatVector a = FloatVector.broadcast(S, ConvPoints.A);
    FloatVector b = FloatVector.broadcast(S, ConvPoints.B);
    FloatVector a2 = FloatVector.broadcast(S, -ConvPoints.A2);
    FloatVector b2 = FloatVector.broadcast(S, -ConvPoints.B2);
    FloatVector sum = FloatVector.broadcast(S, -ConvPoints.SUM);
    FloatVector product = FloatVector.broadcast(S, ConvPoints.PRODUCT);
    for (int i = 0; i < length; i += L) {
      int f = at + i;
      int t = toAt + i;
      FloatVector d0 = FloatVector.fromArray(S, from, f);
      FloatVector d1 = FloatVector.fromArray(S, from, f + step);
      FloatVector d2 = FloatVector.fromArray(S, from, f + 2 * step);
      FloatVector d3 = FloatVector.fromArray(S, from, f + 3 * step);
      FloatVector d4 = FloatVector.fromArray(S, from, f + 4 * step);
      FloatVector d5 = FloatVector.fromArray(S, from, f + 5 * step);
      FloatVector even = b2.fma(d2, d4);
      FloatVector odd = b2.fma(d1, d3).mul(a);
      FloatVector even2 = a2.fma(d2, d4);
      FloatVector odd2 = a2.fma(d1, d3).mul(b);
      product.fma(d0, sum.fma(d2, d4)).intoArray(to, t);
      even.add(odd).intoArray(to, t + toStep);
      even.sub(odd).intoArray(to, t + 2 * toStep);
      even2.add(odd2).intoArray(to, t + 3 * toStep);
      even2.sub(odd2).intoArray(to, t + 4 * toStep);
      product.fma(d1, sum.fma(d3, d5)).intoArray(to, t + 5 * toStep);
    }
  }

  @Override
  public void results(
      float[] from, int at, int step, float[] to, int toAt, int toStep, int length) {
    FloatVector a = FloatVector.broadcast(S, ConvPoints.A);
    FloatVector b = FloatVector.broadcast(S, ConvPoints.B);
    FloatVector a2 = FloatVector.broadcast(S, ConvPoints.A2);
    FloatVector b2 = FloatVector.broadcast(S, ConvPoints.B2);
    FloatVector a3 = FloatVector.broadcast(S, ConvPoints.A3);
    FloatVector b3 = FloatVector.broadcast(S, ConvPoints.B3);
    for (int i = 0; i < length; i += L) {
      int f = at + i;
      int t = toAt + i;
      FloatVector m1 = FloatVector.fromArray(S, from, f + step);
      FloatVector m2 = FloatVector.fromArray(S, from, f + 2 * step);
      FloatVector m3 = FloatVector.fromArray(S, from, f + 3 * step);
      FloatVector m4 = FloatVector.fromArray(S, from, f + 4 * step);
      FloatVector even = m1.add(m2);
      FloatVector odd = m1.sub(m2);
      FloatVector even2 = m3.add(m4);
      FloatVector odd2 = m3.sub(m4);
      FloatVector.fromArray(S, from, f).add(even).add(even2).intoArray(to, t);
      a.fma(odd, b.mul(odd2)).intoArray(to, t + toStep);
      a2.fma(even, b2.mul(even2)).intoArray(to, t + 2 * toStep);
      a3.fma(odd, b3.fma(odd2, FloatVector.fromArray(S, from, f + 5 * step)))
          .intoArray(to, t + 3 * toStep);
    }
  }

  @Override
  public void slopes(float[] from, int at, int step, float[] to, int toAt, int toStep, int length) {
    FloatVector a = FloatVector.broadcast(S, ConvPoints.A);
    FloatVector b = FloatVector.broadcast(S, ConvPoints.B);
    FloatVector a2 = FloatVector.broadcast(S, ConvPoints.A2);
    FloatVector b2 = FloatVector.broadcast(S, ConvPoints.B2);
    FloatVector a3 = FloatVector.broadcast(S, ConvPoints.A3);
    FloatVector b3 = FloatVector.broadcast(S, ConvPoints.B3);
    for (int i = 0; i < length; i += L) {
      int f = at + i;
      int t = toAt + i;
      FloatVector s0 = FloatVector.fromArray(S, from, f);
      FloatVector s1 = FloatVector.fromArray(S, from, f + step);
      FloatVector s2 = FloatVector.fromArray(S, from, f + 2 * step);
      FloatVector s3 = FloatVector.fromArray(S, from, f + 3 * step);
      FloatVector even = a2.fma(s2, s0);
      FloatVector odd = a3.fma(s3, a.mul(s1));
      FloatVector even2 = b2.fma(s2, s0);
      FloatVector odd2 = b3.fma(s3, b.mul(s1));
      s0.intoArray(to, t);
      even.add(odd).intoArray(to, t + toStep);
      even.sub(odd).intoArray(to, t + 2 * toStep);
      even2.add(odd2).intoArray(to, t + 3 * toStep);
      even2.sub(odd2).intoArray(to, t + 4 * toStep);
      s3.intoArray(to, t + 5 * toStep);
    }
  }

  @Override
  public void weights(
      float[] from, int at, int step, float[] to, int toAt, int toStep, int length) {
    FloatVector a = FloatVector.broadcast(S, ConvPoints.A);
    FloatVector b = FloatVector.broadcast(S, ConvPoints.B);
    FloatVector a2 = FloatVector.broadcast(S, ConvPoints.A2);
    FloatVector b2 = FloatVector.broadcast(S, ConvPoints.B2);
    for (int i = 0; i < length; i += L) {
      int f = at + i;
      int t = toAt + i;
      FloatVector g0 = FloatVector.fromArray(S, from, f);
      FloatVector g1 = FloatVector.fromArray(S, from, f + step);
      FloatVector g2 = FloatVector.fromArray(S, from, f + 2 * step);
      FloatVector even = a2.fma(g2, g0);
      FloatVector odd = a.mul(g1);
      FloatVector even2 = b2.fma(g2, g0);
      FloatVector odd2 = b.mul(g1);
      g0.mul(ConvPoints.G0).intoArray(to, t);
      even.add(odd).mul(ConvPoints.GA).intoArray(to, t + toStep);
      even.sub(odd).mul(ConvPoints.GA).intoArray(to, t + 2 * toStep);
      even2.add(odd2).mul(ConvPoints.GB).intoArray(to, t + 3 * toStep);
      even2.sub(odd2).mul(ConvPoints.GB).intoArray(to, t + 4 * toStep);
      g2.intoArray(to, t + 5 * toStep);
    }
  }

  @Override
  public void weightSlopes(
      float[] from, int at, int step, float[] to, int toAt, int toStep, int length) {
    FloatVector a = FloatVector.broadcast(S, ConvPoints.A);
    FloatVector b = FloatVector.broadcast(S, ConvPoints.B);
    FloatVector a2 = FloatVector.broadcast(S, ConvPoints.A2);
    FloatVector b2 = FloatVector.broadcast(S, ConvPoints.B2);
    for (int i = 0; i < length; i += L) {
      int f = at + i;
      int t = toAt + i;
      FloatVector u1 = FloatVector.fromArray(S, from, f + step);
      FloatVector u2 = FloatVector.fromArray(S, from, f + 2 * step);
      FloatVector u3 = FloatVector.fromArray(S, from, f + 3 * step);
      FloatVector u4 = FloatVector.fromArray(S, from, f + 4 * step);
      FloatVector even = u1.add(u2).mul(ConvPoints.GA);
      FloatVector odd = u1.sub(u2).mul(ConvPoints.GA);
      FloatVector even2 = u3.add(u4).mul(ConvPoints.GB);
      FloatVector odd2 = u3.sub(u4).mul(ConvPoints.GB);
      FloatVector first = FloatVector.fromArray(S, from, f).mul(ConvPoints.G0);
      first.add(even).add(even2).intoArray(to, t);
      a.fma(odd, b.mul(odd2)).intoArray(to, t + toStep);
      a2.fma(even, b2.fma(even2, FloatVector.fromArray(S, from, f + 5 * step)))
          .intoArray(to, t + 2 * toStep);
    }
  }
}
