package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The table of derivatives: for each operation the gradients of its inputs, given its result y and
/// the gradient dy of y.
///
/// Written in tensor operations, so that gradients are recorded, fused and differentiable again. A
/// `null` stands for no gradient. Summing over users happens in [Gradients]; broadcasting is undone
/// by the rule of [Op.Expand].
final class Vjp {
  private Vjp() {}

  static Tensor[] of(Op op, List<Tensor> in, Tensor y, Tensor dy) {
    return switch (op) {
      case Op.Source _, Op.RandomBits _, Op.StopGradient _ -> none(in);
      case Op.Sign _, Op.Floor _, Op.Ceil _, Op.Round _, Op.Not _ -> none(in);
      case Op.Less _, Op.LessEqual _, Op.Equal _, Op.And _, Op.Or _ -> none(in);
      case Op.ArgMax _, Op.ArgSort _, Op.ArgMaxPool _ -> none(in);

      case Op.Neg _ -> each(dy.neg());
      case Op.Abs _ -> each(dy.mul(in.get(0).sign()));
      case Op.Exp _ -> each(dy.mul(y));
      case Op.Expm1 _ -> each(dy.mul(y.add(1)));
      case Op.Log _ -> each(dy.div(in.get(0)));
      case Op.Log1p _ -> each(dy.div(in.get(0).add(1)));
      case Op.Sqrt _ -> each(dy.div(y.mul(2)));
      case Op.Sin _ -> each(dy.mul(in.get(0).cos()));
      case Op.Cos _ -> each(dy.mul(in.get(0).sin()).neg());
      case Op.Tanh _ -> each(dy.mul(y.square().neg().add(1)));
      case Op.Sigmoid _ -> each(dy.mul(y.mul(y.neg().add(1))));
      case Op.Erf _ -> each(dy.mul(in.get(0).square().neg().exp().mul(2 / Math.sqrt(Math.PI))));
      case Op.Cast _ -> each(in.get(0).dtype().isFloating() ? dy.cast(in.get(0).dtype()) : null);

      case Op.Add _ -> each(dy, dy);
      case Op.Sub _ -> each(dy, dy.neg());
      case Op.Mul _ -> each(dy.mul(in.get(1)), dy.mul(in.get(0)));
      case Op.Div _ -> each(dy.div(in.get(1)), dy.mul(y).div(in.get(1)).neg());
      case Op.Rem _ -> each(dy, dy.mul(truncated(in.get(0).div(in.get(1)))).neg());
      case Op.Max _ -> larger(in.get(0), in.get(1), dy);
      case Op.Min _ -> larger(in.get(1), in.get(0), dy);
      case Op.Pow _ -> power(in.get(0), in.get(1), y, dy);
      case Op.Where _ ->
          each(null, Tensor.where(in.get(0), dy, zero(dy)), Tensor.where(in.get(0), zero(dy), dy));

      case Op.Reshape _ -> each(dy.reshape(in.get(0).shape().dims()));
      case Op.Permute p -> each(dy.permute(inverse(p.axes())));
      case Op.Expand _ -> each(unstretch(dy, in.get(0).shape()));
      case Op.Slice s -> each(unslice(dy, s, in.get(0).shape()));
      case Op.Pad p -> each(unpad(dy, p, in.get(0).shape()));
      case Op.Concat c -> pieces(dy, c.axis(), in);
      case Op.Unfold u ->
          each(
              Recorder.record(
                  new Op.Fold(u.axis(), in.get(0).shape().dim(u.axis()), u.step(), u.dilation()),
                  Recorder.arithmetic(dy)));
      case Op.Fold f ->
          each(
              Recorder.record(
                      new Op.Unfold(f.axis(), in.get(0).shape().dim(-1), f.step(), f.dilation()),
                      dy)
                  .slice(f.axis(), 0, in.get(0).shape().dim(f.axis())));

      case Op.Sum _ -> each(Recorder.expand(dy, in.get(0).shape()));
      case Op.Prod p -> each(product(in.get(0), Op.array(p.axes()), dy));
      case Op.MaxOf m -> each(extreme(in.get(0), Op.array(m.axes()), y, dy));
      case Op.CumSum c -> each(dy.flip(c.axis()).cumSum(c.axis()).flip(c.axis()));

      case Op.Gather g ->
          each(
              Recorder.record(
                  new Op.ScatterAdd(g.axis()),
                  zero(Recorder.arithmetic(in.get(0))),
                  in.get(1),
                  Recorder.arithmetic(dy)),
              null);
      case Op.ScatterAdd s ->
          each(dy, null, Recorder.record(new Op.Gather(s.axis()), dy, in.get(1)));

      case Op.MatMul _ -> each(dy.matmul(in.get(1).t()), in.get(0).t().matmul(dy));
      case Op.Attend _ -> Attending.gradient(in, dy);
      case Op.AttendGradient _ -> Attending.secondGradient(in, dy);
      case Op.Conv c ->
          each(
              convInput(c.geometry(), in.get(0), dy, in.get(1)),
              convWeight(c.geometry(), in.get(0), dy, in.get(1)));
      case Op.ConvInput c ->
          each(
              Recorder.record(new Op.Conv(c.geometry()), dy, in.get(1)),
              convWeight(c.geometry(), dy, in.get(0), in.get(1)));
      case Op.ConvWeight c ->
          each(
              convInput(c.geometry(), in.get(0), in.get(1), dy),
              Recorder.record(new Op.Conv(c.geometry()), in.get(0), dy));
    };
  }

  private static Tensor[] each(Tensor... gradients) {
    return gradients;
  }

  private static Tensor[] none(List<Tensor> in) {
    return new Tensor[in.size()];
  }

  private static Tensor zero(Tensor like) {
    return Recorder.fill(0, like.shape(), like.dtype());
  }

  private static Tensor truncated(Tensor x) {
    return Tensor.where(x.lt(0), x.ceil(), x.floor());
  }

  /// The larger side gets the gradient; equal sides get half each.
  private static Tensor[] larger(Tensor a, Tensor b, Tensor dy) {
    Tensor tie = Tensor.where(a.eq(b), dy.mul(0.5), zero(dy));
    Tensor first = Tensor.where(b.lt(a), dy, tie);
    Tensor second = Tensor.where(a.lt(b), dy, tie);
    return a == b ? each(dy.mul(0.5), dy.mul(0.5)) : each(first, second);
  }

  private static Tensor[] power(Tensor a, Tensor b, Tensor y, Tensor dy) {
    // 0·0⁻¹ would be NaN where 0⁰ has the gradient 0.
    Tensor lower =
        b.node().op() instanceof Op.Fill(double exponent)
            ? exponent == 0 ? zero(a) : a.pow(exponent - 1)
            : a.pow(Tensor.where(a.eq(0).and(b.eq(0)), b, b.sub(1)));
    Tensor base = dy.mul(b).mul(lower);
    Tensor positive = a.gt(0);
    Tensor safe = Tensor.where(positive, a, Recorder.fill(1, a.shape(), a.dtype()));
    return each(base, Tensor.where(positive, dy.mul(y).mul(safe.log()), zero(dy)));
  }

  private static int[] inverse(List<Integer> axes) {
    int[] inverse = new int[axes.size()];
    for (int d = 0; d < inverse.length; d++) {
      inverse[axes.get(d)] = d;
    }
    return inverse;
  }

  private static Tensor unstretch(Tensor dy, Shape from) {
    int[] stretched =
        IntStream.range(0, from.rank()).filter(d -> from.dim(d) != dy.shape().dim(d)).toArray();
    return stretched.length == 0 ? dy : dy.sum(stretched, true);
  }

  /// Puts the elements of a slice back where they came from, with zeros between.
  private static Tensor unslice(Tensor dy, Op.Slice slice, Shape from) {
    Tensor x = dy;
    for (int d = 0; d < from.rank(); d++) {
      int step = slice.steps().get(d);
      int count = slice.counts().get(d);
      int stride = Math.abs(step);
      int low = step > 0 ? slice.starts().get(d) : slice.starts().get(d) + (count - 1) * step;
      if (count == 0) {
        x = x.pad(d, 0, from.dim(d), 0);
        continue;
      }
      if (step < 0) {
        x = x.flip(d);
      }
      if (stride > 1) {
        int[] dims = x.shape().dims();
        dims[d] = count * stride;
        x =
            x.unsqueeze(d + 1)
                .pad(d + 1, 0, stride - 1, 0)
                .reshape(dims)
                .slice(d, 0, (count - 1) * stride + 1);
      }
      x = x.pad(d, low, from.dim(d) - low - x.shape().dim(d), 0);
    }
    return x;
  }

  private static Tensor unpad(Tensor dy, Op.Pad pad, Shape from) {
    Tensor x = dy;
    for (int d = 0; d < from.rank(); d++) {
      x = x.slice(d, pad.low().get(d), pad.low().get(d) + from.dim(d));
    }
    return x;
  }

  private static Tensor[] pieces(Tensor dy, int axis, List<Tensor> in) {
    int[] sizes = in.stream().mapToInt(part -> part.shape().dim(axis)).toArray();
    return dy.split(axis, sizes).toArray(Tensor[]::new);
  }

  /// dy times the product of the other elements. Elements are multiplied in pairs, pairs in pairs
  /// and so on; on the way back each takes what its pair got, times its neighbour. Nothing is
  /// divided, so that zeros do no harm to this or to any higher derivative.
  private static Tensor product(Tensor x, int[] axes, Tensor dy) {
    List<Integer> reduced = Op.list(axes);
    int[] order =
        IntStream.concat(
                IntStream.range(0, x.shape().rank()).filter(d -> !reduced.contains(d)),
                Arrays.stream(axes))
            .toArray();
    int rows = dy.size();
    int n = Arrays.stream(axes).map(x.shape()::dim).reduce(1, (a, b) -> a * b);
    Tensor moved = x.permute(order);
    List<Tensor> levels = new ArrayList<>();
    for (Tensor at = moved.reshape(rows, n); at.shape().dim(1) > 1; ) {
      Tensor even = at.pad(1, 0, at.shape().dim(1) % 2, 1);
      levels.add(even.reshape(rows, even.shape().dim(1) / 2, 2));
      at = levels.getLast().select(2, 0).mul(levels.getLast().select(2, 1));
    }
    Tensor others = dy.reshape(rows, 1);
    for (Tensor pairs : levels.reversed()) {
      int count = pairs.shape().dim(1);
      others = others.slice(1, 0, count).unsqueeze(2).mul(pairs.flip(2)).reshape(rows, 2 * count);
    }
    return others.slice(1, 0, n).reshape(moved.shape().dims()).permute(inverse(Op.list(order)));
  }

  /// Equal largest elements share the gradient.
  private static Tensor extreme(Tensor x, int[] axes, Tensor y, Tensor dy) {
    Tensor chosen = x.eq(Recorder.expand(y, x.shape())).cast(x.dtype());
    return chosen.mul(Recorder.expand(dy.div(chosen.sum(axes, true)), x.shape()));
  }

  private static Tensor convInput(Op.Geometry g, Tensor x, Tensor dy, Tensor w) {
    int[] in = Arrays.copyOfRange(x.shape().dims(), 2, x.shape().rank());
    return Recorder.record(new Op.ConvInput(g, Op.list(in)), dy, w);
  }

  private static Tensor convWeight(Op.Geometry g, Tensor x, Tensor dy, Tensor w) {
    int[] kernel = Arrays.copyOfRange(w.shape().dims(), 2, w.shape().rank());
    return Recorder.record(new Op.ConvWeight(g, Op.list(kernel)), x, dy);
  }
}
