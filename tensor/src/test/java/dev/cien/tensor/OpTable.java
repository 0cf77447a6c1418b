package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import dev.cien.testkit.Samples;
import dev.cien.testkit.Tolerance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Examples of every operation: inputs for its value, inputs for its gradient, inputs that it must
/// refuse.
///
/// `OpTableTest` walks the permitted subclasses of [Op] and fails if one is missing here.
final class OpTable {
  /// How an operation is recorded on its inputs.
  @FunctionalInterface
  interface Formula {
    Tensor of(List<Tensor> inputs);
  }

  /// One example: what is recorded, on what, and how near the result must be.
  record Sample(String label, Formula formula, List<Tensor> inputs, Tolerance tolerance) {
    Tensor result() {
      return formula.of(inputs);
    }
  }

  /// Inputs that an operation refuses, and a part of what it says.
  record Refusal(String message, Formula formula, List<Tensor> inputs) {}

  /// All examples of one operation.
  ///
  /// @param gradients `float64` examples for the gradient check; empty for operations without a
  ///   gradient
  /// @param corners as `gradients`, where only first derivatives are defined
  record Entry(
      List<Sample> values, List<Sample> gradients, List<Sample> corners, List<Refusal> refusals) {
    Entry() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  private final Map<Class<? extends Op>, Entry> entries = new LinkedHashMap<>();

  private OpTable() {}

  /// The whole table.
  static Map<Class<? extends Op>, Entry> entries() {
    OpTable table = new OpTable();
    ElementwiseSamples.addTo(table);
    MovementSamples.addTo(table);
    ReductionSamples.addTo(table);
    IndexingSamples.addTo(table);
    ContractionSamples.addTo(table);
    AttentionSamples.addTo(table);
    EmptySamples.addTo(table);
    return table.entries;
  }

  private Entry entry(Op op) {
    return entries.computeIfAbsent(op.getClass(), _ -> new Entry());
  }

  void value(Op op, Tolerance tolerance, Tensor... inputs) {
    value(op, tolerance, record(op), inputs);
  }

  void value(Op op, Tolerance tolerance, Formula formula, Tensor... inputs) {
    entry(op).values.add(new Sample(label(op, inputs), formula, List.of(inputs), tolerance));
  }

  void gradient(Op op, Tensor... inputs) {
    entry(op)
        .gradients
        .add(new Sample(label(op, inputs), record(op), List.of(inputs), Tolerance.FLOAT64));
  }

  void corner(Op op, Tensor... inputs) {
    entry(op)
        .corners
        .add(new Sample(label(op, inputs), record(op), List.of(inputs), Tolerance.FLOAT64));
  }

  void refusal(Op op, String message, Tensor... inputs) {
    entry(op).refusals.add(new Refusal(message, record(op), List.of(inputs)));
  }

  private static Formula record(Op op) {
    return inputs -> Recorder.record(op, inputs.toArray(Tensor[]::new));
  }

  private static String label(Op op, Tensor... inputs) {
    StringBuilder label = new StringBuilder(op.toString());
    for (Tensor input : inputs) {
      label.append(' ').append(input.dtype()).append(input.shape());
      String view = input.node().op().label();
      label.append(view.equals("data") ? "" : " (" + view + ")");
    }
    return label.toString();
  }

  // --- Inputs that are views
  // -----------------------------------------------------------------------------------

  /// `x` read through views whose elements lie elsewhere: transposed, reversed, every second, the
  /// middle of a larger one.
  static List<Tensor> views(Tensor x) {
    int rank = x.shape().rank();
    if (rank == 0 || x.size() == 0) {
      return List.of();
    }
    int last = x.shape().dim(-1);
    List<Tensor> views = new ArrayList<>();
    if (rank > 1) {
      views.add(x.transpose(0, -1).compute().transpose(0, -1));
    }
    views.add(x.flip(rank - 1).compute().flip(rank - 1));
    views.add(
        Tensor.concat(rank - 1, x.flip(rank - 1), x, x).compute().slice(rank - 1, last, 2 * last));
    views.add(interleaved(x).compute().slice(rank - 1, 1, 2 * last, 2));
    return views;
  }

  /// The first sub-tensor of `x` along `axis`, repeated: a view with stride 0.
  static Tensor stretched(Tensor x, int axis) {
    return x.slice(axis, 0, 1).compute().expand(x.shape().dims());
  }

  private static Tensor interleaved(Tensor x) {
    int[] dims = x.shape().dims();
    dims[dims.length - 1] *= 2;
    return Tensor.stack(dims.length, x.flip(dims.length - 1), x).reshape(dims);
  }

  /// The sizes of [Samples#ODD_SIZES] as tensors of one axis.
  static List<Integer> sizes() {
    return Samples.ODD_SIZES;
  }
}
