package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import dev.cien.testkit.Samples;
import dev.cien.testkit.Tolerance;
import java.util.ArrayList;
import java.util.List;

/// Examples of the sources and of the operations that move elements.
final class MovementSamples {
  private MovementSamples() {}

  static void addTo(OpTable table) {
    sources(table);
    for (DType dtype : DType.values()) {
      views(table, dtype);
    }
    concat(table);
    windows(table);
    gradients(table);
    refusals(table);
  }

  private static void sources(OpTable table) {
    for (DType dtype : DType.values()) {
      for (int[] dims : List.of(new int[0], new int[] {0}, new int[] {17}, new int[] {3, 5})) {
        table.value(new Op.Data(), Tolerance.EXACT, in -> in.get(0), elements(dtype, dims));
        for (double value : List.of(0.0, 1.0, 2.7, -3.0)) {
          Op.Fill fill = new Op.Fill(value);
          table.value(fill, Tolerance.EXACT, _ -> Recorder.source(fill, Shape.of(dims), dtype));
        }
      }
      for (int axis = 0; axis < 2 && dtype != DType.BOOL; axis++) {
        Op.Iota iota = new Op.Iota(axis);
        table.value(iota, Tolerance.EXACT, _ -> Recorder.source(iota, Shape.of(3, 5), dtype));
      }
    }
    for (int n : OpTable.sizes()) {
      table.value(
          new Op.RandomBits(n),
          Tolerance.EXACT,
          in -> Recorder.randomBits(in.get(0), n, Shape.of(n)),
          Tensor.of(new long[] {0x1234_5678_9ABC_DEF0L * n, -n}));
    }
  }

  /// Numbers that every format can hold.
  private static Tensor elements(DType dtype, int... dims) {
    return Samples.ints(3, -100, 100, dims).cast(dtype).compute();
  }

  private static void views(OpTable table, DType dtype) {
    Tensor x = elements(dtype, 4, 6, 5);
    List<Tensor> inputs = new ArrayList<>(OpTable.views(x));
    inputs.add(x);
    for (Tensor at : inputs) {
      table.value(new Op.Reshape(List.of(8, 15)), Tolerance.EXACT, at);
      table.value(new Op.Reshape(List.of(2, 2, 3, 2, 5)), Tolerance.EXACT, at);
      table.value(new Op.Permute(List.of(2, 0, 1)), Tolerance.EXACT, at);
      table.value(
          new Op.Slice(List.of(3, 1, 0), List.of(2, 2, 5), List.of(-2, 3, 1)), Tolerance.EXACT, at);
      table.value(new Op.Pad(List.of(1, 0, 2), List.of(0, 3, 1), 2.5), Tolerance.EXACT, at);
      table.value(new Op.StopGradient(), Tolerance.EXACT, at);
      table.value(new Op.Unfold(1, 3, 2, 1), Tolerance.EXACT, at);
    }
    table.value(new Op.Expand(List.of(3, 7, 5)), Tolerance.EXACT, elements(dtype, 1, 7, 1));
    table.value(new Op.Expand(List.of(0, 7)), Tolerance.EXACT, elements(dtype, 1, 7));
    table.value(new Op.Reshape(List.of()), Tolerance.EXACT, elements(dtype, 1, 1));
    table.value(new Op.Reshape(List.of(0, 4)), Tolerance.EXACT, elements(dtype, 2, 0));
    table.value(
        new Op.Slice(List.of(0, 0), List.of(0, 3), List.of(1, 1)),
        Tolerance.EXACT,
        elements(dtype, 2, 3));
    table.value(
        new Op.Pad(List.of(2, 1), List.of(0, 0), 1), Tolerance.EXACT, elements(dtype, 0, 3));
    for (int n : OpTable.sizes()) {
      table.value(new Op.Permute(List.of(1, 0)), Tolerance.EXACT, elements(dtype, n, 9));
      table.value(new Op.Pad(List.of(1), List.of(2), -1), Tolerance.EXACT, elements(dtype, n));
      table.value(new Op.Expand(List.of(n, 3)), Tolerance.EXACT, elements(dtype, 1, 3));
      table.value(new Op.Expand(List.of(3, n)), Tolerance.EXACT, elements(dtype, 3, 1));
    }
  }

  private static void concat(OpTable table) {
    for (DType dtype : DType.values()) {
      table.value(
          new Op.Concat(0),
          Tolerance.EXACT,
          elements(dtype, 3, 5),
          elements(dtype, 0, 5),
          elements(dtype, 17, 5));
      table.value(
          new Op.Concat(1),
          Tolerance.EXACT,
          elements(dtype, 3, 5),
          OpTable.views(elements(dtype, 3, 33)).get(0));
      table.value(
          new Op.Concat(2), Tolerance.EXACT, elements(dtype, 2, 3, 1), elements(dtype, 2, 3, 4));
    }
    table.value(
        new Op.Concat(0),
        Tolerance.EXACT,
        Tensor.of(new float[] {-0f, Float.NaN}),
        Tensor.of(new float[] {0f, -1f}));
  }

  private static void windows(OpTable table) {
    for (int n : OpTable.sizes()) {
      Tensor x = Samples.float32(n, n, 3);
      table.value(new Op.Unfold(0, 1, 1, 1), Tolerance.EXACT, x);
      if (n >= 5) {
        table.value(new Op.Unfold(0, 3, 2, 2), Tolerance.EXACT, x);
        int count = (n - 5) / 2 + 1;
        table.value(new Op.Fold(0, n, 2, 2), Tolerance.FLOAT32, Samples.float32(n, count, 4, 3));
        table.value(
            new Op.Fold(1, n + 2, 2, 2), Tolerance.FLOAT32, Samples.float32(n, 2, count, 3));
      }
    }
    table.value(new Op.Fold(0, 9, 1, 1), Tolerance.EXACT, Samples.ints(1, -9, 9, 7, 3));
    table.value(new Op.Fold(0, 9, 1, 1), Tolerance.FLOAT64, Samples.float64(1, 7, 3));
    table.value(new Op.Fold(0, 9, 1, 1), Tolerance.FLOAT32, Samples.float32(1, 3, 7).t());
  }

  private static void gradients(OpTable table) {
    Tensor x = Samples.float64(1, 3, 4);
    table.gradient(new Op.Reshape(List.of(2, 6)), x);
    table.gradient(new Op.Permute(List.of(1, 0)), x);
    table.gradient(new Op.Expand(List.of(3, 2)), Samples.float64(2, 1, 2));
    table.gradient(new Op.Expand(List.of(3, 2)), Samples.float64(2, 3, 1));
    table.gradient(new Op.Slice(List.of(2, 1), List.of(2, 2), List.of(-2, 2)), x);
    table.gradient(new Op.Slice(List.of(0, 3), List.of(3, 2), List.of(1, -3)), x);
    table.gradient(new Op.Slice(List.of(0, 0), List.of(0, 4), List.of(1, 1)), x);
    table.gradient(new Op.Pad(List.of(1, 0), List.of(0, 2), 7), x);
    table.gradient(new Op.Concat(1), x, Samples.float64(3, 3, 2), x.slice(1, 0, 1).compute());
    table.gradient(new Op.Unfold(1, 2, 1, 2), x);
    table.gradient(new Op.Unfold(0, 2, 3, 1), Samples.float64(4, 7, 2));
    table.gradient(new Op.Fold(0, 7, 2, 1), Samples.float64(5, 3, 2, 3));
    table.gradient(new Op.Fold(1, 9, 2, 2), Samples.float64(6, 2, 3, 2));
  }

  private static void refusals(OpTable table) {
    Tensor x = Samples.float32(1, 2, 3);
    table.refusal(new Op.Reshape(List.of(4, 2)), "reshape: [2, 3] has 6 elements, [4, 2] has 8", x);
    table.refusal(new Op.Permute(List.of(0, 0)), "expected each of the 2 axes of [2, 3] once", x);
    table.refusal(new Op.Permute(List.of(0)), "expected each of the 2 axes of [2, 3] once", x);
    table.refusal(new Op.Expand(List.of(4, 3)), "expand: [2, 3] cannot be stretched to [4, 3]", x);
    table.refusal(
        new Op.Concat(0), "concat: input 1 has shape [2, 4]", x, Samples.float32(2, 2, 4));
    table.refusal(
        new Op.Concat(0), "expected inputs of one number format", x, Samples.float64(2, 2, 3));
    table.refusal(
        new Op.Fold(0, 4, 1, 1), "fold: expected a numeric input", Samples.booleans(1, 3, 2));
  }
}
