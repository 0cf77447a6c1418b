package dev.cien.tensor.loop;

import static dev.cien.tensor.loop.FusedMultiplyAdd.fma;

/// The numbers of e^x in FLOAT32, for [Elementary] and for kernels written by hand, which must give
/// the same bits: e^x = 2^n · e^r with n = round(x / ln 2) and r = x − n·ln 2. The polynomial is
/// that of Moshier's Cephes library (1989).
public final class Exponential {
  /// 1 / ln 2.
  public static final float LOG2_E = 1.44269504088896341f;

  /// −ln 2 in two parts, of which the first has so few digits that its product with n is exact.
  public static final float LN_2_HIGH = -0.693359375f;

  /// The rest: to be added, because the first part is more than ln 2.
  public static final float LN_2_LOW = 2.12194440e-4f;

  /// 1.5 · 2²³: adding it rounds to a whole number in the low bits.
  public static final float ROUNDER = Arithmetic.ROUNDER;

  /// Its bits.
  public static final int ROUNDER_BITS = Arithmetic.ROUNDER_BITS;

  /// The coefficients of p in e^r ≈ 1 + r + r²·p(r), the highest power first.
  public static final float P0 = 1.9875691500e-4f;

  public static final float P1 = 1.3981999507e-3f;
  public static final float P2 = 8.3334519073e-3f;
  public static final float P3 = 4.1665795894e-2f;
  public static final float P4 = 1.6666665459e-1f;
  public static final float P5 = 5.0000001201e-1f;

  private Exponential() {}

  /// The coefficients from the highest power down.
  static float[] polynomial() {
    return new float[] {P0, P1, P2, P3, P4, P5};
  }

  /// e^x for x up to 88, and 0 below −87.
  public static float of(float x) {
    float bounded = Math.max(x, -87f);
    float rounded = fma(bounded, LOG2_E, ROUNDER);
    float n = rounded - ROUNDER;
    float r = fma(n, LN_2_LOW, fma(n, LN_2_HIGH, bounded));
    float p = fma(fma(fma(fma(fma(P0, r, P1), r, P2), r, P3), r, P4), r, P5);
    float fraction = fma(p, r * r, r + 1f);
    int exponent = Float.floatToRawIntBits(rounded) - ROUNDER_BITS + 127;
    return x < -87f ? 0f : fraction * Float.intBitsToFloat(exponent << 23);
  }
}
