package dev.cien.tensor.loop;

import dev.cien.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes the body of a kernel: equal instructions become one value.
public final class Body {
  private record Key(Code code, DType type, Val a, Val b, Val c, long imm) {}

  private final Map<Key, Val> known = new HashMap<>();
  private final List<Val> vals = new ArrayList<>();
  private final List<Access> accesses = new ArrayList<>();
  private final Map<Access, Integer> accessIndex = new HashMap<>();
  private final List<Kernel.Store> stores = new ArrayList<>();
  private final boolean rows;

  /// A body for a kernel with (`rows`) or without row values.
  public Body(boolean rows) {
    this.rows = rows;
  }

  /// The element at `access`; a row value if the access does not move along the row.
  public Val load(Access access) {
    return at(Code.LOAD, access.type(), access);
  }

  /// The position of `access`.
  public Val index(Access access) {
    return at(Code.INDEX, DType.INT32, access);
  }

  private Val at(Code code, DType type, Access access) {
    return make(code, type, null, null, null, accessOf(access), rows && isStill(access));
  }

  private int accessOf(Access access) {
    return accessIndex.computeIfAbsent(
        access,
        a -> {
          accesses.add(a);
          return accesses.size() - 1;
        });
  }

  /// A FLOAT32 constant.
  public Val f32(float value) {
    return constant(DType.FLOAT32, value);
  }

  /// An INT32 constant.
  public Val i32(int value) {
    return constant(DType.INT32, value);
  }

  /// A constant of any type.
  public Val constant(DType type, double value) {
    long bits =
        switch (type) {
          case FLOAT32 -> Float.floatToRawIntBits((float) value);
          case FLOAT64 -> Double.doubleToRawLongBits(value);
          case INT32 -> (int) value;
          case INT64 -> (long) value;
          case BOOL -> value != 0 ? 1 : 0;
          case BFLOAT16 ->
              throw new IllegalArgumentException("bfloat16 has no constants in kernels");
        };
    return make(Code.CONST, type, null, null, null, bits, rows);
  }

  /// A unary operation whose result has the operand's type.
  public Val op(Code code, Val a) {
    return make(code, a.type, a, null, null, 0, false);
  }

  /// A binary operation whose result has the operands' type, BOOL for comparisons.
  public Val op(Code code, Val a, Val b) {
    boolean compares = code == Code.LT || code == Code.LE || code == Code.EQ;
    return make(code, compares ? DType.BOOL : a.type, a, b, null, 0, false);
  }

  /// a·b + c with one rounding.
  public Val fma(Val a, Val b, Val c) {
    return make(Code.FMA, a.type, a, b, c, 0, false);
  }

  /// condition ? a : b.
  public Val select(Val condition, Val a, Val b) {
    return make(Code.SELECT, a.type, condition, a, b, 0, false);
  }

  /// A value in another type.
  public Val cast(Val a, DType type) {
    return a.type == type ? a : make(Code.CAST, type, a, null, null, 0, false);
  }

  /// Bits of a FLOAT32 as INT32.
  public Val bits(Val a) {
    return make(Code.BITS, DType.INT32, a, null, null, 0, false);
  }

  /// INT32 bits as FLOAT32.
  public Val unbits(Val a) {
    return make(Code.UNBITS, DType.FLOAT32, a, null, null, 0, false);
  }

  /// A shift by a constant amount.
  public Val shift(Code code, Val a, int amount) {
    return make(code, DType.INT32, a, null, null, amount, false);
  }

  /// A FLOAT64 function of one or two operands.
  public Val call(Val.Function function, Val a, Val b) {
    return make(Code.CALL, a.type, a, b, null, function.ordinal(), false);
  }

  /// The reduction of a value over the row; for a column kernel, over the middle axes.
  public Val reduce(Code code, Val a) {
    return make(code, a.type, a, null, null, 0, false);
  }

  /// Writes a value; a row value to each element of the row if the access moves along it.
  public void store(Val value, Access access) {
    stores.add(new Kernel.Store(isStill(access) ? value : spread(value), accessOf(access)));
  }

  private static boolean isStill(Access access) {
    return access.inner() == 0 && Arrays.stream(access.middle()).allMatch(s -> s == 0);
  }

  private Val make(Code code, DType type, Val a, Val b, Val c, long imm, boolean rowSource) {
    boolean operands = a != null;
    boolean row =
        code.isReduction()
            ? rows
            : operands
                ? a.row && (b == null || b.row) && (c == null || c.row) && code != Code.SPREAD
                : rowSource;
    Val x = a;
    Val y = b;
    Val z = c;
    if (operands && !row && !code.isReduction() && code != Code.SPREAD) {
      x = spread(a);
      y = b == null ? null : spread(b);
      z = c == null ? null : spread(c);
    } else if (code.isReduction()) {
      x = spread(a);
    }
    Key key = new Key(code, type, x, y, z, imm);
    Val found = known.get(key);
    if (found == null) {
      found = new Val(vals.size(), code, type, x, y, z, imm, row, phase(code, row, x, y, z));
      vals.add(found);
      known.put(key, found);
    }
    return found;
  }

  private Val spread(Val a) {
    return a.row ? make(Code.SPREAD, a.type, a, null, null, 0, false) : a;
  }

  /// Row values are complete after a pass, so that elements can use them from the next pass on.
  private static int phase(Code code, boolean row, Val a, Val b, Val c) {
    if (code == Code.SPREAD) {
      return a.phase + 1;
    }
    int phase = row ? -1 : 0;
    for (Val operand : new Val[] {a, b, c}) {
      if (operand != null) {
        phase = Math.max(phase, operand.phase);
      }
    }
    return phase;
  }

  /// The finished kernel.
  public Kernel kernel(
      String name, Kernel.Kind kind, int[] outer, int[] middle, int inner, int buffers) {
    int phases = 1;
    for (Val val : vals) {
      if (!val.row || val.code.isReduction()) {
        phases = Math.max(phases, val.phase + 1);
      }
    }
    return new Kernel(
        name,
        kind,
        outer,
        middle,
        inner,
        List.copyOf(vals),
        List.copyOf(accesses),
        List.copyOf(stores),
        phases,
        buffers);
  }
}
