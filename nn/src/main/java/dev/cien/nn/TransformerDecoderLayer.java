package dev.cien.nn;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Optional;

/// One block of a transformer's decoder: causal self-attention, attention over an encoder's result,
/// then a small network on each position, each with a residual connection and layer normalisation
/// (Vaswani et al. 2017, arXiv:1706.03762).
///
/// Shapes: x and y `[N, T, width]`, memory `[N, S, width]`.
///
/// @param selfAttn the attention of the sequence to itself
/// @param multiheadAttn the attention to the memory
/// @param linear1 to the inner width
/// @param linear2 and back
/// @param norm1 the normalisation of the self-attention
/// @param norm2 the normalisation of the attention to the memory
/// @param norm3 the normalisation of the network
/// @param activation between the two linear layers, by default ReLU
/// @param dropout the probability of dropping in training, by default 0.1
/// @param preNorm whether normalisation comes first, by default false
public record TransformerDecoderLayer(
    MultiHeadAttention selfAttn,
    MultiHeadAttention multiheadAttn,
    Linear linear1,
    Linear linear2,
    LayerNorm norm1,
    LayerNorm norm2,
    LayerNorm norm3,
    Layer activation,
    double dropout,
    boolean preNorm) {
  /// What a block gives.
  ///
  /// @param output the result, `[N, T, width]`
  /// @param self how much positions looked at each other, `[N, heads, T, T]`
  /// @param cross how much positions looked at the memory, `[N, heads, T, S]`
  public record Attended(Tensor output, Tensor self, Tensor cross) {}

  /// A block of the given width, heads and inner width.
  public static TransformerDecoderLayer of(int width, int heads, int inner, Rng rng) {
    double dropout = TransformerEncoderLayer.DROPOUT;
    return new TransformerDecoderLayer(
        MultiHeadAttention.of(width, heads, rng).withDropout(dropout),
        MultiHeadAttention.of(width, heads, rng).withDropout(dropout),
        Linear.of(width, inner, rng),
        Linear.of(inner, width, rng),
        LayerNorm.of(width),
        LayerNorm.of(width),
        LayerNorm.of(width),
        ReLU.of(),
        dropout,
        false);
  }

  /// This block with another activation.
  public TransformerDecoderLayer withActivation(Layer value) {
    return new TransformerDecoderLayer(
        selfAttn, multiheadAttn, linear1, linear2, norm1, norm2, norm3, value, dropout, preNorm);
  }

  /// This block with another dropout, also on the attention weights.
  public TransformerDecoderLayer withDropout(double value) {
    return new TransformerDecoderLayer(
        selfAttn.withDropout(value),
        multiheadAttn.withDropout(value),
        linear1,
        linear2,
        norm1,
        norm2,
        norm3,
        activation,
        value,
        preNorm);
  }

  /// This block with normalisation before or after its parts.
  public TransformerDecoderLayer withPreNorm(boolean value) {
    return new TransformerDecoderLayer(
        selfAttn, multiheadAttn, linear1, linear2, norm1, norm2, norm3, activation, dropout, value);
  }

  /// The block's result, in which position t sees positions up to t and all of the memory.
  public Tensor forward(Tensor x, Tensor memory) {
    return forward(x, memory, Optional.of(Attention.causal(x.shape().dim(1))), Optional.empty());
  }

  /// The block's result with a mask for the sequence and one for the memory: see [Attention].
  public Tensor forward(
      Tensor x, Tensor memory, Optional<Tensor> mask, Optional<Tensor> memoryMask) {
    return attend(x, memory, mask, memoryMask).output();
  }

  /// The block's result and the weights of both attentions, which are computed only if they are
  /// asked for.
  public Attended attend(
      Tensor x, Tensor memory, Optional<Tensor> mask, Optional<Tensor> memoryMask) {
    Tensor seen = preNorm ? norm1.forward(x) : x;
    Attention.Attended self = selfAttn.attend(seen, seen, seen, mask);
    Tensor y = x.add(drop(self.output()));
    Tensor query = preNorm ? norm2.forward(y) : norm1.forward(y);
    Attention.Attended cross = multiheadAttn.attend(query, memory, memory, memoryMask);
    Tensor z = (preNorm ? y : query).add(drop(cross.output()));
    Tensor thought = preNorm ? norm3.forward(z) : norm2.forward(z);
    Tensor sum = (preNorm ? z : thought).add(think(thought));
    return new Attended(preNorm ? sum : norm3.forward(sum), self.weights(), cross.weights());
  }

  private Tensor think(Tensor x) {
    return drop(linear2.forward(drop(activation.forward(linear1.forward(x)))));
  }

  private Tensor drop(Tensor x) {
    return new Dropout(dropout).forward(x);
  }

  @Override
  public String toString() {
    return "TransformerDecoderLayer(preNorm=" + preNorm + ", dropout=" + dropout + ")";
  }
}
