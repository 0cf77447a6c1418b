package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import dev.cien.testkit.Samples;
import dev.cien.testkit.Tolerance;

/// Examples of the operations whose places are data.
final class IndexingSamples {
  private IndexingSamples() {}

  static void addTo(OpTable table) {
    for (int n : OpTable.sizes()) {
      gather(table, n);
      scatter(table, n);
    }
    for (DType dtype : DType.values()) {
      table.value(
          new Op.Gather(1),
          Tolerance.EXACT,
          Samples.ints(1, -9, 9, 3, 5).cast(dtype).compute(),
          Samples.ints(2, 0, 5, 3, 7));
    }
    Tensor x = Samples.float32(1, 4, 7, 5);
    Tensor index = Samples.ints(2, 0, 7, 4, 3, 5);
    OpTable.views(x).forEach(view -> table.value(new Op.Gather(1), Tolerance.EXACT, view, index));
    OpTable.views(index).forEach(view -> table.value(new Op.Gather(1), Tolerance.EXACT, x, view));
    OpTable.views(index)
        .forEach(
            view ->
                table.value(
                    new Op.ScatterAdd(1), Tolerance.FLOAT32, x, view, Samples.float32(3, 4, 3, 5)));
    // Whole rows, as an embedding look-up and its gradient: the index is the same along the last
    // axis.
    Tensor rows = Samples.ints(3, 0, 50, 33, 1).expand(33, 17);
    table.value(new Op.Gather(0), Tolerance.EXACT, Samples.float32(4, 50, 17), rows);
    table.value(
        new Op.ScatterAdd(0),
        new Tolerance(1e-5, 1e-5),
        Tensor.zeros(50, 17).compute(),
        rows,
        Samples.float32(5, 33, 17));
    table.value(
        new Op.Gather(0), Tolerance.EXACT, Samples.float32(1, 3, 2), Samples.ints(1, 0, 3, 0, 2));
    table.value(
        new Op.ScatterAdd(0),
        Tolerance.EXACT,
        Samples.float32(1, 3, 2),
        Samples.ints(1, 0, 3, 0, 2),
        Samples.float32(2, 0, 2));
    for (DType dtype : new DType[] {DType.INT32, DType.INT64, DType.FLOAT64}) {
      table.value(
          new Op.ScatterAdd(0),
          Tolerance.EXACT,
          Samples.ints(1, -9, 9, 4, 3).cast(dtype).compute(),
          Samples.ints(2, 0, 4, 9, 3),
          Samples.ints(3, -9, 9, 9, 3).cast(dtype).compute());
    }
    gradients(table);
    refusals(table);
  }

  private static void gather(OpTable table, int n) {
    table.value(
        new Op.Gather(0), Tolerance.EXACT, Samples.float32(n, n), Samples.ints(n, 0, n, 2 * n));
    table.value(
        new Op.Gather(0), Tolerance.EXACT, Samples.float32(n, n, 3), Samples.ints(n, 0, n, 5, 3));
    table.value(
        new Op.Gather(1), Tolerance.EXACT, Samples.float32(n, 3, n), Samples.ints(n, 0, n, 3, 1));
    table.value(
        new Op.Gather(1),
        Tolerance.EXACT,
        Samples.float32(n, 3, n),
        Samples.ints(n, 0, n, 3, n).cast(DType.INT64).compute());
  }

  private static void scatter(OpTable table, int n) {
    Tolerance tolerance = new Tolerance(1e-5, 1e-5);
    table.value(
        new Op.ScatterAdd(0),
        tolerance,
        Samples.float32(1, n),
        Samples.ints(n, 0, n, 2 * n),
        Samples.float32(2, 2 * n));
    table.value(
        new Op.ScatterAdd(0),
        tolerance,
        Samples.float32(1, 7, n),
        Samples.ints(n, 0, 7, 9, n),
        Samples.float32(2, 9, n));
    table.value(
        new Op.ScatterAdd(1),
        tolerance,
        Samples.float32(1, 3, n),
        Samples.ints(n, 0, n, 3, 4),
        Samples.float32(2, 3, 4));
    table.value(
        new Op.ScatterAdd(1),
        tolerance,
        Samples.float32(1, n, 5),
        Samples.ints(n, 0, 5, n, 1).cast(DType.INT64).compute(),
        Samples.float32(2, n, 1));
  }

  private static void gradients(OpTable table) {
    Tensor index = Samples.ints(1, 0, 3, 4, 2);
    table.gradient(new Op.Gather(0), Samples.float64(2, 3, 2), index);
    table.gradient(new Op.Gather(1), Samples.float64(3, 4, 3), index);
    table.gradient(new Op.ScatterAdd(0), Samples.float64(4, 3, 2), index, Samples.float64(5, 4, 2));
    table.gradient(new Op.ScatterAdd(1), Samples.float64(6, 4, 3), index, Samples.float64(7, 4, 2));
  }

  private static void refusals(OpTable table) {
    Tensor x = Samples.float32(1, 4, 3);
    table.refusal(
        new Op.Gather(0), "gather: expected an int32 or int64 index", x, Samples.float32(2, 2, 3));
    table.refusal(
        new Op.Gather(0),
        "gather: expected an index like [4, 3] on every axis but axis 0, found [2, 2]",
        x,
        Samples.ints(1, 0, 2, 2, 2));
    table.refusal(new Op.ScatterAdd(0), "expected an int32 or int64 index", x, x, x);
    table.refusal(
        new Op.ScatterAdd(0),
        "scatteradd: expected inputs of one shape",
        x,
        Samples.ints(1, 0, 2, 2, 3),
        x);
    table.refusal(
        new Op.ScatterAdd(0),
        "expected inputs of one number format",
        x,
        Samples.ints(1, 0, 2, 4, 3),
        Samples.float64(1, 4, 3));
  }
}
