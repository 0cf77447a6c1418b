package dev.cien.tensor.reference;

import dev.cien.tensor.DType;
import dev.cien.tensor.graph.Op;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/// Operations on each element alone, with [StrictMath] where Java has the function.
final class ElementwiseReference {
  private ElementwiseReference() {}

  static Value unary(Op.Unary op, Value x) {
    return switch (x) {
      case Value.Reals(double[] at) -> map(at, onReals(op));
      case Value.Wholes(long[] at) -> map(at, onWholes(op));
    };
  }

  private static DoubleUnaryOperator onReals(Op.Unary op) {
    return switch (op) {
      case Op.Neg _ -> x -> -x;
      case Op.Abs _ -> Math::abs;
      case Op.Sign _ -> Math::signum;
      case Op.Exp _ -> StrictMath::exp;
      case Op.Expm1 _ -> StrictMath::expm1;
      case Op.Log _ -> StrictMath::log;
      case Op.Log1p _ -> StrictMath::log1p;
      case Op.Sqrt _ -> Math::sqrt;
      case Op.Sin _ -> StrictMath::sin;
      case Op.Cos _ -> StrictMath::cos;
      case Op.Tanh _ -> StrictMath::tanh;
      case Op.Sigmoid _ -> x -> 1 / (1 + StrictMath.exp(-x));
      case Op.Erf _ -> ElementwiseReference::erf;
      case Op.Floor _ -> Math::floor;
      case Op.Ceil _ -> Math::ceil;
      case Op.Round _ -> Math::rint;
      case Op.Not _ -> throw unfit(op, "float");
      case Op.Cast _ -> throw unfit(op, "float");
    };
  }

  private static LongUnaryOperator onWholes(Op.Unary op) {
    return switch (op) {
      case Op.Neg _ -> x -> -x;
      case Op.Abs _ -> Math::abs;
      case Op.Sign _ -> Long::signum;
      case Op.Not _ -> x -> 1 - x;
      case Op.Floor _, Op.Ceil _, Op.Round _ -> x -> x;
      case Op.Exp _,
          Op.Expm1 _,
          Op.Log _,
          Op.Log1p _,
          Op.Sqrt _,
          Op.Sin _,
          Op.Cos _,
          Op.Tanh _,
          Op.Sigmoid _,
          Op.Erf _,
          Op.Cast _ ->
          throw unfit(op, "whole-number");
    };
  }

  static Value binary(Op.Binary op, Value a, Value b) {
    return switch (a) {
      case Value.Reals(double[] at) ->
          switch (op) {
            case Op.Less _ -> compare(at, b.reals(), (x, y) -> x < y);
            case Op.LessEqual _ -> compare(at, b.reals(), (x, y) -> x <= y);
            case Op.Equal _ -> compare(at, b.reals(), (x, y) -> x == y);
            case Op.Add _ -> map(at, b.reals(), (x, y) -> x + y);
            case Op.Sub _ -> map(at, b.reals(), (x, y) -> x - y);
            case Op.Mul _ -> map(at, b.reals(), (x, y) -> x * y);
            case Op.Div _ -> map(at, b.reals(), (x, y) -> x / y);
            case Op.Rem _ -> map(at, b.reals(), (x, y) -> x % y);
            case Op.Max _ -> map(at, b.reals(), Math::max);
            case Op.Min _ -> map(at, b.reals(), Math::min);
            case Op.Pow _ -> map(at, b.reals(), StrictMath::pow);
            case Op.And _, Op.Or _ -> throw unfit(op, "float");
          };
      case Value.Wholes(long[] at) -> map(at, b.wholes(), onWholes(op));
    };
  }

  private static LongBinaryOperator onWholes(Op.Binary op) {
    return switch (op) {
      case Op.Add _ -> (x, y) -> x + y;
      case Op.Sub _ -> (x, y) -> x - y;
      case Op.Mul _ -> (x, y) -> x * y;
      case Op.Div _ -> (x, y) -> y == 0 ? 0 : x / y;
      case Op.Rem _ -> (x, y) -> y == 0 ? 0 : x % y;
      case Op.Max _ -> Math::max;
      case Op.Min _ -> Math::min;
      case Op.Pow _ -> ElementwiseReference::power;
      case Op.Less _ -> (x, y) -> x < y ? 1 : 0;
      case Op.LessEqual _ -> (x, y) -> x <= y ? 1 : 0;
      case Op.Equal _ -> (x, y) -> x == y ? 1 : 0;
      case Op.And _ -> (x, y) -> x & y;
      case Op.Or _ -> (x, y) -> x | y;
    };
  }

  /// y = condition ? a : b.
  static Value where(Value condition, Value a, Value b) {
    long[] holds = condition.wholes();
    return switch (a) {
      case Value.Reals(double[] at) -> {
        double[] y = new double[at.length];
        Arrays.setAll(y, i -> holds[i] != 0 ? at[i] : b.reals()[i]);
        yield new Value.Reals(y);
      }
      case Value.Wholes(long[] at) -> {
        long[] y = new long[at.length];
        Arrays.setAll(y, i -> holds[i] != 0 ? at[i] : b.wholes()[i]);
        yield new Value.Wholes(y);
      }
    };
  }

  /// The elements in another format. Floats become integers by truncation (saturating, NaN becomes
  /// 0); integers wrap; anything but 0 becomes true. A whole number goes to BFLOAT16 by way of
  /// FLOAT32.
  static Value cast(Value x, DType to) {
    return switch (x) {
      case Value.Reals(double[] at) ->
          switch (to) {
            case FLOAT64, FLOAT32, BFLOAT16 -> x.in(to);
            case INT64 -> wholes(at.length, i -> (long) at[i]);
            case INT32 -> wholes(at.length, i -> (int) at[i]);
            case BOOL -> wholes(at.length, i -> at[i] == 0 ? 0 : 1);
          };
      case Value.Wholes(long[] at) ->
          switch (to) {
            case FLOAT64 -> reals(at.length, i -> (double) at[i]);
            case FLOAT32 -> reals(at.length, i -> (float) at[i]);
            case BFLOAT16 -> reals(at.length, i -> (float) at[i]).in(to);
            case INT64 -> x;
            case INT32 -> wholes(at.length, i -> (int) at[i]);
            case BOOL -> wholes(at.length, i -> at[i] == 0 ? 0 : 1);
          };
    };
  }

  /// The error function, erf(x) = 2/√π · e^(−x²) · Σₙ 2ⁿ x²ⁿ⁺¹ / (1·3·5…(2n+1)). All terms have one
  /// sign, so nothing cancels; beyond 6 the result is ±1 in float64.
  static double erf(double x) {
    if (Double.isNaN(x) || Math.abs(x) >= 6) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > Math.abs(sum) * 1e-18; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
  }

  /// baseⁿ of whole numbers: 1/baseⁿ towards zero for negative n, and 0 for 0 to a negative power.
  static long power(long base, long exponent) {
    if (exponent < 0) {
      return base == 1 ? 1 : base == -1 ? (exponent % 2 == 0 ? 1 : -1) : 0;
    }
    long result = 1;
    long square = base;
    for (long rest = exponent; rest > 0; rest >>= 1) {
      result = (rest & 1) == 1 ? result * square : result;
      square *= square;
    }
    return result;
  }

  @FunctionalInterface
  private interface Comparison {
    boolean holds(double x, double y);
  }

  private static Value compare(double[] a, double[] b, Comparison comparison) {
    return wholes(a.length, i -> comparison.holds(a[i], b[i]) ? 1 : 0);
  }

  private static Value map(double[] x, DoubleUnaryOperator f) {
    return reals(x.length, i -> f.applyAsDouble(x[i]));
  }

  private static Value map(long[] x, LongUnaryOperator f) {
    return wholes(x.length, i -> f.applyAsLong(x[i]));
  }

  private static Value map(double[] a, double[] b, DoubleBinaryOperator f) {
    return reals(a.length, i -> f.applyAsDouble(a[i], b[i]));
  }

  private static Value map(long[] a, long[] b, LongBinaryOperator f) {
    return wholes(a.length, i -> f.applyAsLong(a[i], b[i]));
  }

  private static Value reals(int size, IntToDoubleFunction f) {
    double[] y = new double[size];
    Arrays.setAll(y, f);
    return new Value.Reals(y);
  }

  private static Value wholes(int size, IntToLongFunction f) {
    long[] y = new long[size];
    Arrays.setAll(y, f);
    return new Value.Wholes(y);
  }

  private static IllegalArgumentException unfit(Op op, String elements) {
    return new IllegalArgumentException(
        op.label() + " has no meaning on " + elements + " elements");
  }
}
