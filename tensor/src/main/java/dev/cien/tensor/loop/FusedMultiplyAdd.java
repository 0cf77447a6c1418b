package dev.cien.tensor.loop;

import java.lang.System.Logger.Level;

/// Whether this process multiplies and adds with one rounding by one instruction.
///
/// x86-64-v3 (2013) and every ARMv8 can. Elsewhere, and under `-XX:-UseFMA`, `Math.fma` gives the
/// same bits by way of big decimals, so slowly that a few calls tell: about a hundredfold, also in
/// bytecode that is still interpreted. Found out, and logged at `WARNING`, once.
public final class FusedMultiplyAdd {
  private static final int CALLS = 64;
  private static final int TRIES = 40;

  /// An instruction takes some 50 ns a call through the interpreter, big decimals a microsecond
  /// even when compiled.
  private static final double NANOS_PER_CALL = 400;

  private static final boolean IN_HARDWARE = measure() < NANOS_PER_CALL;

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
        : "no fused multiply-add in hardware: results have the same bits, but take a hundred times"
            + " as long. Needed is an x86-64-v3 or ARMv8 processor, and a JVM without -XX:-UseFMA";
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
