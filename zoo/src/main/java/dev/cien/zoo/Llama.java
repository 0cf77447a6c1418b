package dev.cien.zoo;

import dev.cien.nn.Attention;
import dev.cien.nn.Embedding;
import dev.cien.nn.Init;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.nn.Name;
import dev.cien.nn.RMSNorm;
import dev.cien.nn.RotaryPositions;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A language model that reads from left to right, in the layout of LLaMA.
///
/// ```
/// x             tokens                                      [N, T]
/// embed_tokens  a vector for each token                     [N, T, d]
/// layers        blocks of causal attention, whose queries
///               and keys are turned by their positions,
///               and a gated network                         [N, T, d]
/// norm          divided by their root mean square           [N, T, d]
/// lm_head       a logit for each token                      [N, T, vocabulary]
/// ```
///
/// It differs from a [Gpt] in its positions (turns instead of vectors, so that no text is too long
/// for the weights), its norms, its network, and in having no biases.
///
/// H. Touvron et al.: LLaMA, 2023, arXiv:2302.13971; Llama 2, 2023, arXiv:2307.09288.
///
/// @param tokens a vector for each token
/// @param blocks the blocks
/// @param norm the last normalisation
/// @param head a vector for each token's logit; where there is none, `tokens` has them
/// @param positions turns queries and keys
public record Llama(
    @Name("embed_tokens") Embedding tokens,
    @Name("layers") List<LlamaBlock> blocks,
    RMSNorm norm,
    @Name("lm_head") Optional<Linear> head,
    RotaryPositions positions)
    implements Layer {
  private static final double DEVIATION = 0.02;

  /// Copies the list.
  public Llama {
    blocks = List.copyOf(blocks);
  }

  /// A model of the given sizes whose weights start with deviation 0.02.
  public static Llama of(LlamaConfig config, Rng rng) {
    return new Llama(
        new Embedding(
            Variable.of("weight", Init.normal(rng, DEVIATION, config.vocabulary(), config.width())),
            Optional.empty()),
        IntStream.range(0, config.layers()).mapToObj(i -> LlamaBlock.of(config, rng)).toList(),
        LlamaBlock.norm(config),
        config.tied()
            ? Optional.empty()
            : Optional.of(LlamaBlock.linear(rng, config.width(), config.vocabulary())),
        new RotaryPositions(config.headWidth(), config.base()));
  }

  /// How many different tokens there are.
  public int vocabulary() {
    return tokens.weight().shape().dim(0);
  }

  /// A logit for each token that may follow each position, `[N, T, vocabulary]` from `[N, T]`.
  @Override
  public Tensor forward(Tensor x) {
    RotaryPositions.Turns turns = positions.turns(0, x.shape().dim(1));
    Tensor h = tokens.forward(x);
    for (LlamaBlock block : blocks) {
      h = block.attend(h, turns).output();
    }
    return logits(h);
  }

  /// How much each position looked at each other one, block by block, each `[N, heads, T, T]`.
  public List<Tensor> attention(Tensor x) {
    RotaryPositions.Turns turns = positions.turns(0, x.shape().dim(1));
    List<Tensor> weights = new ArrayList<>();
    Tensor h = tokens.forward(x);
    for (LlamaBlock block : blocks) {
      Attention.Attended attended = block.attend(h, turns);
      weights.add(attended.weights());
      h = attended.output();
    }
    return weights;
  }

  /// The logits of what the blocks gave.
  Tensor logits(Tensor h) {
    Tensor normed = norm.forward(h);
    return head.map(linear -> linear.forward(normed))
        .orElseGet(() -> normed.matmul(tokens.weight().value().t()));
  }
}
