package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import dev.cien.testkit.Samples;
import dev.cien.testkit.Tolerance;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Examples of matrix products, convolutions and pooling.
final class ContractionSamples {
  /// Elements are up to 1, so a sum of k products has a rounding error of about √k · 2⁻²⁴.
  private static final Tolerance SUMS = new Tolerance(1e-5, 2e-5);

  private static final Tolerance SUMS64 = new Tolerance(1e-13, 1e-13);

  private ContractionSamples() {}

  static void addTo(OpTable table) {
    matMul(table);
    for (Case at : cases()) {
      conv(table, at, DType.FLOAT32, SUMS);
      conv(table, at, DType.FLOAT64, SUMS64);
    }
    pool(table);
    gradients(table);
    refusals(table);
  }

  private static void matMul(OpTable table) {
    Op op = new Op.MatMul();
    List<Integer> sizes = OpTable.sizes();
    for (int i = 0; i < sizes.size(); i++) {
      for (int shift : new int[] {0, 5, 11}) {
        int m = sizes.get(i);
        int k = sizes.get((i + shift) % sizes.size());
        int n = sizes.get((i + 2 * shift) % sizes.size());
        if ((long) m * k * n < 20_000_000) {
          table.value(op, SUMS, Samples.float32(1, m, k), Samples.float32(2, k, n));
          table.value(op, SUMS, Samples.float32(1, k, m).t(), Samples.float32(2, k, n));
          table.value(op, SUMS, Samples.float32(1, m, k), Samples.float32(2, n, k).t());
          table.value(op, SUMS, Samples.float32(1, k, m).t(), Samples.float32(2, n, k).t());
        }
      }
    }
    for (int[] mkn :
        new int[][] {
          {1, 1000, 1},
          {1000, 1, 1000},
          {1, 129, 1000},
          {1000, 129, 1},
          {64, 784, 10},
          {10, 64, 784},
          {300, 300, 300}
        }) {
      table.value(op, SUMS, Samples.float32(1, mkn[0], mkn[1]), Samples.float32(2, mkn[1], mkn[2]));
    }
    Tensor a = Samples.float32(3, 3, 17, 9);
    Tensor b = Samples.float32(4, 3, 9, 33);
    table.value(op, SUMS, a, b);
    OpTable.views(a).forEach(view -> table.value(op, SUMS, view, b));
    OpTable.views(b).forEach(view -> table.value(op, SUMS, a, view));
    table.value(op, SUMS, OpTable.stretched(a, 0), b);
    table.value(op, SUMS, a, OpTable.stretched(b, 0));
    table.value(op, SUMS, Samples.float32(5, 2, 3, 5, 7), Samples.float32(6, 2, 3, 11, 7).t());
    table.value(op, SUMS64, Samples.float64(1, 17, 33), Samples.float64(2, 33, 5));
    table.value(op, SUMS64, Samples.float64(1, 2, 3, 4), Samples.float64(2, 2, 4, 3));
    for (DType dtype : List.of(DType.INT32, DType.INT64)) {
      table.value(
          op,
          Tolerance.EXACT,
          Samples.ints(1, -9, 9, 5, 17).cast(dtype).compute(),
          Samples.ints(2, -9, 9, 17, 3).cast(dtype).compute());
    }
    for (int[] mkn : new int[][] {{0, 3, 2}, {3, 0, 2}, {3, 2, 0}}) {
      table.value(
          op,
          Tolerance.EXACT,
          Samples.float32(1, mkn[0], mkn[1]),
          Samples.float32(2, mkn[1], mkn[2]));
    }
    table.value(op, Tolerance.EXACT, Samples.float32(1, 0, 2, 3), Samples.float32(2, 0, 3, 2));
  }

  /// One convolution: shapes of x and of the weight, and how the window moves.
  private record Case(List<Integer> x, List<Integer> w, Op.Geometry geometry) {
    int[] out() {
      int[] out = Op.array(x);
      out[1] = w.get(0);
      for (int d = 2; d < out.length; d++) {
        out[d] = geometry.out(d - 2, x.get(d), w.get(d));
      }
      return out;
    }
  }

  private static List<Case> cases() {
    return List.of(
        new Case(List.of(2, 3, 17), List.of(5, 3, 3), geometry(1, 1, 0, 1, 1)),
        new Case(List.of(1, 1, 1), List.of(1, 1, 1), geometry(1, 1, 0, 1, 1)),
        new Case(List.of(2, 4, 33), List.of(6, 2, 5), geometry(1, 3, 2, 2, 2)),
        new Case(List.of(3, 1, 9, 7), List.of(4, 1, 3, 3), geometry(2, 1, 1, 1, 1)),
        new Case(List.of(2, 3, 8, 8), List.of(2, 3, 3, 3), geometry(2, 2, 1, 1, 1)),
        new Case(List.of(2, 6, 7, 5), List.of(6, 1, 3, 2), geometry(2, 1, 1, 1, 6)),
        new Case(List.of(2, 6, 9, 9), List.of(4, 3, 3, 3), geometry(2, 1, 0, 2, 2)),
        new Case(List.of(2, 8, 6, 6), List.of(16, 8, 1, 1), geometry(2, 1, 0, 1, 1)),
        new Case(List.of(2, 5, 13, 13), List.of(7, 5, 7, 7), geometry(2, 2, 3, 1, 1)),
        new Case(List.of(1, 33, 10, 31), List.of(34, 33, 3, 3), geometry(2, 1, 1, 1, 1)),
        new Case(List.of(2, 64, 5, 5), List.of(32, 64, 3, 3), geometry(2, 1, 1, 1, 1)),
        new Case(List.of(3, 2, 1, 15), List.of(3, 2, 1, 4), geometry(2, 3, 0, 1, 1)),
        new Case(List.of(2, 2, 5, 6, 7), List.of(3, 2, 3, 2, 3), geometry(3, 1, 1, 1, 1)),
        new Case(List.of(1, 4, 5, 5, 5), List.of(2, 2, 2, 3, 2), geometry(3, 2, 1, 2, 2)),
        new Case(
            List.of(2, 2, 6, 7),
            List.of(3, 2, 3, 3),
            new Op.Geometry(List.of(1, 2), List.of(0, 2), List.of(1, 0), List.of(2, 1), 1)),
        new Case(List.of(0, 3, 6, 6), List.of(2, 3, 3, 3), geometry(2, 1, 1, 1, 1)));
  }

  private static Op.Geometry geometry(int axes, int stride, int pad, int dilation, int groups) {
    return new Op.Geometry(
        all(axes, stride), all(axes, pad), all(axes, pad), all(axes, dilation), groups);
  }

  private static List<Integer> all(int axes, int value) {
    return Collections.nCopies(axes, value);
  }

  private static void conv(OpTable table, Case at, DType dtype, Tolerance tolerance) {
    Tensor x = Samples.uniform(1, -1, 1, dtype, Op.array(at.x));
    Tensor w = Samples.uniform(2, -1, 1, dtype, Op.array(at.w));
    Tensor dy = Samples.uniform(3, -1, 1, dtype, at.out());
    Op convInput = new Op.ConvInput(at.geometry, at.x.subList(2, at.x.size()));
    Op convWeight = new Op.ConvWeight(at.geometry, at.w.subList(2, at.w.size()));
    table.value(new Op.Conv(at.geometry), tolerance, x, w);
    table.value(convInput, tolerance, dy, w);
    table.value(convWeight, tolerance, x, dy);
    for (int which : new int[] {0, 1, 3}) {
      if (dtype == DType.FLOAT32 && x.size() > 0) {
        table.value(
            new Op.Conv(at.geometry),
            tolerance,
            OpTable.views(x).get(which),
            OpTable.views(w).get(which));
        table.value(
            convInput, tolerance, OpTable.views(dy).get(which), OpTable.views(w).get(which));
        table.value(
            convWeight, tolerance, OpTable.views(x).get(which), OpTable.views(dy).get(which));
      }
    }
  }

  private static void pool(OpTable table) {
    for (int n : OpTable.sizes()) {
      if (n > 2) {
        Op line = new Op.ArgMaxPool(List.of(3), geometry(1, 2, 1, 1, 1));
        table.value(line, Tolerance.EXACT, Samples.float32(n, 2, 3, n));
        table.value(
            line, Tolerance.EXACT, Samples.ints(n, -2, 3, 2, n).cast(DType.FLOAT32).compute());
      }
    }
    for (Op op :
        List.of(
            new Op.ArgMaxPool(List.of(2, 2), geometry(2, 2, 0, 1, 1)),
            new Op.ArgMaxPool(List.of(3, 2), geometry(2, 1, 1, 1, 1)),
            new Op.ArgMaxPool(List.of(2, 3), geometry(2, 2, 0, 2, 1)))) {
      for (int[] dims :
          List.of(
              new int[] {2, 3, 8, 8},
              new int[] {1, 2, 7, 9},
              new int[] {5, 6},
              new int[] {0, 2, 6, 6})) {
        table.value(op, Tolerance.EXACT, Samples.float32(1, dims));
        table.value(
            op, Tolerance.EXACT, Samples.ints(1, -2, 3, dims).cast(DType.FLOAT64).compute());
        table.value(op, Tolerance.EXACT, Samples.ints(1, -2, 3, dims));
        OpTable.views(Samples.float32(2, dims))
            .forEach(view -> table.value(op, Tolerance.EXACT, view));
      }
    }
    table.value(
        new Op.ArgMaxPool(List.of(2, 2, 2), geometry(3, 2, 1, 1, 1)),
        Tolerance.EXACT,
        Samples.float32(1, 2, 2, 4, 5, 6));
    float nan = Float.NaN;
    float lowest = Float.NEGATIVE_INFINITY;
    table.value(
        new Op.ArgMaxPool(List.of(2), geometry(1, 1, 1, 1, 1)),
        Tolerance.EXACT,
        Tensor.of(new float[] {lowest, lowest, nan, 1, nan, 5, 5, lowest}, 1, 8));
  }

  private static void gradients(OpTable table) {
    table.gradient(new Op.MatMul(), Samples.float64(1, 2, 3), Samples.float64(2, 3, 4));
    table.gradient(new Op.MatMul(), Samples.float64(1, 2, 2, 3), Samples.float64(2, 2, 3, 1));
    for (Case at : cases()) {
      int[] smaller = Op.array(at.x);
      long work = Arrays.stream(smaller).asLongStream().reduce(1, (p, q) -> p * q);
      if (work == 0 || work > 700) {
        continue;
      }
      Tensor x = Samples.float64(1, smaller);
      Tensor w = Samples.float64(2, Op.array(at.w));
      Tensor dy = Samples.float64(3, at.out());
      table.gradient(new Op.Conv(at.geometry), x, w);
      table.gradient(new Op.ConvInput(at.geometry, at.x.subList(2, at.x.size())), dy, w);
      table.gradient(new Op.ConvWeight(at.geometry, at.w.subList(2, at.w.size())), x, dy);
    }
  }

  private static void refusals(OpTable table) {
    Op.Geometry plain = geometry(2, 1, 0, 1, 1);
    table.refusal(
        new Op.MatMul(),
        "matmul: expected […, M, K] and […, K, N]",
        Samples.float32(1, 2, 3),
        Samples.float32(2, 2, 3));
    table.refusal(
        new Op.MatMul(),
        "matmul: expected […, M, K] and […, K, N]",
        Samples.float32(1, 3),
        Samples.float32(2, 3));
    table.refusal(
        new Op.MatMul(),
        "expected inputs of one number format",
        Samples.float32(1, 2, 3),
        Samples.float64(2, 3, 2));
    table.refusal(
        new Op.MatMul(),
        "expected numeric inputs",
        Samples.booleans(1, 2, 3),
        Samples.booleans(2, 3, 2));
    table.refusal(
        new Op.Conv(plain),
        "conv: expected x [N, C, 2 spatial axes]",
        Samples.float32(1, 1, 3, 5, 5),
        Samples.float32(2, 4, 2, 3, 3));
    table.refusal(
        new Op.Conv(plain),
        "expected floating-point inputs",
        Samples.ints(1, 0, 3, 1, 1, 5, 5),
        Samples.ints(2, 0, 3, 1, 1, 3, 3));
    table.refusal(
        new Op.ConvInput(plain, List.of(5, 5)),
        "conv gradient: a result of [1, 2, 4, 4] does not come from x [1, 1, 5, 5]",
        Samples.float32(1, 1, 2, 4, 4),
        Samples.float32(2, 2, 1, 3, 3));
    table.refusal(
        new Op.ConvWeight(plain, List.of(3, 3)),
        "conv gradient: a result of [1, 2, 4, 4]",
        Samples.float32(1, 1, 1, 5, 5),
        Samples.float32(2, 1, 2, 4, 4));
  }
}
