package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import dev.cien.tensor.graph.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Attention and its derivatives: one operation, which is written out in others where it has no
/// elements to look at and for derivatives of derivatives.
final class Attending {
  /// The score of what is hidden: its exponential is 0 beside any other, and equal to all others
  /// where everything is hidden.
  private static final double NEVER = -1e30;

  private Attending() {}

  static Tensor forward(Tensor query, Tensor key, Tensor value, Optional<Tensor> mask) {
    check(query, key, value);
    DType dtype =
        DType.promote(
            DType.promote(query.dtype(), DType.promote(key.dtype(), value.dtype())), DType.FLOAT32);
    Shape leading =
        Shape.broadcast(leading(query), leading(key))
            .flatMap(shape -> Shape.broadcast(shape, leading(value)))
            .orElseThrow(() -> misfit("leading axes that broadcast", query, key, value));
    Shape scores = with(leading, query.shape().dim(-2), key.shape().dim(-2));
    mask.ifPresent(m -> check(m, scores));
    Tensor q = spread(query.cast(dtype), leading);
    Tensor k = spread(key.cast(dtype), leading);
    Tensor v = spread(value.cast(dtype), leading);
    if (scores.size() == 0 || q.size() == 0) {
      return weights(q, k, mask).matmul(v);
    }
    List<Tensor> in = new ArrayList<>(List.of(q, k, v));
    mask.ifPresent(m -> in.add(Recorder.stretch(m, scores)));
    return Recorder.record(new Op.Attend(), in.toArray(Tensor[]::new));
  }

  private static void check(Tensor query, Tensor key, Tensor value) {
    for (Tensor x : List.of(query, key, value)) {
      if (!x.dtype().isFloating()) {
        throw new TensorException(
            Site.here().called()
                + ": expected floating-point queries, keys and values, found "
                + x.dtype()
                + x.shape()
                + ". Usual cause: symbols that were not embedded; fix: cast(DType.FLOAT32).");
      }
    }
    boolean fits =
        query.shape().rank() >= 2
            && key.shape().rank() >= 2
            && value.shape().rank() >= 2
            && query.shape().dim(-1) == key.shape().dim(-1)
            && key.shape().dim(-2) == value.shape().dim(-2);
    if (!fits) {
      throw misfit(
          "queries and keys of one width and as many values as keys, […, M, D], […, L, D] and […,"
              + " L, E]",
          query,
          key,
          value);
    }
  }

  private static ShapeException misfit(String expected, Tensor query, Tensor key, Tensor value) {
    return new ShapeException(
        Site.here().called()
            + ": expected "
            + expected
            + ", found query "
            + Recorder.describe(query)
            + ", key "
            + Recorder.describe(key)
            + ", value "
            + Recorder.describe(value)
            + ". Usual cause: key and value of two sequences, or of another width than the"
            + " queries.");
  }

  private static void check(Tensor mask, Shape scores) {
    if (mask.dtype() != DType.BOOL) {
      throw new TensorException(
          Site.here().called()
              + ": expected a bool mask, true where a query may look, found "
              + mask.dtype()
              + mask.shape()
              + ". Usual cause: a mask of 0 and −∞ to be added to the scores; fix: mask.eq(0).");
    }
    if (!Shape.broadcast(mask.shape(), scores).equals(Optional.of(scores))) {
      throw new ShapeException(
          Site.here().called()
              + ": expected a mask that broadcasts to the scores […, queries, keys] = "
              + scores
              + ", found "
              + mask.shape()
              + ". Usual cause: a mask of the keys that are not padding, [N, keys]; fix: an axis"
              + " for each of the scores', as Attention.padding(mask) makes them.");
    }
  }

  private static Shape leading(Tensor x) {
    return Shape.of(Arrays.copyOf(x.shape().dims(), x.shape().rank() - 2));
  }

  private static Shape with(Shape leading, int... more) {
    int[] dims = Arrays.copyOf(leading.dims(), leading.rank() + more.length);
    System.arraycopy(more, 0, dims, leading.rank(), more.length);
    return Shape.of(dims);
  }

  private static Tensor spread(Tensor x, Shape leading) {
    return Recorder.stretch(x, with(leading, x.shape().dim(-2), x.shape().dim(-1)));
  }

  /// softmax(query·keyᵀ), `[…, M, L]`.
  static Tensor weights(Tensor query, Tensor key, Optional<Tensor> mask) {
    check(query, key, key);
    Tensor scores = query.matmul(key.t());
    mask.ifPresent(m -> check(m, scores.shape()));
    return mask.map(m -> Tensor.where(m, scores, Tensor.full(NEVER).cast(scores.dtype())))
        .orElse(scores)
        .softmax(-1);
  }

  /// The gradients of the inputs of [Op.Attend].
  static Tensor[] gradient(List<Tensor> in, Tensor dy) {
    List<Tensor> inputs = new ArrayList<>(in);
    inputs.add(3, dy);
    Tensor all = Recorder.record(new Op.AttendGradient(), inputs.toArray(Tensor[]::new));
    Tensor[] gradients = new Tensor[in.size()];
    int from = 0;
    for (int i = 0; i < 3; i++) {
      Shape shape = in.get(i).shape();
      int size = shape.dim(-2) * shape.dim(-1);
      gradients[i] = Recorder.reshape(all.slice(-1, from, from + size), shape);
      from += size;
    }
    return gradients;
  }

  /// The gradients of the inputs of [Op.AttendGradient]: those of the same numbers written out.
  static Tensor[] secondGradient(List<Tensor> in, Tensor seed) {
    List<Tensor> own = in.subList(0, 4).stream().map(Attending::again).toList();
    Optional<Tensor> mask = in.stream().skip(4).findFirst();
    Gradients gradients = Gradients.of(writtenOut(own, mask), seed, own);
    Tensor[] all = new Tensor[in.size()];
    for (int i = 0; i < own.size(); i++) {
      all[i] = gradients.of(own.get(i));
    }
    return all;
  }

  /// The tensor as a node of its own: its gradient is that of one operation alone, even where one
  /// input of this operation comes from another.
  private static Tensor again(Tensor x) {
    return Recorder.record(new Op.Reshape(Op.list(x.shape().dims())), x);
  }

  /// What [Op.AttendGradient] computes, in other operations.
  private static Tensor writtenOut(List<Tensor> in, Optional<Tensor> mask) {
    Tensor query = in.get(0);
    Tensor key = in.get(1);
    Tensor value = in.get(2);
    Tensor dy = in.get(3);
    Tensor weights = weights(query, key, mask);
    Tensor slopes = dy.matmul(value.t());
    Tensor centred = slopes.sub(weights.mul(slopes).sum(new int[] {-1}, true));
    Tensor given = weights.mul(centred);
    Tensor scores =
        mask.map(m -> Tensor.where(m, given, Recorder.fill(0, given.shape(), given.dtype())))
            .orElse(given);
    return Tensor.concat(
        -1, flat(scores.matmul(key)), flat(scores.t().matmul(query)), flat(weights.t().matmul(dy)));
  }

  private static Tensor flat(Tensor x) {
    int[] dims = Arrays.copyOf(x.shape().dims(), x.shape().rank() - 1);
    dims[dims.length - 1] = x.shape().dim(-2) * x.shape().dim(-1);
    return x.reshape(dims);
  }
}
