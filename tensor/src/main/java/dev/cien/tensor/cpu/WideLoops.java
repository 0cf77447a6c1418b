package dev.cien.tensor.cpu;

import dev.cien.tensor.DType;
import dev.cien.tensor.loop.Bfloat16;
import dev.cien.tensor.loop.Code;
import dev.cien.tensor.loop.Val;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/// One operation on a block of elements of any number format, read as `double` or `long`: for the
/// formats and operations that need no speed of their own. Whole numbers keep their wrapping: a
/// result is cut to its format when it is stored.
final class WideLoops {
  private WideLoops() {}

  static double get(Object array, int i) {
    return switch (array) {
      case float[] a -> a[i];
      case double[] a -> a[i];
      case int[] a -> a[i];
      case long[] a -> a[i];
      case byte[] a -> a[i];
      case short[] a -> Bfloat16.toFloat(a[i]);
      default -> throw new IllegalStateException("unknown storage " + array.getClass());
    };
  }

  static long getWhole(Object array, int i) {
    return switch (array) {
      case int[] a -> a[i];
      case long[] a -> a[i];
      case byte[] a -> a[i];
      case float[] a -> (long) a[i];
      case double[] a -> (long) a[i];
      case short[] a -> (long) Bfloat16.toFloat(a[i]);
      default -> throw new IllegalStateException("unknown storage " + array.getClass());
    };
  }

  static void put(Object array, int i, double value) {
    switch (array) {
      case float[] a -> a[i] = (float) value;
      case double[] a -> a[i] = value;
      case int[] a -> a[i] = (int) value;
      case long[] a -> a[i] = (long) value;
      case byte[] a -> a[i] = (byte) (value != 0 ? 1 : 0);
      case short[] a -> a[i] = Bfloat16.fromFloat((float) value);
      default -> throw new IllegalStateException("unknown storage " + array.getClass());
    }
  }

  static void putWhole(Object array, int i, long value) {
    switch (array) {
      case int[] a -> a[i] = (int) value;
      case long[] a -> a[i] = value;
      case byte[] a -> a[i] = (byte) value;
      case float[] a -> a[i] = value;
      case double[] a -> a[i] = value;
      default -> throw new IllegalStateException("unknown storage " + array.getClass());
    }
  }

  static void binary(Code code, DType type, Object a, int ao, Object b, int bo, Object out, int n) {
    if (type.isFloating()) {
      DoubleBinaryOperator f = real(code);
      for (int i = 0; i < n; i++) {
        put(out, i, f.applyAsDouble(get(a, ao + i), get(b, bo + i)));
      }
    } else {
      LongBinaryOperator f = whole(code);
      for (int i = 0; i < n; i++) {
        putWhole(out, i, f.applyAsLong(getWhole(a, ao + i), getWhole(b, bo + i)));
      }
    }
  }

  private static DoubleBinaryOperator real(Code code) {
    return switch (code) {
      case ADD, SUM -> (x, y) -> x + y;
      case SUB -> (x, y) -> x - y;
      case MUL, PROD -> (x, y) -> x * y;
      case DIV -> (x, y) -> x / y;
      case REM -> (x, y) -> x % y;
      case MIN -> Math::min;
      case MAX, MAXOF -> Math::max;
      case LT -> (x, y) -> x < y ? 1 : 0;
      case LE -> (x, y) -> x <= y ? 1 : 0;
      case EQ -> (x, y) -> x == y ? 1 : 0;
      default -> throw new IllegalStateException("floating point has no " + code);
    };
  }

  private static LongBinaryOperator whole(Code code) {
    return switch (code) {
      case ADD, SUM -> (x, y) -> x + y;
      case SUB -> (x, y) -> x - y;
      case MUL, PROD -> (x, y) -> x * y;
      case DIV -> (x, y) -> y == 0 ? 0 : x / y;
      case REM -> (x, y) -> y == 0 ? 0 : x % y;
      case MIN -> Math::min;
      case MAX, MAXOF, OR -> Math::max;
      case AND, MASK -> (x, y) -> x & y;
      case LT -> (x, y) -> x < y ? 1 : 0;
      case LE -> (x, y) -> x <= y ? 1 : 0;
      case EQ -> (x, y) -> x == y ? 1 : 0;
      default -> throw new IllegalStateException("whole numbers have no " + code);
    };
  }

  static void unary(Code code, DType type, Object a, int ao, Object out, int n) {
    for (int i = 0; i < n; i++) {
      if (type.isFloating()) {
        double x = get(a, ao + i);
        put(
            out,
            i,
            switch (code) {
              case NEG -> -x;
              case ABS -> Math.abs(x);
              case SQRT -> Math.sqrt(x);
              default -> throw new IllegalStateException("floating point has no " + code);
            });
      } else {
        long x = getWhole(a, ao + i);
        putWhole(
            out,
            i,
            switch (code) {
              case NEG -> -x;
              case ABS -> Math.abs(x);
              case NOT -> x ^ 1;
              default -> throw new IllegalStateException("whole numbers have no " + code);
            });
      }
    }
  }

  static void select(
      byte[] c, int co, DType type, Object a, int ao, Object b, int bo, Object out, int n) {
    for (int i = 0; i < n; i++) {
      Object from = c[co + i] != 0 ? a : b;
      int at = i + (c[co + i] != 0 ? ao : bo);
      if (type.isFloating()) {
        put(out, i, get(from, at));
      } else {
        putWhole(out, i, getWhole(from, at));
      }
    }
  }

  static void cast(Object a, int ao, Object out, DType to, int n) {
    boolean whole = !(a instanceof float[] || a instanceof double[] || a instanceof short[]);
    for (int i = 0; i < n; i++) {
      if (whole && to != DType.BOOL && to != DType.BFLOAT16) {
        putWhole(out, i, getWhole(a, ao + i));
      } else {
        put(out, i, get(a, ao + i));
      }
    }
  }

  static void call(Val.Function function, Object a, int ao, Object b, int bo, Object out, int n) {
    for (int i = 0; i < n; i++) {
      double x = get(a, ao + i);
      put(
          out,
          i,
          switch (function) {
            case EXP -> StrictMath.exp(x);
            case EXPM1 -> StrictMath.expm1(x);
            case LOG -> StrictMath.log(x);
            case LOG1P -> StrictMath.log1p(x);
            case SIN -> StrictMath.sin(x);
            case COS -> StrictMath.cos(x);
            case TANH -> StrictMath.tanh(x);
            case SIGMOID -> 1 / (1 + StrictMath.exp(-x));
            case ERF -> ErrorFunction.erf(x);
            case FLOOR -> StrictMath.floor(x);
            case CEIL -> StrictMath.ceil(x);
            case RINT -> StrictMath.rint(x);
            case POW -> StrictMath.pow(x, get(b, bo + i));
          });
    }
  }

  /// Folds a block into accumulators, as [FloatLoops#accumulate].
  static void accumulate(
      Code code, DType type, Object a, int ao, Object lanes, int first, int width, int n) {
    DoubleBinaryOperator real = type.isFloating() ? real(code) : null;
    LongBinaryOperator whole = type.isFloating() ? null : whole(code);
    for (int i = 0; i < n; i++) {
      int lane = (first + i) % width;
      if (real != null) {
        put(lanes, lane, real.applyAsDouble(get(lanes, lane), get(a, ao + i)));
      } else {
        putWhole(lanes, lane, whole.applyAsLong(getWhole(lanes, lane), getWhole(a, ao + i)));
      }
    }
  }

  static void fold(Code code, DType type, Object lanes, int used) {
    for (int half = Lanes.firstHalf(used); half >= 1; half /= 2) {
      accumulate(code, type, lanes, half, lanes, 0, half, half);
    }
  }
}
