package dev.cien.tensor.loop;

import java.lang.System.Logger.Level;

/// a·b + c with one rounding, and whether this process has an instruction for it.
///
/// x86-64-v3 (2013) and every ARMv8 have one. Elsewhere, and under `-XX:-UseFMA`, `Math.fma` gives
/// the same bits by way of big decimals, some ten thousand times as slowly. There [#fma] computes
/// them in a few steps of `double` arithmetic instead, which costs about ten times what a separate
/// multiply and add would, and keeps the same results everywhere.
///
/// Found out, and logged if it is lacking at `WARNING`, once: a few calls of `Math.fma` tell, also
/// in bytecode that is still interpreted.
public final class FusedMultiplyAdd {
  private static final int CALLS = 64;
  private static final int TRIES = 40;

  /// An instruction takes some 50 ns a call through the interpreter, big decimals a microsecond
  /// even when compiled.
  private static final double NANOS_PER_CALL = 400;

  private static final boolean IN_HARDWARE = measure() < NANOS_PER_CALL;

  /// The 29 bits that a `double` has more than a `float`, and what they are halfway between two.
  private static final long MORE_BITS = 0x1FFF_FFFFL;

  private static final long HALFWAY = 0x1000_0000L;

  /// Multiplied by this and subtracted again, a `double` loses the lower half of its digits.
  private static final double SPLITTER = 0x1p27 + 1;

  /// Between these no part of a product is lost by underflow, and none overflows.
  private static final double LARGE = 0x1p990;

  private static final double SMALL = 0x1p-900;

  static {
    System.getLogger(FusedMultiplyAdd.class.getName())
        .log(IN_HARDWARE ? Level.DEBUG : Level.WARNING, "CPU kernels: {0}", describe());
  }

  private FusedMultiplyAdd() {}

  /// Whether there is such an instruction; the answer never changes.
  public static boolean inHardware() {
    return IN_HARDWARE;
  }

  /// One line for people: whether there is one, and what follows.
  public static String describe() {
    return IN_HARDWARE
        ? "fused multiply-add in hardware"
        : "no fused multiply-add in hardware: results have the same bits, but take ten times as"
            + " long or more. Needed is an x86-64-v3 or ARMv8 processor, and a JVM without"
            + " -XX:-UseFMA";
  }

  /// a·b + c with one rounding: the bits of `Math.fma` on every machine.
  public static float fma(float a, float b, float c) {
    return IN_HARDWARE ? Math.fma(a, b, c) : inSteps(a, b, c);
  }

  /// a·b + c with one rounding: the bits of `Math.fma` on every machine.
  public static double fma(double a, double b, double c) {
    return IN_HARDWARE ? Math.fma(a, b, c) : inSteps(a, b, c);
  }

  /// The product is exact in `double`, so only the sum is rounded twice. That shows where the first
  /// rounding ends halfway between two floats, and among the subnormal ones, which have fewer bits.
  static float inSteps(float a, float b, float c) {
    double product = (double) a * b;
    double sum = product + c;
    boolean halfway = (Double.doubleToRawLongBits(sum) & MORE_BITS) == HALFWAY;
    return !halfway && Math.abs(sum) >= Float.MIN_NORMAL
        ? (float) sum
        : (float) roundedToOdd(sum, lost(product, c, sum));
  }

  /// Boldo and Melquiond (2008), "Emulation of FMA and correctly rounded sums: proved algorithms
  /// using rounding to odd"; the exact product after Dekker (1971).
  static double inSteps(double a, double b, double c) {
    double product = a * b;
    if (a == 0 || b == 0) {
      return product + c;
    }
    double size = Math.abs(product);
    double largest = Math.max(Math.max(Math.abs(a), Math.abs(b)), Math.max(Math.abs(c), size));
    if (!(largest < LARGE && size > SMALL)) {
      return Math.fma(a, b, c);
    }
    double aHigh = high(a);
    double bHigh = high(b);
    double aLow = a - aHigh;
    double bLow = b - bHigh;
    double rest = ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow;
    double low = c + rest;
    double high = product + low;
    double lowRest = lost(c, rest, low);
    double highRest = lost(product, low, high);
    double tail = lowRest + highRest;
    return high + roundedToOdd(tail, lost(lowRest, highRest, tail));
  }

  private static double high(double x) {
    double scaled = SPLITTER * x;
    return scaled - (scaled - x);
  }

  /// What rounding took from the sum of a and b, exactly (Knuth).
  private static double lost(double a, double b, double sum) {
    double second = sum - a;
    return (a - (sum - second)) + (b - second);
  }

  /// A rounded sum moved to its odd neighbour if it is even and something was lost: rounding it
  /// again, to fewer bits, then goes the way of the exact sum.
  private static double roundedToOdd(double sum, double lost) {
    long bits = Double.doubleToRawLongBits(sum);
    boolean exact = !(lost < 0 || lost > 0);
    return exact || (bits & 1) != 0
        ? sum
        : Double.longBitsToDouble(bits + (lost > 0 == sum > 0 ? 1 : -1));
  }

  /// The shortest of several tries: others may hold the processor up, but not hurry it.
  private static double measure() {
    double shortest = Double.POSITIVE_INFINITY;
    float sum = 0.1f;
    for (int i = 0; i < TRIES && shortest >= NANOS_PER_CALL; i++) {
      long start = System.nanoTime();
      for (int k = 0; k < CALLS; k++) {
        sum = Math.fma(sum, 0.7f, 0.3f);
      }
      shortest = Math.min(shortest, (System.nanoTime() - start) / (double) CALLS);
    }
    // Always true; said so that the loop is not dead.
    return sum > 0 ? shortest : Double.NaN;
  }
}
