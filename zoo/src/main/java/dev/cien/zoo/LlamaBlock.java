package dev.cien.zoo;

import dev.cien.nn.Attention;
import dev.cien.nn.Init;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.nn.Name;
import dev.cien.nn.RMSNorm;
import dev.cien.nn.RotaryPositions;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Optional;

/// One block of a [Llama]: y = x + attention(norm₁(x)), then y + network(norm₂(y)), without biases,
/// where position t attends to positions up to t.
///
/// Shapes: x and y `[N, T, d]`. The parts are called as in Hugging Face's files.
///
/// @param norm1 before the attention
/// @param attention who looks at whom
/// @param norm2 before the network
/// @param network the same small network at every position
public record LlamaBlock(
    @Name("input_layernorm") RMSNorm norm1,
    @Name("self_attn") SelfAttention attention,
    @Name("post_attention_layernorm") RMSNorm norm2,
    @Name("mlp") Network network) {
  private static final double DEVIATION = 0.02;

  /// Attention whose queries and keys are turned by their positions, with fewer heads of keys and
  /// values than of queries (J. Ainslie et al.: GQA, 2023, arXiv:2305.13245).
  ///
  /// @param query to queries, `[d] → [heads·h]`
  /// @param key to keys, `[d] → [K·h]`
  /// @param value to values, `[d] → [K·h]`
  /// @param join from the heads' results side by side, `[heads·h] → [d]`
  /// @param headWidth h
  public record SelfAttention(
      @Name("q_proj") Linear query,
      @Name("k_proj") Linear key,
      @Name("v_proj") Linear value,
      @Name("o_proj") Linear join,
      int headWidth) {
    /// How many heads of queries there are.
    public int heads() {
      return query.out() / headWidth;
    }

    /// How many heads of keys and values there are.
    public int keyHeads() {
      return key.out() / headWidth;
    }

    /// Queries `[N, heads, T, h]`, keys and values `[N, K, T, h]`, at their positions.
    GptBlock.Parts parts(Tensor x, RotaryPositions.Turns turns) {
      return new GptBlock.Parts(
          turns.of(split(query.forward(x), heads())),
          turns.of(split(key.forward(x), keyHeads())),
          split(value.forward(x), keyHeads()));
    }

    private Tensor split(Tensor x, int heads) {
      return x.reshape(x.shape().dim(0), x.shape().dim(1), heads, headWidth).transpose(1, 2);
    }

    /// What comes out of the heads, `[N, T, d]`.
    ///
    /// @param mask true where a query may look
    Attention.Attended attend(GptBlock.Parts parts, Tensor mask) {
      Attention.Attended heard =
          Attention.attend(
              parts.query(), shared(parts.key()), shared(parts.value()), Optional.of(mask), 0);
      Tensor sides = heard.output().transpose(1, 2);
      int n = sides.shape().dim(0);
      int t = sides.shape().dim(1);
      return new Attention.Attended(join.forward(sides.reshape(n, t, join.in())), heard.weights());
    }

    /// Each head of keys or values for all heads of queries that share it: `[N, heads, T, h]`.
    private Tensor shared(Tensor x) {
      int n = x.shape().dim(0);
      int length = x.shape().dim(2);
      int times = heads() / keyHeads();
      return times == 1
          ? x
          : x.unsqueeze(2)
              .expand(n, keyHeads(), times, length, headWidth)
              .reshape(n, heads(), length, headWidth);
    }
  }

  /// (silu(x·W₁) ⊙ x·W₂)·W₃ (N. Shazeer: GLU variants improve Transformer, 2020, arXiv:2002.05202).
  ///
  /// @param gate W₁, to the inner width
  /// @param up W₂, to the inner width
  /// @param down W₃, and back
  public record Network(
      @Name("gate_proj") Linear gate, @Name("up_proj") Linear up, @Name("down_proj") Linear down)
      implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return down.forward(gate.forward(x).silu().mul(up.forward(x)));
    }
  }

  /// A block whose weights start with deviation 0.02.
  public static LlamaBlock of(LlamaConfig config, Rng rng) {
    int d = config.width();
    int queries = config.heads() * config.headWidth();
    int keys = config.keyHeads() * config.headWidth();
    return new LlamaBlock(
        norm(config),
        new SelfAttention(
            linear(rng, d, queries),
            linear(rng, d, keys),
            linear(rng, d, keys),
            linear(rng, queries, d),
            config.headWidth()),
        norm(config),
        new Network(
            linear(rng, d, config.inner()),
            linear(rng, d, config.inner()),
            linear(rng, config.inner(), d)));
  }

  static RMSNorm norm(LlamaConfig config) {
    return RMSNorm.of(config.width()).withEpsilon(config.epsilon());
  }

  static Linear linear(Rng rng, int in, int out) {
    return new Linear(
        Variable.of("weight", Init.normal(rng, DEVIATION, out, in)), Optional.empty());
  }

  /// The block's result, and how much each head's positions looked at each other, `[N, heads, T,
  /// T]`.
  ///
  /// @param turns of the T positions
  public Attention.Attended attend(Tensor x, RotaryPositions.Turns turns) {
    GptBlock.Parts parts = attention.parts(norm1.forward(x), turns);
    return attend(x, parts, Attention.causal(x.shape().dim(1)));
  }

  /// The block's result with keys and values of more positions than x has, as when earlier ones are
  /// remembered.
  Attention.Attended attend(Tensor x, GptBlock.Parts parts, Tensor mask) {
    Attention.Attended heard = attention.attend(parts, mask);
    Tensor y = x.add(heard.output());
    return new Attention.Attended(y.add(network.forward(norm2.forward(y))), heard.weights());
  }
}
