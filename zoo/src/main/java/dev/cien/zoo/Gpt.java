package dev.cien.zoo;

import dev.cien.nn.Attention;
import dev.cien.nn.Dropout;
import dev.cien.nn.Embedding;
import dev.cien.nn.Init;
import dev.cien.nn.Layer;
import dev.cien.nn.LayerNorm;
import dev.cien.nn.LearnedPositions;
import dev.cien.nn.Name;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A language model that reads from left to right and says at each position what comes next, in the
/// layout of GPT-2.
///
/// ```
/// x       tokens                                  [N, T]
/// wte     a vector for each token                 [N, T, d]
/// wpe     plus a vector for each position         [N, T, d]
/// h       blocks of causal attention and network  [N, T, d]
/// ln_f    normalised                              [N, T, d]
/// head    times wteᵀ: a logit for each token      [N, T, vocabulary]
/// ```
///
/// The head has no weights of its own: a token's logit is how well the result fits the token's own
/// vector.
///
/// A. Radford et al.: Improving language understanding by generative pre-training, 2018; Language
/// models are unsupervised multitask learners, 2019. Larger ones are the same code: T. B. Brown et
/// al. 2020, arXiv:2005.14165.
///
/// @param tokens a vector for each token
/// @param positions a vector for each position
/// @param blocks the blocks
/// @param norm the last normalisation
/// @param dropout the probability of dropping from the sum of the two vectors in training
public record Gpt(
    @Name("wte") Embedding tokens,
    @Name("wpe") LearnedPositions positions,
    @Name("h") List<GptBlock> blocks,
    @Name("ln_f") LayerNorm norm,
    double dropout)
    implements Layer {
  private static final double DEVIATION = 0.02;

  /// Copies the list.
  public Gpt {
    blocks = List.copyOf(blocks);
  }

  /// A model of the given sizes, started as GPT-2 is.
  public static Gpt of(GptConfig config, Rng rng) {
    return new Gpt(
        new Embedding(
            Variable.of("weight", Init.normal(rng, DEVIATION, config.vocabulary(), config.width())),
            Optional.empty()),
        LearnedPositions.of(config.context(), config.width(), rng),
        IntStream.range(0, config.layers()).mapToObj(i -> GptBlock.of(config, rng)).toList(),
        LayerNorm.of(config.width()),
        config.dropout());
  }

  /// How many tokens it sees at once.
  public int context() {
    return positions.weight().shape().dim(0);
  }

  /// How many different tokens there are.
  public int vocabulary() {
    return tokens.weight().shape().dim(0);
  }

  /// A logit for each token that may follow each position, `[N, T, vocabulary]` from `[N, T]`.
  @Override
  public Tensor forward(Tensor x) {
    Tensor h = start(x);
    for (GptBlock block : blocks) {
      h = block.forward(h);
    }
    return head(h);
  }

  /// How much each position looked at each other one, block by block, each `[N, heads, T, T]`.
  public List<Tensor> attention(Tensor x) {
    List<Tensor> weights = new ArrayList<>();
    Tensor h = start(x);
    for (GptBlock block : blocks) {
      Attention.Attended attended = block.attend(h);
      weights.add(attended.weights());
      h = attended.output();
    }
    return weights;
  }

  /// The logits of what the blocks gave.
  Tensor head(Tensor h) {
    return norm.forward(h).matmul(tokens.weight().value().t());
  }

  private Tensor start(Tensor x) {
    return Dropout.of(dropout).forward(positions.forward(tokens.forward(x)));
  }
}
