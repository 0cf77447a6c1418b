package dev.cien.nn;

import dev.cien.tensor.DType;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import java.util.Optional;

/// softmax(Q·Kᵀ / √d)·V: each query takes a mean of the values, weighted by how well their keys fit
/// it (Vaswani et al. 2017, arXiv:1706.03762).
///
/// Masks are `bool`, true where a query may look, and broadcast to `[N, heads, queries, keys]`;
/// combine them with `and`.
public final class Attention {
  private static final double NEVER = -1e30;

  /// What attention gives.
  ///
  /// @param output the mixed values, `[…, queries, width]`
  /// @param weights how much of each key each query took, `[…, queries, keys]`; computed only if it
  ///   is asked for
  public record Attended(Tensor output, Tensor weights) {}

  private Attention() {}

  /// The mask that lets position t look at positions up to t: `[length, length]`.
  public static Tensor causal(int length) {
    return Tensor.triangle(length, length, 0);
  }

  /// The mask that hides padding: `[N, 1, 1, keys]` from `present`, `[N, keys]`, true where a key
  /// is not padding.
  public static Tensor padding(Tensor present) {
    return present.cast(DType.BOOL).unsqueeze(1).unsqueeze(1);
  }

  /// Attention without heads: query `[…, queries, d]`, key `[…, keys, d]`, value `[…, keys,
  /// width]`.
  ///
  /// @param dropout the probability of dropping a weight in training
  public static Attended attend(
      Tensor query, Tensor key, Tensor value, Optional<Tensor> mask, double dropout) {
    if (query.shape().dim(-1) != key.shape().dim(-1)
        || key.shape().dim(-2) != value.shape().dim(-2)) {
      throw new ShapeException(
          "attention: expected queries and keys of one width and as many values as keys, found"
              + " query "
              + query.shape()
              + ", key "
              + key.shape()
              + ", value "
              + value.shape()
              + ".");
    }
    Tensor scores = query.mul(1 / Math.sqrt(query.shape().dim(-1))).matmul(key.t());
    Tensor seen =
        mask.map(m -> Tensor.where(m, scores, Tensor.full(NEVER).cast(scores.dtype())))
            .orElse(scores);
    Tensor weights = seen.softmax(-1);
    return new Attended(Dropout.of(dropout).forward(weights).matmul(value), weights);
  }
}
