package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import dev.cien.testkit.Samples;
import dev.cien.testkit.Tolerance;
import java.util.List;

/// Examples of the operations on each element alone.
final class ElementwiseSamples {
  /// Elementary functions are accurate to a few units in the last place; their own test measures
  /// how many.
  private static final Tolerance FUNCTION = new Tolerance(1e-6, 1e-37);

  private static final Tolerance FUNCTION64 = new Tolerance(1e-14, 1e-300);
  private static final List<int[]> SHAPES =
      List.of(
          new int[0],
          new int[] {0},
          new int[] {3, 0, 2},
          new int[] {2, 3, 5},
          new int[] {1, 17, 1, 3},
          new int[] {5, 129});

  private record Domain(Op.Unary op, double low, double high) {}

  private ElementwiseSamples() {}

  static void addTo(OpTable table) {
    for (Domain domain :
        List.of(
            new Domain(new Op.Neg(), -5, 5),
            new Domain(new Op.Abs(), -5, 5),
            new Domain(new Op.Sign(), -5, 5),
            new Domain(new Op.Exp(), -10, 10),
            new Domain(new Op.Expm1(), -3, 3),
            new Domain(new Op.Log(), 0.1, 10),
            new Domain(new Op.Log1p(), -0.9, 10),
            new Domain(new Op.Sqrt(), 0.01, 10),
            new Domain(new Op.Sin(), -7, 7),
            new Domain(new Op.Cos(), -7, 7),
            new Domain(new Op.Tanh(), -5, 5),
            new Domain(new Op.Sigmoid(), -10, 10),
            new Domain(new Op.Erf(), -3, 3),
            new Domain(new Op.Floor(), -9, 9),
            new Domain(new Op.Ceil(), -9, 9),
            new Domain(new Op.Round(), -9, 9))) {
      unary(table, domain);
    }
    wholeUnary(table);
    binary(table);
    comparisons(table);
    logic(table);
    where(table);
    cast(table);
  }

  private static void unary(OpTable table, Domain d) {
    OpTable.sizes()
        .forEach(
            n -> table.value(d.op, FUNCTION, Samples.uniform(n, d.low, d.high, DType.FLOAT32, n)));
    for (int[] shape : SHAPES) {
      Tensor x = Samples.uniform(5, d.low, d.high, DType.FLOAT32, shape);
      table.value(d.op, FUNCTION, x);
      OpTable.views(x).forEach(view -> table.value(d.op, FUNCTION, view));
      table.value(d.op, FUNCTION64, Samples.uniform(6, d.low, d.high, DType.FLOAT64, shape));
    }
    table.value(
        d.op,
        FUNCTION,
        OpTable.stretched(Samples.uniform(7, d.low, d.high, DType.FLOAT32, 33, 4), 0));
    boolean hasGradient =
        switch (d.op) {
          case Op.Sign _, Op.Floor _, Op.Ceil _, Op.Round _ -> false;
          default -> true;
        };
    // Well inside the domain, away from 0 and, for |x|, from its corner.
    double low = Math.max(d.low, -2);
    double high = Math.min(d.high, 2);
    if (hasGradient) {
      table.gradient(d.op, away(Samples.uniform(8, low, high, DType.FLOAT64, 5)));
      table.gradient(
          d.op, away(Samples.uniform(9, low, high, DType.FLOAT64, 2, 3)).t().compute().t());
      table.gradient(d.op, away(Samples.uniform(10, low, high, DType.FLOAT64)));
    }
    boolean fractionsOnly =
        !(d.op instanceof Op.Neg || d.op instanceof Op.Abs || d.op instanceof Op.Sign);
    table.refusal(
        d.op,
        d.op.label()
            + ": expected "
            + (fractionsOnly ? "a floating-point input" : "a numeric input"),
        fractionsOnly ? Samples.ints(1, 0, 5, 3) : Samples.booleans(1, 3));
  }

  private static Tensor away(Tensor x) {
    return Tensor.where(x.abs().lt(0.05), x.add(0.2), x).compute();
  }

  private static void wholeUnary(OpTable table) {
    for (Op op : List.of(new Op.Neg(), new Op.Abs(), new Op.Sign())) {
      for (int n : List.of(1, 17, 129)) {
        table.value(op, Tolerance.EXACT, Samples.ints(n, -9, 9, n));
        table.value(op, Tolerance.EXACT, Samples.ints(n, -9, 9, n).cast(DType.INT64).compute());
      }
      table.value(
          op, Tolerance.EXACT, Tensor.of(new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1}));
    }
  }

  private static void binary(OpTable table) {
    List<Op> ops =
        List.of(
            new Op.Add(),
            new Op.Sub(),
            new Op.Mul(),
            new Op.Div(),
            new Op.Rem(),
            new Op.Max(),
            new Op.Min());
    for (Op op : ops) {
      floats(table, op, -4, 4, 0.5, 3);
      for (DType dtype : List.of(DType.INT32, DType.INT64)) {
        for (int n : List.of(1, 5, 16, 63, 129)) {
          table.value(
              op,
              Tolerance.EXACT,
              Samples.ints(n, -50, 50, n).cast(dtype).compute(),
              Samples.ints(n + 1, -5, 5, n).cast(dtype).compute());
        }
      }
      Tensor edges =
          Tensor.of(new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE, 7, -7});
      table.value(
          op, Tolerance.EXACT, edges, Tensor.of(new int[] {-1, 1, Integer.MIN_VALUE, 0, 2}));
      table.refusal(
          op,
          op.label() + ": expected inputs of one shape, found data float32[2] and data float32[3]",
          Samples.float32(1, 2),
          Samples.float32(2, 3));
      table.refusal(
          op, "expected inputs of one number format", Samples.float32(1, 2), Samples.float64(2, 2));
      table.refusal(op, "expected numeric inputs", Samples.booleans(1, 2), Samples.booleans(2, 2));
    }
    floats(table, new Op.Pow(), 0.1, 4, -3, 3);
    table.refusal(
        new Op.Pow(),
        "expected floating-point inputs",
        Samples.ints(1, 0, 3, 2),
        Samples.ints(2, 0, 3, 2));
    for (Op op : List.of(new Op.Add(), new Op.Sub(), new Op.Mul(), new Op.Div(), new Op.Pow())) {
      table.gradient(
          op,
          Samples.uniform(1, 0.5, 2, DType.FLOAT64, 2, 3),
          Samples.uniform(2, 0.5, 2, DType.FLOAT64, 2, 3));
      table.gradient(
          op, Samples.uniform(3, 0.5, 2, DType.FLOAT64), Samples.uniform(4, 0.5, 2, DType.FLOAT64));
      Tensor same = Samples.uniform(5, 0.5, 2, DType.FLOAT64, 4);
      table.gradient(op, same, same.flip(0).compute());
    }
    table.gradient(
        new Op.Rem(),
        Samples.uniform(1, 5.1, 5.9, DType.FLOAT64, 5),
        Samples.uniform(2, 2, 2.4, DType.FLOAT64, 5));
    Tensor both = Samples.distinct(6, 2, 7);
    table.gradient(new Op.Max(), both.at(0).compute(), both.at(1).compute());
    table.gradient(new Op.Min(), both.at(0).compute(), both.at(1).compute());
  }

  private static void floats(
      OpTable table, Op op, double low, double high, double low2, double high2) {
    Tolerance tolerance = op instanceof Op.Pow ? new Tolerance(4e-6, 1e-37) : FUNCTION;
    OpTable.sizes()
        .forEach(
            n ->
                table.value(
                    op,
                    tolerance,
                    Samples.uniform(n, low, high, DType.FLOAT32, n),
                    Samples.uniform(n + 1, low2, high2, DType.FLOAT32, n)));
    for (int[] shape : SHAPES) {
      Tensor a = Samples.uniform(1, low, high, DType.FLOAT32, shape);
      Tensor b = Samples.uniform(2, low2, high2, DType.FLOAT32, shape);
      table.value(op, tolerance, a, b);
      OpTable.views(a).forEach(view -> table.value(op, tolerance, view, b));
      OpTable.views(b).forEach(view -> table.value(op, tolerance, a, view));
      table.value(
          op,
          FUNCTION64,
          Samples.uniform(3, low, high, DType.FLOAT64, shape),
          Samples.uniform(4, low2, high2, DType.FLOAT64, shape));
    }
    Tensor a = Samples.uniform(5, low, high, DType.FLOAT32, 13, 33);
    Tensor b = Samples.uniform(6, low2, high2, DType.FLOAT32, 13, 33);
    table.value(op, tolerance, a, OpTable.stretched(b, 0));
    table.value(op, tolerance, a, OpTable.stretched(b, 1));
    table.value(op, tolerance, OpTable.stretched(a, 1), OpTable.stretched(b, 0));
  }

  private static void comparisons(OpTable table) {
    for (Op op : List.of(new Op.Less(), new Op.LessEqual(), new Op.Equal())) {
      for (int n : OpTable.sizes()) {
        table.value(op, Tolerance.EXACT, few(n, n), few(n + 1, n));
        table.value(op, Tolerance.EXACT, Samples.ints(n, -2, 2, n), Samples.ints(n + 1, -2, 2, n));
      }
      for (DType dtype : List.of(DType.FLOAT64, DType.INT64, DType.BOOL)) {
        table.value(
            op,
            Tolerance.EXACT,
            few(1, 37).cast(dtype).compute(),
            few(2, 37).cast(dtype).compute());
      }
      table.value(op, Tolerance.EXACT, few(1, 6, 5), OpTable.stretched(few(2, 6, 5), 0));
      float nan = Float.NaN;
      float inf = Float.POSITIVE_INFINITY;
      table.value(
          op,
          Tolerance.EXACT,
          Tensor.of(new float[] {nan, nan, 1, 0f, -0f, inf, -inf}),
          Tensor.of(new float[] {nan, 1, nan, -0f, 0f, inf, inf}));
      table.refusal(
          op,
          "expected inputs of one number format",
          Samples.float32(1, 2),
          Samples.ints(2, 0, 2, 2));
    }
  }

  /// Floats among which equal ones are frequent.
  private static Tensor few(long seed, int... dims) {
    return Samples.ints(seed, -2, 3, dims).cast(DType.FLOAT32).compute();
  }

  private static void logic(OpTable table) {
    for (Op op : List.of(new Op.And(), new Op.Or())) {
      OpTable.sizes()
          .forEach(
              n ->
                  table.value(
                      op, Tolerance.EXACT, Samples.booleans(n, n), Samples.booleans(n + 1, n)));
      table.value(
          op,
          Tolerance.EXACT,
          Samples.booleans(1, 7, 5),
          OpTable.stretched(Samples.booleans(2, 7, 5), 1));
      table.refusal(op, "expected bool inputs", Samples.ints(1, 0, 2, 2), Samples.ints(2, 0, 2, 2));
    }
    OpTable.sizes()
        .forEach(n -> table.value(new Op.Not(), Tolerance.EXACT, Samples.booleans(n, n)));
    table.refusal(new Op.Not(), "not: expected a bool input", Samples.float32(1, 2));
  }

  private static void where(OpTable table) {
    Op op = new Op.Where();
    for (DType dtype : DType.values()) {
      for (int n : List.of(1, 7, 17, 65, 1000)) {
        table.value(
            op,
            Tolerance.EXACT,
            Samples.booleans(n, n),
            few(1, n).cast(dtype).compute(),
            few(2, n).cast(dtype).compute());
      }
    }
    Tensor condition = OpTable.stretched(Samples.booleans(1, 9, 4), 1);
    table.value(
        op,
        Tolerance.EXACT,
        condition,
        Samples.float32(2, 9, 4),
        OpTable.stretched(Samples.float32(3, 9, 4), 0));
    table.gradient(op, Samples.booleans(4, 6), Samples.float64(5, 6), Samples.float64(6, 6));
    table.refusal(
        op,
        "expected a bool condition",
        Samples.float32(1, 2),
        Samples.float32(2, 2),
        Samples.float32(3, 2));
    table.refusal(
        op,
        "where: expected inputs of one shape",
        Samples.booleans(1, 2),
        Samples.float32(2, 2),
        Samples.float32(3, 3));
  }

  private static void cast(OpTable table) {
    float[] edges = {
      0,
      -0f,
      0.5f,
      -0.5f,
      1.5f,
      -2.5f,
      255.9f,
      3e9f,
      -3e9f,
      1e19f,
      -1e19f,
      1e-40f,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      16777217f,
      3.4e38f,
      1.00390625f,
      1.01171875f
    };
    int[] wholes = {0, 1, -1, 16777217, -16777219, Integer.MAX_VALUE, Integer.MIN_VALUE, 255};
    long[] longs = {
      0, 1, -1, 1L << 40, (1L << 40) + 1, -(1L << 53) - 1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 31
    };
    for (DType to : DType.values()) {
      Op op = new Op.Cast(to);
      table.value(op, Tolerance.EXACT, Tensor.of(edges));
      table.value(op, Tolerance.EXACT, Tensor.of(edges).cast(DType.FLOAT64).compute());
      table.value(op, Tolerance.EXACT, Tensor.of(edges).cast(DType.BFLOAT16).compute());
      table.value(op, Tolerance.EXACT, Tensor.of(wholes));
      table.value(op, Tolerance.EXACT, Tensor.of(longs));
      table.value(op, Tolerance.EXACT, Samples.booleans(1, 37));
      OpTable.views(Samples.uniform(1, -300, 300, DType.FLOAT32, 5, 17))
          .forEach(view -> table.value(op, Tolerance.EXACT, view));
      OpTable.sizes()
          .forEach(
              n ->
                  table.value(
                      op, Tolerance.EXACT, Samples.uniform(n, -300, 300, DType.FLOAT32, n)));
    }
    table.gradient(new Op.Cast(DType.FLOAT64), Samples.float64(1, 3));
  }
}
