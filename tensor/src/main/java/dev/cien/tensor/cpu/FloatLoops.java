package dev.cien.tensor.cpu;

import dev.cien.tensor.loop.Code;
import dev.cien.tensor.loop.FusedMultiplyAdd;

/// One operation on a block of FLOAT32 elements: plain loops, most of which C2 turns into vector
/// code by itself.
///
/// Offsets say where each operand's block starts; results start at 0.
final class FloatLoops {
  private FloatLoops() {}

  static void unary(Code code, float[] a, int ao, float[] out, int n) {
    switch (code) {
      case NEG -> {
        for (int i = 0; i < n; i++) {
          out[i] = -a[ao + i];
        }
      }
      case ABS -> {
        for (int i = 0; i < n; i++) {
          out[i] = Math.abs(a[ao + i]);
        }
      }
      case SQRT -> {
        for (int i = 0; i < n; i++) {
          out[i] = (float) Math.sqrt(a[ao + i]);
        }
      }
      default -> throw new IllegalStateException("float32 has no " + code);
    }
  }

  static void binary(Code code, float[] a, int ao, float[] b, int bo, float[] out, int n) {
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
      case DIV -> {
        for (int i = 0; i < n; i++) {
          out[i] = a[ao + i] / b[bo + i];
        }
      }
      case MIN -> {
        for (int i = 0; i < n; i++) {
          out[i] = Math.min(a[ao + i], b[bo + i]);
        }
      }
      case MAX -> {
        for (int i = 0; i < n; i++) {
          out[i] = Math.max(a[ao + i], b[bo + i]);
        }
      }
      case REM -> {
        for (int i = 0; i < n; i++) {
          out[i] = a[ao + i] % b[bo + i];
        }
      }
      default -> throw new IllegalStateException("float32 has no " + code);
    }
  }

  static void fma(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = FusedMultiplyAdd.fma(a[ao + i], b[bo + i], c[co + i]);
    }
  }

  static void compare(Code code, float[] a, int ao, float[] b, int bo, byte[] out, int n) {
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
      default -> throw new IllegalStateException("float32 has no comparison " + code);
    }
  }

  static void select(byte[] c, int co, float[] a, int ao, float[] b, int bo, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = c[co + i] != 0 ? a[ao + i] : b[bo + i];
    }
  }

  static void bits(float[] a, int ao, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Float.floatToRawIntBits(a[ao + i]);
    }
  }

  static void unbits(int[] a, int ao, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Float.intBitsToFloat(a[ao + i]);
    }
  }

  static void toInt(float[] a, int ao, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (int) a[ao + i];
    }
  }

  static void load(float[] a, int at, int stride, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[at + i * stride];
    }
  }

  /// Folds a block into accumulators: element i into `lanes[at + (first + i) % width]`.
  static void accumulate(
      Code code, float[] a, int ao, float[] lanes, int at, int first, int width, int n) {
    int i = 0;
    while (i < n) {
      int lane = (first + i) % width;
      int run = Math.min(width - lane, n - i);
      int from = ao + i;
      int to = at + lane;
      switch (code) {
        case SUM -> {
          for (int j = 0; j < run; j++) {
            lanes[to + j] += a[from + j];
          }
        }
        case PROD -> {
          for (int j = 0; j < run; j++) {
            lanes[to + j] *= a[from + j];
          }
        }
        case MAXOF -> {
          for (int j = 0; j < run; j++) {
            lanes[to + j] = Math.max(lanes[to + j], a[from + j]);
          }
        }
        default -> throw new IllegalStateException(code + " does not reduce");
      }
      i += run;
    }
  }

  /// Folds lanes by halves, starting at the smallest power of two that holds all that were used,
  /// into lane 0.
  static float fold(Code code, float[] lanes, int at, int used) {
    for (int half = Lanes.firstHalf(used); half >= 1; half /= 2) {
      accumulate(code, lanes, at + half, lanes, at, 0, half, half);
    }
    return lanes[at];
  }
}
