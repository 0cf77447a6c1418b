package dev.cien.nn;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Optional;

/// One block of a transformer's encoder: self-attention, then a small network on each position,
/// each with a residual connection and layer normalisation (Vaswani et al. 2017, arXiv:1706.03762).
///
/// Shapes: x and y `[N, T, width]`. Normalisation comes after each part, or with `preNorm` before
/// it (Xiong et al. 2020, arXiv:2002.04745).
///
/// @param selfAttn the attention
/// @param linear1 to the inner width
/// @param linear2 and back
/// @param norm1 the normalisation of the attention
/// @param norm2 the normalisation of the network
/// @param activation between the two linear layers, by default ReLU
/// @param dropout the probability of dropping in training, by default 0.1
/// @param preNorm whether normalisation comes first, by default false
public record TransformerEncoderLayer(
    MultiHeadAttention selfAttn,
    Linear linear1,
    Linear linear2,
    LayerNorm norm1,
    LayerNorm norm2,
    Layer activation,
    double dropout,
    boolean preNorm)
    implements Layer {
  static final double DROPOUT = 0.1;

  /// A block of the given width, heads and inner width.
  public static TransformerEncoderLayer of(int width, int heads, int inner, Rng rng) {
    return new TransformerEncoderLayer(
        MultiHeadAttention.of(width, heads, rng).withDropout(DROPOUT),
        Linear.of(width, inner, rng),
        Linear.of(inner, width, rng),
        LayerNorm.of(width),
        LayerNorm.of(width),
        ReLU.of(),
        DROPOUT,
        false);
  }

  /// This block with another activation.
  public TransformerEncoderLayer withActivation(Layer value) {
    return new TransformerEncoderLayer(
        selfAttn, linear1, linear2, norm1, norm2, value, dropout, preNorm);
  }

  /// This block with another dropout, also on the attention weights.
  public TransformerEncoderLayer withDropout(double value) {
    return new TransformerEncoderLayer(
        selfAttn.withDropout(value), linear1, linear2, norm1, norm2, activation, value, preNorm);
  }

  /// This block with normalisation before or after its parts.
  public TransformerEncoderLayer withPreNorm(boolean value) {
    return new TransformerEncoderLayer(
        selfAttn, linear1, linear2, norm1, norm2, activation, dropout, value);
  }

  @Override
  public Tensor forward(Tensor x) {
    return forward(x, Optional.empty());
  }

  /// The block's result where attention is limited by a mask: see [Attention].
  public Tensor forward(Tensor x, Optional<Tensor> mask) {
    return attend(x, mask).output();
  }

  /// The block's result, and how much each head's positions looked at each other, `[N, heads, T,
  /// T]`.
  public Attention.Attended attend(Tensor x, Optional<Tensor> mask) {
    Tensor seen = preNorm ? norm1.forward(x) : x;
    Attention.Attended heard = selfAttn.attend(seen, seen, seen, mask);
    Tensor sum = x.add(drop(heard.output()));
    if (preNorm) {
      return new Attention.Attended(sum.add(think(norm2.forward(sum))), heard.weights());
    }
    Tensor y = norm1.forward(sum);
    return new Attention.Attended(norm2.forward(y.add(think(y))), heard.weights());
  }

  private Tensor think(Tensor x) {
    return drop(linear2.forward(drop(activation.forward(linear1.forward(x)))));
  }

  private Tensor drop(Tensor x) {
    return new Dropout(dropout).forward(x);
  }

  @Override
  public String toString() {
    return "TransformerEncoderLayer(preNorm=" + preNorm + ", dropout=" + dropout + ")";
  }
}
