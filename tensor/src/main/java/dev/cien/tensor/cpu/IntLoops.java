package dev.cien.tensor.cpu;

import dev.cien.tensor.loop.Code;

/// One operation on a block of INT32 elements: those that the elementary functions of FLOAT32 are
/// made of.
final class IntLoops {
  private IntLoops() {}

  /// Whether this class has the operation; [WideLoops] has the others.
  static boolean has(Code code) {
    return switch (code) {
      case ADD, SUB, MUL, MASK -> true;
      default -> false;
    };
  }

  static void binary(Code code, int[] a, int ao, int[] b, int bo, int[] out, int n) {
    switch (code) {
      case ADD -> {
        for (int i = 0; i < n; i++) {
          out[i] = a[ao + i] + b[bo + i];
        }
      }
      case SUB -> {
        for (int i = 0; i < n; i++) {
          out[i] = a[ao + i] - b[bo + i];
        }
      }
      case MUL -> {
        for (int i = 0; i < n; i++) {
          out[i] = a[ao + i] * b[bo + i];
        }
      }
      case MASK -> {
        for (int i = 0; i < n; i++) {
          out[i] = a[ao + i] & b[bo + i];
        }
      }
      default -> throw new IllegalStateException("int32 has no " + code);
    }
  }

  static void shift(Code code, int[] a, int ao, int amount, int[] out, int n) {
    if (code == Code.SHL) {
      for (int i = 0; i < n; i++) {
        out[i] = a[ao + i] << amount;
      }
    } else {
      for (int i = 0; i < n; i++) {
        out[i] = a[ao + i] >>> amount;
      }
    }
  }

  static void compare(Code code, int[] a, int ao, int[] b, int bo, byte[] out, int n) {
    switch (code) {
      case LT -> {
        for (int i = 0; i < n; i++) {
          out[i] = (byte) (a[ao + i] < b[bo + i] ? 1 : 0);
        }
      }
      case LE -> {
        for (int i = 0; i < n; i++) {
          out[i] = (byte) (a[ao + i] <= b[bo + i] ? 1 : 0);
        }
      }
      case EQ -> {
        for (int i = 0; i < n; i++) {
          out[i] = (byte) (a[ao + i] == b[bo + i] ? 1 : 0);
        }
      }
      default -> throw new IllegalStateException("int32 has no comparison " + code);
    }
  }

  static void select(byte[] c, int co, int[] a, int ao, int[] b, int bo, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = c[co + i] != 0 ? a[ao + i] : b[bo + i];
    }
  }

  static void toFloat(int[] a, int ao, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[ao + i];
    }
  }

  static void count(int start, int step, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = start + i * step;
    }
  }
}
