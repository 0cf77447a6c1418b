package dev.cien.tensor.cpu;

import dev.cien.tensor.DType;

/// Allocates the arrays that elements are stored in.
public final class Buffers {
  private Buffers() {}

  /// An array of zeros for `length` elements of a number format.
  public static Object allocate(DType type, int length) {
    return switch (type) {
      case FLOAT32 -> new float[length];
      case FLOAT64 -> new double[length];
      case INT32 -> new int[length];
      case INT64 -> new long[length];
      case BOOL -> new byte[length];
      case BFLOAT16 -> new short[length];
    };
  }
}
