package dev.cien.tensor;

import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import dev.cien.tensor.graph.ShapeRules;
import dev.cien.tensor.graph.Site;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Turns calls on tensors into nodes: the one door between the public face and the graph.
final class Recorder {
  private Recorder() {}

  static Tensor record(Op op, Tensor... inputs) {
    Node[] nodes = new Node[inputs.length];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = inputs[i].node();
    }
    Node node = ShapeRules.record(op, Arrays.asList(nodes), Site.here());
    // What has no elements needs no computing, and no gradient flows through it: no kernel has to
    // know of it.
    return node.shape().size() == 0 ? fill(0, node.shape(), node.dtype()) : new Tensor(node);
  }

  static Tensor source(Op.Source op, Shape shape, DType dtype) {
    return new Tensor(ShapeRules.source(op, shape, dtype, Site.here()));
  }

  static Tensor fill(double value, Shape shape, DType dtype) {
    return source(new Op.Fill(value), shape, dtype);
  }

  static Tensor randomBits(Tensor key, int ordinal, Shape shape) {
    return new Tensor(
        new Node(new Op.RandomBits(ordinal), List.of(key.node()), shape, DType.INT32, Site.here()));
  }

  /// `bfloat16` is storage only: arithmetic reads it as `float32`.
  static Tensor arithmetic(Tensor x) {
    return x.dtype() == DType.BFLOAT16 ? x.cast(DType.FLOAT32) : x;
  }

  static Tensor unary(Op.Unary op, Tensor x) {
    return record(op, arithmetic(x));
  }

  /// A unary operation that gives fractions: whole numbers are read as `float32`.
  static Tensor fractional(Op.Unary op, Tensor x) {
    return record(op, floating(x));
  }

  static Tensor floating(Tensor x) {
    return x.dtype().isFloating() ? arithmetic(x) : x.cast(DType.FLOAT32);
  }

  /// Records a binary operation after bringing both sides to one number format and one shape.
  static Tensor binary(Op op, Tensor a, Tensor b) {
    return binary(op, a, b, DType.promote(a.dtype(), b.dtype()));
  }

  static Tensor binary(Op op, Tensor a, Tensor b, DType dtype) {
    Shape shape = broadcast(a, b);
    return record(op, stretch(a.cast(dtype), shape), stretch(b.cast(dtype), shape));
  }

  /// A scalar takes the tensor's format, or the next one that can hold it where the tensor holds
  /// whole numbers.
  static Tensor scalarLike(Tensor x, double value) {
    DType dtype = DType.promote(x.dtype(), DType.BOOL);
    if (!dtype.isFloating()) {
      dtype =
          (long) value != value
              ? DType.FLOAT32
              : dtype == DType.INT64 || (int) value != value ? DType.INT64 : DType.INT32;
    }
    return fill(value, x.shape(), dtype);
  }

  /// The shape to which both broadcast.
  static Shape broadcast(Tensor a, Tensor b) {
    return Shape.broadcast(a.shape(), b.shape())
        .orElseThrow(
            () ->
                new ShapeException(
                    Site.here().operation()
                        + ": shapes "
                        + describe(a)
                        + " and "
                        + describe(b)
                        + " do not broadcast: aligned at the last axis, sizes must be equal or 1. "
                        + broadcastHint(a.shape(), b.shape())));
  }

  private static String broadcastHint(Shape a, Shape b) {
    int common = Math.min(a.rank(), b.rank());
    for (int d = 1; d <= common; d++) {
      int x = a.dim(-d);
      int y = b.dim(-d);
      if (x != y && x != 1 && y != 1) {
        String at = "Axis -" + d + " is " + x + " against " + y + ". ";
        boolean first =
            a.rank() > 0 && b.rank() > 0 && a.dim(0) == b.dim(0) && a.rank() != b.rank();
        return at
            + (first
                ? "Usual cause: one side lacks its last axis; fix: unsqueeze(-1)."
                : "Usual cause: a transposed tensor or a wrong feature count; fix: transpose,"
                    + " reshape or unsqueeze one side.");
      }
    }
    return "";
  }

  /// How a tensor appears in messages: its shape, with its name where it is a parameter.
  static String describe(Tensor x) {
    String name = x.node().parameter();
    return x.shape() + (name == null ? "" : " (" + name + ")");
  }

  /// Stretches `x` to `shape`, to which it is known to broadcast.
  static Tensor stretch(Tensor x, Shape shape) {
    if (x.shape().equals(shape)) {
      return x;
    }
    if (x.node().op() instanceof Op.Fill fill) {
      return fill(fill.value(), shape, x.dtype());
    }
    int missing = shape.rank() - x.shape().rank();
    int[] dims = new int[shape.rank()];
    for (int d = 0; d < dims.length; d++) {
      dims[d] = d < missing ? 1 : x.shape().dim(d - missing);
    }
    return expand(reshape(x, Shape.of(dims)), shape);
  }

  /// Stretches axes of size 1 of `x` to `shape`, which has as many axes.
  static Tensor expand(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : record(new Op.Expand(Op.list(shape.dims())), x);
  }

  static Tensor reshape(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : record(new Op.Reshape(Op.list(shape.dims())), x);
  }

  /// The axes as sorted non-negative numbers; none means all.
  static List<Integer> axes(Shape shape, int... axes) {
    boolean[] chosen = new boolean[shape.rank()];
    for (int axis : axes) {
      int resolved = shape.axis(axis);
      if (chosen[resolved]) {
        throw new ShapeException(
            Site.here().operation()
                + ": axis "
                + axis
                + " is named twice in "
                + Arrays.toString(axes)
                + " for "
                + shape
                + ". Usual cause: one axis counted from both ends.");
      }
      chosen[resolved] = true;
    }
    return IntStream.range(0, chosen.length)
        .filter(d -> axes.length == 0 || chosen[d])
        .boxed()
        .toList();
  }
}
