package dev.cien.tensor.cpu;

import dev.cien.tensor.loop.Code;

/// One operation on a block of truth values, which are bytes of 0 or 1: what masks and comparisons
/// are made of.
final class TruthLoops {
  private TruthLoops() {}

  /// Whether this class has the operation; [WideLoops] has the others.
  static boolean has(Code code) {
    return code == Code.AND || code == Code.OR;
  }

  static void binary(Code code, byte[] a, int ao, byte[] b, int bo, byte[] out, int n) {
    if (code == Code.AND) {
      for (int i = 0; i < n; i++) {
        out[i] = (byte) (a[ao + i] & b[bo + i]);
      }
    } else {
      for (int i = 0; i < n; i++) {
        out[i] = (byte) (a[ao + i] | b[bo + i]);
      }
    }
  }

  static void not(byte[] a, int ao, byte[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (byte) (a[ao + i] ^ 1);
    }
  }

  static void toFloat(byte[] a, int ao, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[ao + i];
    }
  }

  static void toInt(byte[] a, int ao, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[ao + i];
    }
  }
}
