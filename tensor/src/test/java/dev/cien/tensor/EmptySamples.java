package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import dev.cien.testkit.Samples;
import dev.cien.testkit.Tolerance;
import java.util.List;

/// Examples without elements, of the operations whose other examples all have some.
final class EmptySamples {
  private static final List<int[]> SHAPES =
      List.of(new int[] {0}, new int[] {3, 0}, new int[] {0, 4});

  private EmptySamples() {}

  static void addTo(OpTable table) {
    for (int[] dims : SHAPES) {
      Shape shape = Shape.of(dims);
      for (int axis = 0; axis < dims.length; axis++) {
        Op.Iota iota = new Op.Iota(axis);
        table.value(
            iota, Tolerance.EXACT, _ -> Recorder.source(iota, shape, DType.INT32), new Tensor[0]);
      }
      table.value(
          new Op.RandomBits(1),
          Tolerance.EXACT,
          in -> Recorder.randomBits(in.get(0), 1, shape),
          Tensor.of(new long[] {1, 2}));
      Tensor truths = Samples.booleans(1, dims);
      Tensor numbers = Samples.float32(1, dims);
      table.value(new Op.Not(), Tolerance.EXACT, truths);
      for (Op op : List.of(new Op.And(), new Op.Or())) {
        table.value(op, Tolerance.EXACT, truths, truths);
      }
      for (Op op : List.of(new Op.Less(), new Op.LessEqual(), new Op.Equal())) {
        table.value(op, Tolerance.EXACT, numbers, numbers);
      }
      table.value(new Op.Where(), Tolerance.EXACT, truths, numbers, numbers);
      table.value(new Op.StopGradient(), Tolerance.EXACT, numbers);
      for (DType to : DType.values()) {
        table.value(new Op.Cast(to), Tolerance.EXACT, numbers);
      }
    }
    table.value(new Op.Permute(List.of(1, 0)), Tolerance.EXACT, Samples.float32(1, 3, 0));
    table.value(new Op.Unfold(1, 3, 2, 1), Tolerance.EXACT, Samples.float32(1, 0, 7));
    table.value(new Op.Unfold(0, 3, 2, 1), Tolerance.EXACT, Samples.float32(1, 7, 0));
    table.value(new Op.Fold(0, 0, 1, 1), Tolerance.EXACT, Samples.float32(1, 0, 3));
    table.value(new Op.Fold(0, 5, 1, 1), Tolerance.EXACT, Samples.float32(1, 3, 0, 3));
  }
}
