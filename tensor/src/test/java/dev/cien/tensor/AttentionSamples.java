package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import dev.cien.testkit.Samples;
import dev.cien.testkit.Tolerance;
import java.util.ArrayList;
import java.util.List;

/// Examples of attention and its gradient.
final class AttentionSamples {
  private static final Tolerance SUMS = new Tolerance(2e-5, 2e-5);
  private static final Tolerance SUMS64 = new Tolerance(1e-12, 1e-12);

  /// Matrices, queries, keys, the keys' width, the values' width.
  private static final int[][] SIZES = {
    {3, 1, 1, 1, 1},
    {2, 5, 7, 3, 2},
    {1, 8, 32, 32, 32},
    {2, 33, 65, 17, 40},
    {1, 9, 1, 4, 70},
    {1, 1, 50, 8, 8},
    {1, 300, 31, 5, 33},
    {1, 260, 700, 16, 64},
    {4, 128, 128, 32, 32}
  };

  private AttentionSamples() {}

  static void addTo(OpTable table) {
    for (int[] size : SIZES) {
      for (Tensor mask : masks(size)) {
        add(table, SUMS, inputs(DType.FLOAT32, size), mask);
      }
      add(table, SUMS, inputs(DType.FLOAT32, size), null);
    }
    int[] small = SIZES[1];
    List<Tensor> inputs = inputs(DType.FLOAT32, small);
    for (int which = 0; which < 4; which++) {
      int view = which;
      List<Tensor> viewed = inputs.stream().map(x -> OpTable.views(x).get(view)).toList();
      add(table, SUMS, viewed, null);
      add(table, SUMS, viewed, OpTable.views(masks(small).getLast()).get(view));
    }
    List<Tensor> stretched = inputs.stream().map(x -> OpTable.stretched(x, 0)).toList();
    add(table, SUMS, stretched, OpTable.stretched(masks(small).getLast(), 0));
    for (int[] none : new int[][] {{0, 2, 3, 4, 5}, {2, 0, 3, 4, 5}, {2, 3, 4, 5, 0}}) {
      add(table, Tolerance.EXACT, inputs(DType.FLOAT32, none), null);
    }
    List<Tensor> doubles = inputs(DType.FLOAT64, small);
    add(table, SUMS64, doubles, null);
    for (Tensor mask : masks(small)) {
      add(table, SUMS64, doubles, mask);
    }
    gradients(table);
    refusals(table);
  }

  /// Query, key, value and the gradient of the result.
  private static List<Tensor> inputs(DType dtype, int[] size) {
    return List.of(
        Samples.uniform(1, -2, 2, dtype, size[0], size[1], size[3]),
        Samples.uniform(2, -1, 1, dtype, size[0], size[2], size[3]),
        Samples.uniform(3, -1, 1, dtype, size[0], size[2], size[4]),
        Samples.uniform(4, -1, 1, dtype, size[0], size[1], size[4]));
  }

  /// Causal, padding, and holes anywhere with queries that see nothing.
  private static List<Tensor> masks(int[] size) {
    int queries = size[1];
    int keys = size[2];
    Tensor here = Samples.booleans(5, size[0], queries, keys);
    Tensor keysThere = Samples.booleans(6, size[0], 1, keys).expand(size[0], queries, keys);
    Tensor queriesThere = Samples.booleans(7, size[0], queries, 1).expand(size[0], queries, keys);
    return List.of(
        Tensor.triangle(queries, keys, 0).unsqueeze(0).expand(size[0], queries, keys),
        keysThere,
        here.and(queriesThere).compute());
  }

  private static void add(OpTable table, Tolerance tolerance, List<Tensor> inputs, Tensor mask) {
    List<Tensor> forward = new ArrayList<>(inputs.subList(0, 3));
    List<Tensor> backward = new ArrayList<>(inputs);
    if (mask != null) {
      forward.add(mask);
      backward.add(mask);
    }
    table.value(new Op.Attend(), tolerance, forward.toArray(Tensor[]::new));
    table.value(new Op.AttendGradient(), tolerance, backward.toArray(Tensor[]::new));
  }

  private static void gradients(OpTable table) {
    for (int[] size : new int[][] {{1, 2, 3, 2, 2}, {2, 3, 2, 1, 3}}) {
      Tensor[] inputs = inputs(DType.FLOAT64, size).toArray(Tensor[]::new);
      table.gradient(new Op.Attend(), inputs[0], inputs[1], inputs[2]);
      table.gradient(new Op.AttendGradient(), inputs);
    }
  }

  private static void refusals(OpTable table) {
    Tensor[] in = inputs(DType.FLOAT32, SIZES[1]).toArray(Tensor[]::new);
    Op attend = new Op.Attend();
    String shapes = "attend: expected query […, M, D], key […, L, D]";
    table.refusal(attend, shapes, in[0], in[2], in[1]);
    table.refusal(attend, shapes, in[0], in[1], in[2], Samples.booleans(1, 5, 7));
    table.refusal(
        attend, "expected inputs of one number format", in[0], in[1], in[2].cast(DType.FLOAT64));
    table.refusal(
        new Op.AttendGradient(), "does not belong to a result of", in[0], in[1], in[2], in[0]);
  }
}
