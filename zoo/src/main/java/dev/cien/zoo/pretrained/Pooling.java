package dev.cien.zoo.pretrained;

import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;

/// How the vectors of a text's tokens become one (Reimers & Gurevych 2019, arXiv:1908.10084,
/// section 3).
public enum Pooling {
  /// Their mean.
  MEAN,
  /// The largest of each number.
  MAX,
  /// The first one, of a token that stands for the whole.
  FIRST;

  /// Far below what a network gives.
  private static final double NEVER = -1e9;

  /// One vector a text, `[N, d]`.
  ///
  /// @param h the tokens' vectors, `[N, T, d]`
  /// @param present true where a token is no padding, `[N, T]`
  Tensor pool(Tensor h, Tensor present) {
    return switch (this) {
      case FIRST -> h.slice(1, 0, 1).squeeze(1);
      case MAX -> Tensor.where(present.unsqueeze(2), h, Tensor.full(NEVER)).max(1);
      case MEAN -> {
        Tensor counts = present.cast(DType.FLOAT32);
        // A row that is all padding has no mean, and nobody asks for it.
        Tensor many = counts.sum(1).maximum(1).unsqueeze(1);
        yield h.mul(counts.unsqueeze(2)).sum(1).div(many);
      }
    };
  }
}
