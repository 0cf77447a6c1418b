package dev.cien.tensor.compile;

import dev.cien.tensor.Shape;
import dev.cien.tensor.cpu.ArgMax;
import dev.cien.tensor.cpu.Attention;
import dev.cien.tensor.cpu.ConvLayout;
import dev.cien.tensor.cpu.ConvPlan;
import dev.cien.tensor.cpu.ConvShape;
import dev.cien.tensor.cpu.Indexing;
import dev.cien.tensor.cpu.MatMul;
import dev.cien.tensor.cpu.MatMulPanels;
import dev.cien.tensor.cpu.Philox;
import dev.cien.tensor.cpu.Pool;
import dev.cien.tensor.cpu.Scan;
import dev.cien.tensor.cpu.Sorting;
import dev.cien.tensor.cpu.Windows;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// The operations that are no loop nests: each calls its kernel in `cpu` on whole buffers. Inputs
/// come before the result.
final class Primitives {
  private Primitives() {}

  /// The action of an operation whose inputs all have row-major buffers of their own.
  static Task.Action of(Node node) {
    Shape y = node.shape();
    return switch (node.op()) {
      case Op.RandomBits r ->
          b ->
              Philox.fill(
                  ((long[]) b[0])[0],
                  ((long[]) b[0])[1],
                  r.ordinal(),
                  0,
                  (int[]) b[1],
                  0,
                  y.size());
      case Op.ArgMax a -> {
        Split s = Split.at(node.input(0).shape(), a.axis());
        yield b -> ArgMax.of(b[0], s.outer, s.n, s.inner, (int[]) b[1]);
      }
      case Op.ArgSort a -> {
        Split s = Split.at(y, a.axis());
        yield b -> Sorting.argSort(b[0], s.outer, s.n, s.inner, a.descending(), (int[]) b[1]);
      }
      case Op.CumSum c -> {
        Split s = Split.at(y, c.axis());
        yield b -> Scan.cumSum(b[0], s.outer, s.n, s.inner, b[1]);
      }
      case Op.Unfold u -> {
        Split s = Split.at(node.input(0).shape(), u.axis());
        int count = y.dim(u.axis());
        yield b ->
            Windows.unfold(
                b[0], s.outer, s.n, s.inner, count, u.size(), u.step(), u.dilation(), b[1]);
      }
      case Op.Fold f -> {
        Split s = Split.at(y, f.axis());
        Shape x = node.input(0).shape();
        yield b ->
            Windows.fold(
                b[0],
                s.outer,
                s.n,
                s.inner,
                x.dim(f.axis()),
                x.dim(-1),
                f.step(),
                f.dilation(),
                b[1]);
      }
      case Op.Conv c ->
          convolution(node, c.geometry(), node.input(0).shape(), node.input(1).shape(), y);
      case Op.ConvInput c ->
          convolution(node, c.geometry(), y, node.input(1).shape(), node.input(0).shape());
      case Op.ConvWeight c ->
          convolution(node, c.geometry(), node.input(0).shape(), y, node.input(1).shape());
      case Op.ArgMaxPool p -> pool(node, p);
      default -> throw new IllegalStateException("no primitive: " + node.op());
    };
  }

  /// The elements of a shape before, along and after an axis.
  record Split(int outer, int n, int inner) {
    static Split at(Shape shape, int axis) {
      int outer = 1;
      int inner = 1;
      for (int d = 0; d < shape.rank(); d++) {
        outer *= d < axis ? shape.dim(d) : 1;
        inner *= d > axis ? shape.dim(d) : 1;
      }
      return new Split(outer, shape.dim(axis), inner);
    }
  }

  private static Task.Action convolution(Node node, Op.Geometry g, Shape x, Shape w, Shape y) {
    int rank = x.rank();
    ConvShape s =
        new ConvShape(
            x.dim(0),
            x.dim(1),
            w.dim(0),
            g.groups(),
            Arrays.copyOfRange(x.dims(), 2, rank),
            Arrays.copyOfRange(w.dims(), 2, rank),
            Arrays.copyOfRange(y.dims(), 2, rank),
            Op.array(g.stride()),
            Op.array(g.padLow()),
            Op.array(g.padHigh()),
            Op.array(g.dilation()));
    ConvLayout first = ConvLayout.CHANNELS_FIRST;
    ConvPlan plan =
        switch (node.op()) {
          case Op.Conv _ -> ConvPlan.forward(s, node.dtype(), first, first);
          case Op.ConvInput _ -> ConvPlan.inputGradient(s, node.dtype(), first, first);
          default -> ConvPlan.weightGradient(s, node.dtype(), first, first);
        };
    return b -> plan.run(b[0], b[1], b[2]);
  }

  private static Task.Action pool(Node node, Op.ArgMaxPool p) {
    Shape x = node.input(0).shape();
    int spatial = p.kernel().size();
    int planes = Arrays.stream(x.dims(), 0, x.rank() - spatial).reduce(1, (a, b) -> a * b);
    int[] in = Arrays.copyOfRange(x.dims(), x.rank() - spatial, x.rank());
    int[] out = Arrays.copyOfRange(node.shape().dims(), x.rank() - spatial, x.rank());
    Op.Geometry g = p.geometry();
    Pool pool =
        Pool.of(
            planes,
            in,
            Op.array(p.kernel()),
            Op.array(g.stride()),
            Op.array(g.padLow()),
            Op.array(g.dilation()),
            out);
    return b -> pool.argMax(Fills.floating(b[0]), (int[]) b[1]);
  }

  /// Gather and scatter-add, whose index may be a view.
  ///
  /// @param base the constant that a scatter-add starts from, if it is one: it has no buffer then
  /// @return `null` if the index cannot be walked in three strides
  static Task.Action indexing(Node node, AffineView index, Op.Fill base) {
    int axis = node.op() instanceof Op.Gather g ? g.axis() : ((Op.ScatterAdd) node.op()).axis();
    Split x = Split.at(node.input(0).shape(), axis);
    int many = node.input(1).shape().dim(axis);
    long[] strides = new long[3];
    if (!regular(index, node.input(1).shape(), axis, strides) || index.offset() != 0) {
      return null;
    }
    Function<Object, Indexing.Places> places =
        array -> new Indexing.Places(array, strides[0], strides[1], strides[2]);
    if (node.op() instanceof Op.Gather) {
      return b -> Indexing.gather(b[0], x.outer, x.n, x.inner, places.apply(b[1]), many, b[2]);
    }
    if (base == null) {
      return b ->
          Indexing.scatterAdd(b[0], x.outer, x.n, x.inner, places.apply(b[1]), many, b[2], b[3]);
    }
    return b -> {
      Fills.fill(b[2], node.shape().size(), base.value());
      Indexing.scatterAdd(b[2], x.outer, x.n, x.inner, places.apply(b[0]), many, b[1], b[2]);
    };
  }

  /// Whether the axes before and after `axis` each move by one stride.
  private static boolean regular(AffineView view, Shape shape, int axis, long[] strides) {
    strides[1] = view.strides()[axis];
    return common(view, shape, 0, axis, strides, 0)
        && common(view, shape, axis + 1, shape.rank(), strides, 2);
  }

  private static boolean common(
      AffineView view, Shape shape, int from, int to, long[] strides, int slot) {
    long expected = -1;
    for (int d = to - 1; d >= from; d--) {
      if (shape.dim(d) == 1) {
        continue;
      }
      if (expected < 0) {
        strides[slot] = view.strides()[d];
        expected = strides[slot];
      } else if (view.strides()[d] != expected) {
        return false;
      }
      expected *= shape.dim(d);
    }
    return true;
  }

  /// The matrix product of operands that strides can reach.
  static Task.Action matMul(Node node, AffineView a, AffineView b, Layout place) {
    Shape y = node.shape();
    int rank = y.rank();
    int m = y.dim(-2);
    int n = y.dim(-1);
    int k = node.input(0).shape().dim(-1);
    int batches = Arrays.stream(y.dims(), 0, rank - 2).reduce(1, (p, q) -> p * q);
    int[] ao = offsets(y, a);
    int[] bo = offsets(y, b);
    int[] co = offsets(y, new AffineView(place.base(), place.offset(), place.strides()));
    int cr = place.strides()[rank - 2];
    int ar = a.strides()[rank - 2];
    int ac = a.strides()[rank - 1];
    int br = b.strides()[rank - 2];
    int bc = b.strides()[rank - 1];
    return switch (node.dtype()) {
      case FLOAT32 ->
          x ->
              MatMul.multiply(
                  batches,
                  m,
                  n,
                  k,
                  (float[]) x[0],
                  ao,
                  ar,
                  ac,
                  (float[]) x[1],
                  bo,
                  br,
                  bc,
                  (float[]) x[2],
                  co,
                  cr);
      case FLOAT64 ->
          x ->
              MatMul.multiply(
                  batches,
                  m,
                  n,
                  k,
                  (double[]) x[0],
                  ao,
                  ar,
                  ac,
                  (double[]) x[1],
                  bo,
                  br,
                  bc,
                  (double[]) x[2],
                  co,
                  cr);
      case INT32 ->
          x ->
              MatMul.multiply(
                  batches,
                  m,
                  n,
                  k,
                  (int[]) x[0],
                  ao,
                  ar,
                  ac,
                  (int[]) x[1],
                  bo,
                  br,
                  bc,
                  (int[]) x[2],
                  co,
                  cr);
      case INT64 ->
          x ->
              MatMul.multiply(
                  batches,
                  m,
                  n,
                  k,
                  (long[]) x[0],
                  ao,
                  ar,
                  ac,
                  (long[]) x[1],
                  bo,
                  br,
                  bc,
                  (long[]) x[2],
                  co,
                  cr);
      case BOOL, BFLOAT16 ->
          throw new IllegalStateException("no matrix product of " + node.dtype());
    };
  }

  /// The product of one matrix that strides can reach and one that is packed.
  static Task.Action matMul(Node node, AffineView a, MatMulPanels b, Layout place) {
    int m = node.shape().dim(0);
    int n = node.shape().dim(1);
    int k = node.input(0).shape().dim(1);
    int row = a.strides()[0];
    int col = a.strides()[1];
    return x ->
        MatMul.multiply(
            m,
            n,
            k,
            (float[]) x[0],
            a.offset(),
            row,
            col,
            b,
            (float[]) x[1],
            place.offset(),
            place.strides()[0]);
  }

  /// Attention or its gradient, of operands that strides can reach.
  static Task.Action attention(Node node, List<AffineView> operands) {
    Shape query = node.input(0).shape();
    Shape value = node.input(2).shape();
    List<Attention.Matrices> in =
        operands.stream()
            .map(
                view ->
                    new Attention.Matrices(
                        offsets(query, view),
                        view.strides()[query.rank() - 2],
                        view.strides()[query.rank() - 1]))
            .toList();
    Attention.Sizes sizes =
        new Attention.Sizes(query.dim(-2), value.dim(-2), query.dim(-1), value.dim(-1));
    Attention.Run run =
        node.op() instanceof Op.Attend
            ? Attention.forward(node.dtype(), sizes, in)
            : Attention.backward(node.dtype(), sizes, in);
    return run::on;
  }

  private static int[] offsets(Shape y, AffineView view) {
    int batchAxes = y.rank() - 2;
    int batches = Arrays.stream(y.dims(), 0, batchAxes).reduce(1, (p, q) -> p * q);
    int[] offsets = new int[batches];
    for (int i = 0; i < batches; i++) {
      int rest = i;
      int at = view.offset();
      for (int d = batchAxes - 1; d >= 0; d--) {
        at += rest % y.dim(d) * view.strides()[d];
        rest /= y.dim(d);
      }
      offsets[i] = at;
    }
    return offsets;
  }

  /// The padded tensor: filled, then the input copied into it line by line.
  static Task.Action pad(Node node, Op.Pad pad) {
    Shape from = node.input(0).shape();
    int rank = from.rank();
    int line = rank == 0 ? 1 : from.dim(-1);
    int lines = line == 0 ? 0 : from.size() / line;
    int[] strides = node.shape().strides();
    int start = 0;
    for (int d = 0; d < rank; d++) {
      start += pad.low().get(d) * strides[d];
    }
    int first = start;
    return b -> {
      Fills.fill(b[1], node.shape().size(), pad.value());
      for (int i = 0; i < lines; i++) {
        int rest = i;
        int at = first;
        for (int d = rank - 2; d >= 0; d--) {
          at += rest % from.dim(d) * strides[d];
          rest /= from.dim(d);
        }
        System.arraycopy(b[0], i * line, b[1], at, line);
      }
    };
  }
}
