package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import java.util.List;
import java.util.stream.IntStream;

/// Sums, means, extremes and the like over axes: a chapter of [Tensor].
///
/// Without axes everything is reduced to a scalar; negative axes count from the end. Reduced axes
/// disappear, or stay with size 1 where `keepDims` is true. Sums of `float32` are added up in 64
/// lanes that are then folded pairwise, in an order that depends on the shape alone.
///
/// Every method throws a [ShapeException] if there is no such axis, or one is named twice.
public sealed interface Reductions permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// The sum over the axes. Of no elements it is 0; of `bool` it counts, as `int32`. Whole numbers
  /// keep their format and wrap around (PyTorch and NumPy go over to `int64`): cast first where 2³¹
  /// may be passed.
  default Tensor sum(int... axes) {
    return sum(axes, false);
  }

  /// The sum over one axis.
  default Tensor sum(int axis, boolean keepDims) {
    return sum(new int[] {axis}, keepDims);
  }

  /// The sum over the axes.
  default Tensor sum(int[] axes, boolean keepDims) {
    List<Integer> list = Recorder.axes(self().shape(), axes);
    return reduce(new Op.Sum(list), numeric(), keepDims);
  }

  /// The product over the axes; of no elements it is 1. Zeros among the elements do no harm to the
  /// gradient, of any order.
  default Tensor prod(int... axes) {
    return prod(axes, false);
  }

  /// The product over the axes.
  default Tensor prod(int[] axes, boolean keepDims) {
    List<Integer> list = Recorder.axes(self().shape(), axes);
    return reduce(new Op.Prod(list), numeric(), keepDims);
  }

  /// The mean Σx / n over the axes; of no elements it is NaN. Whole numbers are read as `float32`.
  default Tensor mean(int... axes) {
    return mean(axes, false);
  }

  /// The mean over one axis.
  default Tensor mean(int axis, boolean keepDims) {
    return mean(new int[] {axis}, keepDims);
  }

  /// The mean over the axes.
  default Tensor mean(int[] axes, boolean keepDims) {
    Tensor x = Recorder.floating(self());
    return x.sum(axes, keepDims).div(count(axes));
  }

  /// The largest element over the axes, −∞ if there is none. NaN wins. Equal largest elements share
  /// the gradient.
  default Tensor max(int... axes) {
    return max(axes, false);
  }

  /// The largest element along one axis.
  default Tensor max(int axis, boolean keepDims) {
    return max(new int[] {axis}, keepDims);
  }

  /// The largest element over the axes.
  default Tensor max(int[] axes, boolean keepDims) {
    List<Integer> list = Recorder.axes(self().shape(), axes);
    return reduce(new Op.MaxOf(list), Recorder.arithmetic(self()), keepDims);
  }

  /// The smallest element over the axes, +∞ if there is none. NaN wins.
  default Tensor min(int... axes) {
    return min(axes, false);
  }

  /// The smallest element along one axis.
  default Tensor min(int axis, boolean keepDims) {
    return min(new int[] {axis}, keepDims);
  }

  /// The smallest element over the axes: −max(−x), for whole numbers ~max(~x) so that the least one
  /// survives.
  default Tensor min(int[] axes, boolean keepDims) {
    if (self().dtype() == DType.BOOL) {
      return self().not().max(axes, keepDims).not();
    }
    Tensor x = numeric();
    return x.dtype().isFloating()
        ? x.neg().max(axes, keepDims).neg()
        : x.neg().sub(1).max(axes, keepDims).neg().sub(1);
  }

  /// Whether any element holds, that is, is not 0; of no elements it is false. `bool`.
  default Tensor any(int... axes) {
    List<Integer> list = Recorder.axes(self().shape(), axes);
    return reduce(new Op.MaxOf(list), self().cast(DType.BOOL), false);
  }

  /// Whether all elements hold, that is, are not 0; of no elements it is true. `bool`.
  default Tensor all(int... axes) {
    return self().cast(DType.BOOL).not().any(axes).not();
  }

  /// The variance over the axes, divided by n − 1 (Bessel's correction), as PyTorch and R do.
  default Tensor var(int... axes) {
    return var(axes, 1, false);
  }

  /// The variance over the axes: Σ(x − mean)² / (n − correction).
  default Tensor var(int[] axes, int correction, boolean keepDims) {
    Tensor x = Recorder.floating(self());
    Tensor centred = x.sub(x.mean(axes, true));
    return centred.square().sum(axes, keepDims).div(Math.max(0, count(axes) - correction));
  }

  /// The standard deviation over the axes, the root of [#var]; where it is 0, so is its gradient.
  default Tensor std(int... axes) {
    return std(axes, 1, false);
  }

  /// The standard deviation over the axes.
  default Tensor std(int[] axes, int correction, boolean keepDims) {
    return root(var(axes, correction, keepDims));
  }

  /// log Σ eˣ over the axes, without overflow.
  default Tensor logSumExp(int... axes) {
    return logSumExp(axes, false);
  }

  /// log Σ eˣ over the axes: max + log Σ e^(x − max).
  default Tensor logSumExp(int[] axes, boolean keepDims) {
    Tensor x = Recorder.floating(self());
    Tensor top = x.max(axes, true).detach();
    Tensor finite = Tensor.where(top.isFinite(), top, Recorder.scalarLike(top, 0));
    Tensor kept = x.sub(finite).exp().sum(axes, true).log().add(finite);
    return keepDims ? kept : drop(kept, Recorder.axes(x.shape(), axes));
  }

  /// The Euclidean norm √Σx² over the axes; where it is 0, so is its gradient.
  default Tensor norm(int... axes) {
    return root(Recorder.floating(self()).square().sum(axes));
  }

  /// √x with the gradient 0, one of its subgradients as a norm, in place of ∞ where x is 0.
  private static Tensor root(Tensor x) {
    Tensor none = x.eq(0);
    Tensor safe = Tensor.where(none, Recorder.scalarLike(x, 1), x);
    return Tensor.where(none, Recorder.scalarLike(x, 0), safe.sqrt());
  }

  /// The index (`int32`) of the first largest element along `axis`.
  default Tensor argMax(int axis) {
    return argMax(axis, false);
  }

  /// The index (`int32`) of the first largest element along `axis`.
  default Tensor argMax(int axis, boolean keepDims) {
    int resolved = self().shape().axis(axis);
    Tensor index = Recorder.record(new Op.ArgMax(resolved), numeric());
    return keepDims ? index : index.squeeze(resolved);
  }

  /// The index (`int32`) of the first smallest element along `axis`.
  default Tensor argMin(int axis) {
    return argMin(axis, false);
  }

  /// The index (`int32`) of the first smallest element along `axis`.
  default Tensor argMin(int axis, boolean keepDims) {
    Tensor x = numeric();
    return (x.dtype().isFloating() ? x.neg() : x.neg().sub(1)).argMax(axis, keepDims);
  }

  /// The running sum along `axis`, shaped as this: element i is the sum of the first i + 1. Whole
  /// numbers keep their format, `bool` counts as `int32`.
  default Tensor cumSum(int axis) {
    return Recorder.record(new Op.CumSum(self().shape().axis(axis)), numeric());
  }

  private Tensor numeric() {
    return self().dtype() == DType.BOOL ? self().cast(DType.INT32) : Recorder.arithmetic(self());
  }

  private int count(int[] axes) {
    return Recorder.axes(self().shape(), axes).stream()
        .mapToInt(d -> self().shape().dim(d))
        .reduce(1, (a, b) -> a * b);
  }

  private static Tensor reduce(Op.Reduce op, Tensor x, boolean keepDims) {
    List<Integer> axes = op.axes();
    Tensor kept =
        axes.isEmpty()
            ? x
            : axes.stream().anyMatch(d -> x.shape().dim(d) == 0)
                ? ofNothing(op, x)
                : Recorder.record(op, x);
    return keepDims ? kept : drop(kept, axes);
  }

  /// What a reduction of no elements is.
  private static Tensor ofNothing(Op.Reduce op, Tensor x) {
    Shape shape = x.shape();
    for (int axis : op.axes()) {
      shape = shape.with(axis, 1);
    }
    double value =
        switch (op) {
          case Op.Sum _ -> 0;
          case Op.Prod _ -> 1;
          case Op.MaxOf _ ->
              switch (x.dtype()) {
                case BOOL -> 0;
                case INT32 -> Integer.MIN_VALUE;
                case INT64 -> Long.MIN_VALUE;
                case BFLOAT16, FLOAT32, FLOAT64 -> Double.NEGATIVE_INFINITY;
              };
        };
    return Recorder.fill(value, shape, x.dtype());
  }

  private static Tensor drop(Tensor kept, List<Integer> axes) {
    int[] left =
        IntStream.range(0, kept.shape().rank())
            .filter(d -> !axes.contains(d))
            .map(d -> kept.shape().dim(d))
            .toArray();
    return Recorder.reshape(kept, Shape.of(left));
  }
}
