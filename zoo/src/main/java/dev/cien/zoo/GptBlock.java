package dev.cien.zoo;

import dev.cien.nn.Attention;
import dev.cien.nn.Dropout;
import dev.cien.nn.Init;
import dev.cien.nn.Layer;
import dev.cien.nn.LayerNorm;
import dev.cien.nn.Linear;
import dev.cien.nn.Name;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Optional;

/// One block of a [Gpt]: y = x + attention(norm₁(x)), then y + network(norm₂(y)), where position t
/// attends to positions up to t.
///
/// Shapes: x and y `[N, T, d]`. The parts are called as GPT-2's weights are.
///
/// @param norm1 before the attention
/// @param attention who looks at whom
/// @param norm2 before the network
/// @param network the same small network at every position
public record GptBlock(
    @Name("ln_1") LayerNorm norm1,
    @Name("attn") SelfAttention attention,
    @Name("ln_2") LayerNorm norm2,
    @Name("mlp") Network network)
    implements Layer {
  private static final double DEVIATION = 0.02;

  /// Causal self-attention: queries, keys and values from one product.
  ///
  /// @param project to queries, keys and values, `[d] → [3d]`
  /// @param join from the heads' results side by side, `[d] → [d]`
  /// @param heads how many heads
  /// @param dropout the probability of dropping a weight or a result in training
  public record SelfAttention(
      @Name("c_attn") Linear project, @Name("c_proj") Linear join, int heads, double dropout) {
    /// Queries, keys and values by head, each `[N, heads, T, d / heads]`.
    public Parts parts(Tensor x) {
      int n = x.shape().dim(0);
      int t = x.shape().dim(1);
      Tensor all =
          project.forward(x).reshape(n, t, 3, heads, join.in() / heads).permute(2, 0, 3, 1, 4);
      return new Parts(all.at(0), all.at(1), all.at(2));
    }

    /// What comes out of the heads, `[N, T, d]`.
    ///
    /// @param mask true where a query may look
    public Attention.Attended attend(Tensor query, Tensor key, Tensor value, Tensor mask) {
      Attention.Attended heard = Attention.attend(query, key, value, Optional.of(mask), dropout);
      Tensor sides =
          heard
              .output()
              .transpose(1, 2)
              .reshape(query.shape().dim(0), query.shape().dim(2), join.in());
      Tensor joined = Dropout.of(dropout).forward(join.forward(sides));
      return new Attention.Attended(joined, heard.weights());
    }
  }

  /// Queries, keys and values.
  ///
  /// @param query what a position looks for
  /// @param key what a position offers
  /// @param value what a position tells
  public record Parts(Tensor query, Tensor key, Tensor value) {}

  /// gelu(x·W₁ + b₁)·W₂ + b₂ with four times the width inside.
  ///
  /// @param up to the inner width
  /// @param down and back
  /// @param dropout the probability of dropping a result in training
  public record Network(@Name("c_fc") Linear up, @Name("c_proj") Linear down, double dropout)
      implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return Dropout.of(dropout).forward(down.forward(up.forward(x).geluTanh()));
    }
  }

  /// A block as GPT-2 starts it: weights with deviation 0.02, those that lead back to the sum
  /// smaller by √(2·layers), so that the sum over all blocks does not grow with their number.
  public static GptBlock of(GptConfig config, Rng rng) {
    int d = config.width();
    double back = DEVIATION / Math.sqrt(2.0 * config.layers());
    return new GptBlock(
        LayerNorm.of(d),
        new SelfAttention(
            linear(rng, DEVIATION, d, 3 * d),
            linear(rng, back, d, d),
            config.heads(),
            config.dropout()),
        LayerNorm.of(d),
        new Network(
            linear(rng, DEVIATION, d, 4 * d), linear(rng, back, 4 * d, d), config.dropout()));
  }

  private static Linear linear(Rng rng, double deviation, int in, int out) {
    return new Linear(
        Variable.of("weight", Init.normal(rng, deviation, out, in)),
        Optional.of(Variable.of("bias", Tensor.zeros(out))));
  }

  @Override
  public Tensor forward(Tensor x) {
    return attend(x).output();
  }

  /// The block's result, and how much each head's positions looked at each other, `[N, heads, T,
  /// T]`.
  public Attention.Attended attend(Tensor x) {
    Parts parts = attention.parts(norm1.forward(x));
    return attend(x, parts.query(), parts.key(), parts.value(), Attention.causal(x.shape().dim(1)));
  }

  /// The block's result with keys and values of more positions than x has, as when earlier ones are
  /// remembered.
  public Attention.Attended attend(Tensor x, Tensor query, Tensor key, Tensor value, Tensor mask) {
    Attention.Attended heard = attention.attend(query, key, value, mask);
    Tensor y = x.add(heard.output());
    return new Attention.Attended(y.add(network.forward(norm2.forward(y))), heard.weights());
  }
}
