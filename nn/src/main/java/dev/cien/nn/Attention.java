package dev.cien.nn;

import dev.cien.tensor.DType;
import dev.cien.tensor.Mode;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import java.util.Optional;

/// softmax(Q·Kᵀ / √d)·V: each query takes a mean of the values, weighted by how well their keys fit
/// it (Vaswani et al. 2017, arXiv:1706.03762).
///
/// Masks are `bool`, true where a query may look (PyTorch's `attn_mask` and `key_padding_mask` are
/// true where it may not), and broadcast to `[N, heads, queries, keys]`; combine them with `and`. A
/// query that may look nowhere looks everywhere alike, so that padding never gives NaN.
public final class Attention {
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
    Dropout dropped = Dropout.of(dropout);
    Tensor scaled = query.mul(1 / Math.sqrt(query.shape().dim(-1)));
    Tensor weights = scaled.attentionWeights(key, mask);
    Tensor output =
        dropout > 0 && Mode.isTraining()
            ? dropped.forward(weights).matmul(value)
            : scaled.attend(key, value, mask);
    return new Attended(output, weights);
  }
}
