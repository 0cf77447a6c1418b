package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import dev.cien.testkit.Samples;
import dev.cien.testkit.Tolerance;
import java.util.List;
import java.util.function.Function;

/// Examples of the operations that look along axes.
final class ReductionSamples {
  private ReductionSamples() {}

  static void addTo(OpTable table) {
    reduce(table, Op.Sum::new, new Tolerance(1e-5, 1e-5), -1, 1);
    reduce(table, Op.Prod::new, new Tolerance(2e-4, 1e-37), 0.9, 1.1);
    reduce(table, Op.MaxOf::new, Tolerance.EXACT, -1, 1);
    positions(table);
    cumSum(table);
    special(table);
    gradients(table);
    refusals(table);
  }

  private static void reduce(
      OpTable table,
      Function<List<Integer>, Op> reduction,
      Tolerance tolerance,
      double low,
      double high) {
    Op first = reduction.apply(List.of(0));
    Op second = reduction.apply(List.of(1));
    for (int n : OpTable.sizes()) {
      table.value(first, tolerance, Samples.uniform(n, low, high, DType.FLOAT32, n));
      table.value(first, tolerance, Samples.uniform(n, low, high, DType.FLOAT32, n, 3));
      table.value(first, tolerance, Samples.uniform(n, low, high, DType.FLOAT32, 7, n));
      table.value(second, tolerance, Samples.uniform(n, low, high, DType.FLOAT32, 3, n));
      table.value(second, tolerance, Samples.uniform(n, low, high, DType.FLOAT32, 2, n, 5));
      table.value(second, tolerance, Samples.uniform(n, low, high, DType.FLOAT32, n, 4));
      table.value(
          second, new Tolerance(1e-11, 1e-12), Samples.uniform(n, low, high, DType.FLOAT64, 3, n));
    }
    Tensor x = Samples.uniform(1, low, high, DType.FLOAT32, 3, 17, 5, 9);
    for (List<Integer> axes :
        List.of(List.of(0, 2), List.of(1, 3), List.of(0, 1, 2, 3), List.of(2, 3), List.of(0, 3))) {
      table.value(reduction.apply(axes), tolerance, x);
      OpTable.views(x).forEach(view -> table.value(reduction.apply(axes), tolerance, view));
    }
    table.value(
        first,
        tolerance,
        OpTable.stretched(Samples.uniform(1, low, high, DType.FLOAT32, 33, 5), 0));
    table.value(
        second,
        tolerance,
        OpTable.stretched(Samples.uniform(1, low, high, DType.FLOAT32, 5, 33), 1));
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64)) {
      table.value(second, Tolerance.EXACT, Samples.ints(1, 0, 2, 3, 0).cast(dtype).compute());
      table.value(first, Tolerance.EXACT, Samples.ints(1, 0, 2, 3, 0).cast(dtype).compute());
      table.value(second, Tolerance.EXACT, Samples.ints(2, -3, 4, 5, 33).cast(dtype).compute());
    }
    table.value(
        first, Tolerance.EXACT, Tensor.of(new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, 2, 5}));
  }

  private static void positions(OpTable table) {
    for (int n : OpTable.sizes()) {
      for (Tensor x :
          List.of(Samples.float32(n, n), Samples.ints(n, -3, 4, n), Samples.float64(n, n))) {
        table.value(new Op.ArgMax(0), Tolerance.EXACT, x);
        table.value(new Op.ArgSort(0, false), Tolerance.EXACT, x);
        table.value(new Op.ArgSort(0, true), Tolerance.EXACT, x);
      }
      Tensor ties = Samples.ints(n, -3, 4, 3, n).cast(DType.FLOAT32).compute();
      for (boolean descending : new boolean[] {false, true}) {
        table.value(new Op.ArgSort(0, descending), Tolerance.EXACT, ties);
        table.value(new Op.ArgSort(1, descending), Tolerance.EXACT, ties);
      }
      table.value(new Op.ArgMax(0), Tolerance.EXACT, ties);
      table.value(new Op.ArgMax(1), Tolerance.EXACT, ties);
    }
    Tensor x = Samples.float32(1, 4, 7, 5);
    OpTable.views(x).forEach(view -> table.value(new Op.ArgMax(1), Tolerance.EXACT, view));
    OpTable.views(x).forEach(view -> table.value(new Op.ArgSort(1, true), Tolerance.EXACT, view));
    table.value(new Op.ArgSort(1, true), Tolerance.EXACT, Samples.float32(1, 3, 0));
    table.value(new Op.ArgMax(1), Tolerance.EXACT, Samples.float32(1, 0, 3));
    table.value(
        new Op.ArgMax(1),
        Tolerance.EXACT,
        Samples.ints(1, -5, 5, 3, 9).cast(DType.INT64).compute());
  }

  private static void cumSum(OpTable table) {
    for (int n : OpTable.sizes()) {
      table.value(new Op.CumSum(0), new Tolerance(1e-5, 1e-4), Samples.float32(n, n));
      table.value(new Op.CumSum(0), new Tolerance(1e-5, 1e-4), Samples.float32(n, n, 3));
      table.value(new Op.CumSum(1), new Tolerance(1e-5, 1e-4), Samples.float32(n, 3, n));
      table.value(new Op.CumSum(0), Tolerance.EXACT, Samples.ints(n, -9, 9, n));
      table.value(new Op.CumSum(0), new Tolerance(1e-12, 1e-12), Samples.float64(n, n));
    }
    OpTable.views(Samples.float32(1, 4, 7, 5))
        .forEach(view -> table.value(new Op.CumSum(1), new Tolerance(1e-5, 1e-5), view));
    table.value(new Op.CumSum(0), Tolerance.EXACT, Samples.float32(1, 0, 4));
  }

  /// NaN, infinities, zeros of both signs, nothing but the smallest number.
  private static void special(OpTable table) {
    float nan = Float.NaN;
    float inf = Float.POSITIVE_INFINITY;
    Tensor x =
        Tensor.of(
            new float[] {
              1, nan, 3, -inf, -inf, -inf, 2, inf, inf, -0f, 0f, -0f, nan, nan, inf, -5, -4, -6
            },
            6,
            3);
    for (Op op :
        List.of(
            new Op.MaxOf(List.of(1)),
            new Op.Sum(List.of(1)),
            new Op.Prod(List.of(1)),
            new Op.ArgMax(1),
            new Op.ArgSort(1, false),
            new Op.ArgSort(1, true),
            new Op.CumSum(1),
            new Op.MaxOf(List.of(0)),
            new Op.ArgMax(0),
            new Op.MaxOf(List.of(0, 1)))) {
      table.value(op, Tolerance.EXACT, x);
      table.value(op, Tolerance.EXACT, x.cast(DType.FLOAT64).compute());
    }
    for (int place : new int[] {0, 5, 16, 63, 64, 100, 126}) {
      float[] values = new float[127];
      values[place] = nan;
      table.value(new Op.MaxOf(List.of(0)), Tolerance.EXACT, Tensor.of(values));
      table.value(new Op.ArgMax(0), Tolerance.EXACT, Tensor.of(values));
    }
    OpTable.sizes()
        .forEach(
            n -> table.value(new Op.MaxOf(List.of(0)), Tolerance.EXACT, Samples.booleans(n, n)));
    table.value(new Op.MaxOf(List.of(1)), Tolerance.EXACT, Samples.booleans(1, 5, 0));
    table.value(new Op.MaxOf(List.of(1)), Tolerance.EXACT, Tensor.zeros(4, 9).cast(DType.BOOL));
  }

  private static void gradients(OpTable table) {
    Tensor x = Samples.distinct(1, 2, 3, 2);
    for (List<Integer> axes : List.of(List.of(1), List.of(0, 2), List.of(0, 1, 2))) {
      table.gradient(new Op.Sum(axes), x);
      table.gradient(new Op.Prod(axes), x);
      table.gradient(new Op.MaxOf(axes), x);
    }
    table.corner(new Op.Prod(List.of(0)), Tensor.of(new double[] {0.5, 0, -2}));
    table.corner(new Op.Prod(List.of(0)), Tensor.of(new double[] {0.5, 0, 0}));
    for (int axis = 0; axis < 3; axis++) {
      table.gradient(new Op.CumSum(axis), x);
    }
  }

  private static void refusals(OpTable table) {
    table.refusal(new Op.Sum(List.of(0)), "sum: expected a numeric input", Samples.booleans(1, 3));
    table.refusal(
        new Op.Prod(List.of(0)), "prod: expected a numeric input", Samples.booleans(1, 3));
    table.refusal(new Op.CumSum(0), "cumsum: expected a numeric input", Samples.booleans(1, 3));
    table.refusal(new Op.ArgMax(1), "axis 1 of [3, 0] is empty", Samples.float32(1, 3, 0));
  }
}
