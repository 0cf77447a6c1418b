package dev.cien.tensor.cpu;

import dev.cien.tensor.DType;
import dev.cien.tensor.loop.Code;
import dev.cien.tensor.loop.Kernel;

/// The lanes of a reduction: where they start and how they fold.
final class Lanes {
  private Lanes() {}

  /// Half of the smallest power of two that holds the lanes that a row of `n` elements uses; 0 if
  /// that is one lane.
  static int firstHalf(int n) {
    int used = Math.min(Math.max(n, 1), Kernel.LANES);
    return Integer.highestOneBit(2 * used - 1) / 2;
  }

  /// The neutral element of a reduction.
  static double neutral(Code code, DType type) {
    return switch (code) {
      case SUM -> 0;
      case PROD -> 1;
      case MAXOF -> type.isFloating() ? Double.NEGATIVE_INFINITY : 0;
      default -> throw new IllegalStateException(code + " does not reduce");
    };
  }

  /// The neutral element of a whole-number reduction.
  static long neutralWhole(Code code, DType type) {
    if (code != Code.MAXOF) {
      return (long) neutral(code, type);
    }
    return type == DType.INT32 ? Integer.MIN_VALUE : type == DType.INT64 ? Long.MIN_VALUE : 0;
  }
}
