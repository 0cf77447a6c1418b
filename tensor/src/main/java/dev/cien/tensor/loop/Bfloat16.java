package dev.cien.tensor.loop;

/// The `bfloat16` number format: the upper half of a 32-bit float (1 sign, 8 exponent, 7 fraction
/// bits) in a `short`.
public final class Bfloat16 {
  private static final int QUIET_NAN = 0x40;

  private Bfloat16() {}

  /// The nearest bfloat16, halves to even. Values beyond the largest become infinite; NaN stays
  /// NaN.
  public static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (value != value) {
      return (short) (bits >>> 16 | QUIET_NAN);
    }
    int lowestKept = bits >>> 16 & 1;
    return (short) (bits + 0x7FFF + lowestKept >>> 16);
  }

  /// The same number as a float: exact.
  public static float toFloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }
}
