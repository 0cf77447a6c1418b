package dev.cien.tensor.graph;

import dev.cien.tensor.DType;
import dev.cien.tensor.Shape;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.TensorException;
import java.util.Arrays;
import java.util.List;

/// What comes out of an operation: the shape and the number format of its result, or why it cannot
/// be.
///
/// Sources ([Op.Data], [Op.Fill], [Op.Iota]) carry their shape in the node; [#source] makes those.
public final class ShapeRules {
  private ShapeRules() {}

  /// Records `op` on `inputs` at the given line.
  ///
  /// @throws TensorException if shapes or number formats do not fit the operation
  public static Node record(Op op, List<Node> inputs, Site site) {
    return new Node(op, inputs, shape(op, inputs), dtype(op, inputs), site);
  }

  /// Records a source of the given shape.
  public static Node source(Op.Source op, Shape shape, DType dtype, Site site) {
    return new Node(op, List.of(), shape, dtype, site);
  }

  private static Shape shape(Op op, List<Node> in) {
    return switch (op) {
      case Op.Source _ ->
          throw new IllegalArgumentException("sources carry their own shape: " + op);
      case Op.RandomBits _ ->
          throw new IllegalArgumentException("random bits carry their own shape: " + op);
      case Op.Unary _ -> in.get(0).shape();
      case Op.Binary _ -> same(op, in.get(0), in.get(1));
      case Op.Where _ -> same(op, in.get(0), expectSame(op, in.get(1), in.get(2)));
      case Op.Reshape r -> reshape(in.get(0).shape(), Shape.of(Op.array(r.dims())));
      case Op.Permute p -> permute(in.get(0).shape(), p.axes());
      case Op.Expand e -> expand(in.get(0).shape(), Shape.of(Op.array(e.dims())));
      case Op.StopGradient _ -> in.get(0).shape();
      case Op.Slice s -> Shape.of(Op.array(s.counts()));
      case Op.Pad p -> pad(in.get(0).shape(), p);
      case Op.Concat c -> concat(in, c.axis());
      case Op.Unfold u -> unfold(in.get(0).shape(), u);
      case Op.Fold f -> fold(in.get(0).shape(), f);
      case Op.Reduce r -> reduce(in.get(0).shape(), r.axes());
      case Op.ArgMax a -> argMax(in.get(0).shape(), a);
      case Op.ArgSort _, Op.CumSum _ -> in.get(0).shape();
      case Op.Gather g -> alike(op, in.get(0).shape(), in.get(1).shape(), g.axis());
      case Op.ScatterAdd s -> scatter(op, in, s.axis());
      case Op.MatMul _ -> matMul(in.get(0), in.get(1));
      case Op.Attend _ -> attend(op, in, 3);
      case Op.AttendGradient _ -> attendGradient(op, in);
      case Op.Conv c -> conv(in.get(0).shape(), in.get(1).shape(), c.geometry());
      case Op.ConvInput c -> convInput(in.get(0).shape(), in.get(1).shape(), c);
      case Op.ConvWeight c -> convWeight(in.get(0).shape(), in.get(1).shape(), c);
      case Op.ArgMaxPool p -> pool(in.get(0).shape(), p);
    };
  }

  private static DType dtype(Op op, List<Node> in) {
    return switch (op) {
      case Op.Source _ ->
          throw new IllegalArgumentException("sources carry their own format: " + op);
      case Op.RandomBits _, Op.ArgMax _, Op.ArgSort _, Op.ArgMaxPool _ -> DType.INT32;
      case Op.Cast c -> c.to();
      case Op.Less _, Op.LessEqual _, Op.Equal _ -> {
        sameFormat(op, in.get(0), in.get(1));
        yield DType.BOOL;
      }
      case Op.And _, Op.Or _ -> {
        require(
            in.get(0).dtype() == DType.BOOL && in.get(1).dtype() == DType.BOOL,
            op,
            "bool inputs",
            in);
        yield DType.BOOL;
      }
      case Op.Not _ -> {
        require(in.get(0).dtype() == DType.BOOL, op, "a bool input", in);
        yield DType.BOOL;
      }
      case Op.Exp _,
          Op.Expm1 _,
          Op.Log _,
          Op.Log1p _,
          Op.Sqrt _,
          Op.Sin _,
          Op.Cos _,
          Op.Tanh _,
          Op.Sigmoid _,
          Op.Erf _,
          Op.Floor _,
          Op.Ceil _,
          Op.Round _ -> {
        require(in.get(0).dtype().isFloating(), op, "a floating-point input", in);
        yield in.get(0).dtype();
      }
      case Op.Neg _, Op.Abs _, Op.Sign _ -> {
        require(in.get(0).dtype() != DType.BOOL, op, "a numeric input", in);
        yield in.get(0).dtype();
      }
      case Op.Add _, Op.Sub _, Op.Mul _, Op.Div _, Op.Rem _, Op.Max _, Op.Min _ -> {
        sameFormat(op, in.get(0), in.get(1));
        require(in.get(0).dtype() != DType.BOOL, op, "numeric inputs", in);
        yield in.get(0).dtype();
      }
      case Op.Pow _ -> {
        sameFormat(op, in.get(0), in.get(1));
        require(in.get(0).dtype().isFloating(), op, "floating-point inputs", in);
        yield in.get(0).dtype();
      }
      case Op.Where _ -> {
        require(in.get(0).dtype() == DType.BOOL, op, "a bool condition", in);
        sameFormat(op, in.get(1), in.get(2));
        yield in.get(1).dtype();
      }
      case Op.View _, Op.Unfold _, Op.MaxOf _ -> in.get(0).dtype();
      case Op.Fold _, Op.Sum _, Op.Prod _, Op.CumSum _ -> {
        require(in.get(0).dtype() != DType.BOOL, op, "a numeric input", in);
        yield in.get(0).dtype();
      }
      case Op.Concat _ -> {
        for (Node node : in) {
          sameFormat(op, in.get(0), node);
        }
        yield in.get(0).dtype();
      }
      case Op.Gather _ -> {
        require(in.get(1).dtype().isInteger(), op, "an int32 or int64 index", in);
        yield in.get(0).dtype();
      }
      case Op.ScatterAdd _ -> {
        require(in.get(1).dtype().isInteger(), op, "an int32 or int64 index", in);
        sameFormat(op, in.get(0), in.get(2));
        yield in.get(0).dtype();
      }
      case Op.MatMul _ -> {
        sameFormat(op, in.get(0), in.get(1));
        require(in.get(0).dtype() != DType.BOOL, op, "numeric inputs", in);
        yield in.get(0).dtype();
      }
      case Op.Attend _, Op.AttendGradient _ -> {
        int floats = op instanceof Op.Attend ? 3 : 4;
        in.subList(0, floats).forEach(node -> sameFormat(op, in.get(0), node));
        require(
            in.get(0).dtype().isFloating()
                && in.stream().skip(floats).allMatch(node -> node.dtype() == DType.BOOL),
            op,
            "floating-point inputs and a bool mask",
            in);
        yield in.get(0).dtype();
      }
      case Op.Conv _, Op.ConvInput _, Op.ConvWeight _ -> {
        sameFormat(op, in.get(0), in.get(1));
        require(in.get(0).dtype().isFloating(), op, "floating-point inputs", in);
        yield in.get(0).dtype();
      }
    };
  }

  private static Shape same(Op op, Node a, Node b) {
    return expectSame(op, a, b).shape();
  }

  private static Node expectSame(Op op, Node a, Node b) {
    if (!a.shape().equals(b.shape())) {
      throw new ShapeException(
          op.label() + ": expected inputs of one shape, found " + a + " and " + b + ".");
    }
    return a;
  }

  private static void sameFormat(Op op, Node a, Node b) {
    if (a.dtype() != b.dtype()) {
      throw new TensorException(
          op.label()
              + ": expected inputs of one number format, found "
              + a
              + " and "
              + b
              + ". Fix: cast one of them, x.cast(DType."
              + a.dtype().name()
              + ").");
    }
  }

  private static void require(boolean holds, Op op, String expected, List<Node> in) {
    if (!holds) {
      throw new TensorException(
          op.label()
              + ": expected "
              + expected
              + ", found "
              + String.join(" and ", in.stream().map(Node::toString).toList())
              + ". Fix: x.cast(DType.…) to another format.");
    }
  }

  private static Shape reshape(Shape from, Shape to) {
    if (from.size() != to.size()) {
      throw new ShapeException(
          "reshape: "
              + from
              + " has "
              + from.size()
              + " elements, "
              + to
              + " has "
              + to.size()
              + "; a reshape keeps every element. Usual cause: a wrong feature count after a"
              + " convolution or a changed batch size; use -1 for the one size to be worked out.");
    }
    return to;
  }

  private static Shape permute(Shape from, List<Integer> axes) {
    int[] dims = new int[from.rank()];
    boolean[] seen = new boolean[from.rank()];
    boolean fits = axes.size() == from.rank();
    for (int d = 0; fits && d < axes.size(); d++) {
      int axis = axes.get(d);
      fits = axis >= 0 && axis < seen.length && !seen[axis];
      if (fits) {
        seen[axis] = true;
        dims[d] = from.dim(axis);
      }
    }
    if (!fits) {
      throw new ShapeException(
          "permute: expected each of the "
              + from.rank()
              + " axes of "
              + from
              + " once, found "
              + axes
              + ". Usual cause: an axis of samples that was forgotten; fix: name every axis, or"
              + " transpose for two of them.");
    }
    return Shape.of(dims);
  }

  private static Shape expand(Shape from, Shape to) {
    boolean fits = from.rank() == to.rank();
    for (int d = 0; fits && d < to.rank(); d++) {
      fits = from.dim(d) == to.dim(d) || from.dim(d) == 1;
    }
    if (!fits) {
      throw new ShapeException(
          "expand: " + from + " cannot be stretched to " + to + ": only axes of size 1 stretch.");
    }
    return to;
  }

  /// A size that an operation makes along an axis, if an axis can have it.
  public static int extent(String operation, int axis, long size) {
    if (size > Integer.MAX_VALUE) {
      throw new ShapeException(
          operation
              + ": "
              + size
              + " elements along axis "
              + axis
              + " are more than one tensor can hold. Usual cause: an amount that overflowed where"
              + " it was worked out, or that was meant for another axis; fix: split the work.");
    }
    return (int) size;
  }

  private static Shape pad(Shape from, Op.Pad pad) {
    int[] dims = from.dims();
    for (int d = 0; d < dims.length; d++) {
      dims[d] = extent("pad", d, (long) dims[d] + pad.low().get(d) + pad.high().get(d));
    }
    return Shape.of(dims);
  }

  private static Shape concat(List<Node> in, int axis) {
    Shape first = in.get(0).shape();
    long total = 0;
    for (int i = 0; i < in.size(); i++) {
      Shape next = in.get(i).shape();
      if (next.rank() != first.rank() || !next.with(axis, 1).equals(first.with(axis, 1))) {
        throw new ShapeException(
            "concat: input "
                + i
                + " has shape "
                + next
                + ", the first "
                + first
                + ": expected equal sizes on every axis but axis "
                + axis
                + ". Usual cause: another axis was meant, or pieces that were cut unevenly; fix:"
                + " stack for a new axis.");
      }
      total += next.dim(axis);
    }
    return first.with(axis, extent("concat", axis, total));
  }

  private static Shape unfold(Shape from, Op.Unfold u) {
    int n = from.dim(u.axis());
    int reach = u.dilation() * (u.size() - 1) + 1;
    int count = n < reach ? 0 : (n - reach) / u.step() + 1;
    int[] dims = Arrays.copyOf(from.dims(), from.rank() + 1);
    dims[u.axis()] = count;
    dims[from.rank()] = u.size();
    return Shape.of(dims);
  }

  private static Shape fold(Shape from, Op.Fold f) {
    int[] dims = Arrays.copyOf(from.dims(), from.rank() - 1);
    dims[f.axis()] = f.length();
    return Shape.of(dims);
  }

  private static Shape reduce(Shape from, List<Integer> axes) {
    int[] dims = from.dims();
    for (int axis : axes) {
      dims[axis] = 1;
    }
    return Shape.of(dims);
  }

  private static Shape argMax(Shape from, Op.ArgMax op) {
    if (from.dim(op.axis()) == 0) {
      throw new ShapeException(
          Site.here().operation()
              + ": axis "
              + op.axis()
              + " of "
              + from
              + " is empty: no such element exists. Usual cause: a"
              + " selection before that left nothing.");
    }
    return from.with(op.axis(), 1);
  }

  private static Shape alike(Op op, Shape x, Shape index, int axis) {
    if (x.rank() != index.rank() || !x.with(axis, 1).equals(index.with(axis, 1))) {
      throw new ShapeException(
          op.label()
              + ": expected an index like "
              + x
              + " on every axis but axis "
              + axis
              + ", found "
              + index
              + ".");
    }
    return index;
  }

  private static Shape scatter(Op op, List<Node> in, int axis) {
    alike(op, in.get(0).shape(), in.get(1).shape(), axis);
    expectSame(op, in.get(1), in.get(2));
    return in.get(0).shape();
  }

  private static Shape matMul(Node a, Node b) {
    Shape x = a.shape();
    Shape y = b.shape();
    int rank = x.rank();
    boolean fits =
        rank >= 2 && y.rank() == rank && x.dim(-1) == y.dim(-2) && leading(x).equals(leading(y));
    if (!fits) {
      throw new ShapeException(
          "matmul: expected […, M, K] and […, K, N], found " + a + " and " + b + ".");
    }
    return x.with(-1, y.dim(-1));
  }

  private static Shape attend(Op op, List<Node> in, int maskAt) {
    Shape query = in.get(0).shape();
    Shape key = in.get(1).shape();
    Shape value = in.get(2).shape();
    Shape leading = query.rank() < 2 ? null : leading(query);
    boolean fits =
        leading != null
            && key.rank() == query.rank()
            && value.rank() == query.rank()
            && leading(key).equals(leading)
            && leading(value).equals(leading)
            && key.dim(-1) == query.dim(-1)
            && key.dim(-2) == value.dim(-2)
            && in.stream()
                .skip(maskAt)
                .allMatch(mask -> mask.shape().equals(query.with(-1, key.dim(-2))));
    if (!fits) {
      throw new ShapeException(
          op.label()
              + ": expected query […, M, D], key […, L, D], value […, L, E] and mask […, M, L],"
              + " found "
              + String.join(", ", in.stream().map(Node::toString).toList())
              + ".");
    }
    return query.with(-1, value.dim(-1));
  }

  private static Shape leading(Shape shape) {
    return shape.with(-1, 1).with(-2, 1);
  }

  private static Shape attendGradient(Op op, List<Node> in) {
    Shape y = attend(op, in, 4);
    if (!in.get(3).shape().equals(y)) {
      throw new ShapeException(
          op.label() + ": a gradient " + in.get(3) + " does not belong to a result of " + y + ".");
    }
    Shape key = in.get(1).shape();
    long sizes =
        (long) y.dim(-2) * key.dim(-1) + (long) key.dim(-2) * (key.dim(-1) + (long) y.dim(-1));
    int[] dims = Arrays.copyOf(y.dims(), y.rank() - 1);
    dims[dims.length - 1] = extent("attention gradient", dims.length - 1, sizes);
    return Shape.of(dims);
  }

  private static Shape conv(Shape x, Shape w, Op.Geometry g) {
    int spatial = g.stride().size();
    boolean fits =
        x.rank() == spatial + 2
            && w.rank() == spatial + 2
            && x.dim(1) == w.dim(1) * g.groups()
            && w.dim(0) % g.groups() == 0;
    if (!fits) {
      throw new ShapeException(
          "conv: expected x [N, C, "
              + spatial
              + " spatial axes] and weight [K, C/"
              + g.groups()
              + ", kernel], found x "
              + x
              + " and weight "
              + w
              + ".");
    }
    int[] dims = x.dims();
    dims[1] = w.dim(0);
    for (int d = 0; d < spatial; d++) {
      dims[d + 2] = g.out(d, x.dim(d + 2), w.dim(d + 2));
    }
    return Shape.of(dims);
  }

  private static Shape convInput(Shape dy, Shape w, Op.ConvInput op) {
    int[] dims = dy.dims();
    dims[1] = w.dim(1) * op.geometry().groups();
    for (int d = 0; d < op.in().size(); d++) {
      dims[d + 2] = op.in().get(d);
    }
    Shape x = Shape.of(dims);
    if (!conv(x, w, op.geometry()).equals(dy)) {
      throw new ShapeException(
          "conv gradient: a result of "
              + dy
              + " does not come from x "
              + x
              + " and weight "
              + w
              + ".");
    }
    return x;
  }

  private static Shape convWeight(Shape x, Shape dy, Op.ConvWeight op) {
    int[] dims = x.dims();
    dims[0] = dy.dim(1);
    dims[1] = x.dim(1) / op.geometry().groups();
    for (int d = 0; d < op.kernel().size(); d++) {
      dims[d + 2] = op.kernel().get(d);
    }
    Shape w = Shape.of(dims);
    if (!conv(x, w, op.geometry()).equals(dy)) {
      throw new ShapeException(
          "conv gradient: a result of "
              + dy
              + " does not come from x "
              + x
              + " and weight "
              + w
              + ".");
    }
    return w;
  }

  private static Shape pool(Shape x, Op.ArgMaxPool p) {
    int spatial = p.kernel().size();
    int[] dims = x.dims();
    for (int d = 0; d < spatial; d++) {
      int axis = x.rank() - spatial + d;
      dims[axis] = p.geometry().out(d, x.dim(axis), p.kernel().get(d));
    }
    return Shape.of(dims);
  }
}
