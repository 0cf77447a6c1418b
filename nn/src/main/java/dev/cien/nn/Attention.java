package dev.cien.nn;

import dev.cien.tensor.DType;
import dev.cien.tensor.Shape;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import java.util.Optional;

/// softmax(Q·Kᵀ / √d)·V: each query takes a mean of the values, weighted by how well their keys fit
/// it (Vaswani et al. 2017, arXiv:1706.03762).
///
/// Masks are `bool`, true where a query may look (PyTorch's `attn_mask` and `key_padding_mask` are
/// true where it may not), and broadcast to `[N, heads, queries, keys]`; combine them with `and`. A
/// query that may look nowhere looks everywhere alike, so that padding never gives NaN.
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
    if (present.shape().rank() != 2) {
      throw new ShapeException(
          "attention padding: expected [N, keys], true where a key is not padding, found "
              + present.shape()
              + ". Usual cause: the mask of a single sample; fix: unsqueeze(0).");
    }
    return present.cast(DType.BOOL).unsqueeze(1).unsqueeze(1);
  }

  /// Attention without heads: query `[…, queries, d]`, key `[…, keys, d]`, value `[…, keys,
  /// width]`.
  ///
  /// @param dropout the probability of dropping a weight in training
  /// @throws ShapeException if the widths, the numbers of keys and values or the mask do not fit
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
              + ". Usual cause: key and value of two sequences, or of another width than the"
              + " queries.");
    }
    Tensor scores = query.mul(1 / Math.sqrt(query.shape().dim(-1))).matmul(key.t());
    mask.ifPresent(m -> check(m, scores.shape()));
    Tensor seen =
        mask.map(m -> Tensor.where(m, scores, Tensor.full(NEVER).cast(scores.dtype())))
            .orElse(scores);
    Tensor weights = seen.softmax(-1);
    return new Attended(Dropout.of(dropout).forward(weights).matmul(value), weights);
  }

  private static void check(Tensor mask, Shape scores) {
    if (mask.dtype() != DType.BOOL) {
      throw new TensorException(
          "attention: expected a bool mask, true where a query may look, found "
              + mask.dtype()
              + mask.shape()
              + ". Usual cause: a mask of 0 and −∞ to be added to the scores; fix: mask.eq(0).");
    }
    if (!Shape.broadcast(mask.shape(), scores).equals(Optional.of(scores))) {
      throw new ShapeException(
          "attention: expected a mask that broadcasts to the scores […, queries, keys] = "
              + scores
              + ", found "
              + mask.shape()
              + ". Usual cause: a mask of the keys that are not padding, [N, keys]; fix:"
              + " Attention.padding(mask).");
    }
  }
}
