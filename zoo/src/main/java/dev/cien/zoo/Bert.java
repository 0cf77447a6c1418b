package dev.cien.zoo;

import dev.cien.nn.Dropout;
import dev.cien.nn.Embedding;
import dev.cien.nn.GELU;
import dev.cien.nn.Init;
import dev.cien.nn.Layer;
import dev.cien.nn.LayerNorm;
import dev.cien.nn.LearnedPositions;
import dev.cien.nn.Linear;
import dev.cien.nn.TransformerEncoder;
import dev.cien.nn.TransformerEncoderLayer;
import dev.cien.tensor.DType;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads a text in both directions at once, and learns a language by guessing words that were
/// hidden.
///
/// ```
/// x          tokens                                   [N, T]
/// tokens     a vector for each, plus its position     [N, T, d]
/// encoder    every position looks at every other      [N, T, d]
/// transform  linear, gelu, normalised                 [N, T, d]
/// head       times the vectors plus a bias: logits    [N, T, vocabulary]
/// ```
///
/// What it has learnt is in `encoder`; another head on top of that solves another task
/// ([BertClassifier]). There is no second sentence and no guess about it, which proved of little
/// use (Liu et al. 2019, arXiv:1907.11692).
///
/// J. Devlin et al.: BERT: Pre-training of deep bidirectional transformers for language
/// understanding, 2018, [arXiv:1810.04805](https://arxiv.org/abs/1810.04805).
///
/// @param tokens a vector for each token
/// @param positions a vector for each position
/// @param norm normalises their sum
/// @param encoder the blocks
/// @param transform before the head
/// @param transformNorm after the transform
/// @param bias of the head, `[vocabulary]`
/// @param dropout the probability of dropping in training
public record Bert(
    Embedding tokens,
    LearnedPositions positions,
    LayerNorm norm,
    TransformerEncoder encoder,
    Linear transform,
    LayerNorm transformNorm,
    Variable bias,
    double dropout)
    implements Layer {
  private static final double DEVIATION = 0.02;
  private static final double HIDDEN = 0.15;
  private static final double MASKED = 0.8;
  private static final double REPLACED = 0.9;

  /// The sizes of a model; [GptConfig] says what they mean.
  public static Bert of(GptConfig config, Rng rng) {
    int d = config.width();
    return new Bert(
        new Embedding(
            Variable.of("weight", Init.normal(rng, DEVIATION, config.vocabulary(), d)),
            Optional.empty()),
        LearnedPositions.of(config.context(), d, rng),
        LayerNorm.of(d),
        TransformerEncoder.of(
            Stream.generate(
                    () ->
                        TransformerEncoderLayer.of(d, config.heads(), 4 * d, rng)
                            .withActivation(GELU.of())
                            .withDropout(config.dropout()))
                .limit(config.layers())
                .toArray(TransformerEncoderLayer[]::new)),
        Linear.of(d, d, rng),
        LayerNorm.of(d),
        Variable.of("bias", Tensor.zeros(config.vocabulary())),
        config.dropout());
  }

  /// What each position means in its text, `[N, T, d]` from `[N, T]`.
  public Tensor read(Tensor x) {
    Tensor sum = norm.forward(positions.forward(tokens.forward(x)));
    return encoder.forward(Dropout.of(dropout).forward(sum));
  }

  /// A logit for each token that may stand at each position, `[N, T, vocabulary]`.
  @Override
  public Tensor forward(Tensor x) {
    return transformNorm
        .forward(transform.forward(read(x)).gelu())
        .matmul(tokens.weight().value().t())
        .add(bias.value());
  }

  /// Tokens with some of them hidden, and which.
  ///
  /// @param tokens what the model sees
  /// @param hidden true where it has to guess
  public record Hidden(Tensor tokens, Tensor hidden) {}

  /// Hides 15 % of the tokens, drawn anew at each run of a step: of these 80 % become `mask`, 10 %
  /// any token and 10 % stay, so that no position can be trusted.
  public Hidden hide(Tensor x, int mask) {
    int[] dims = x.shape().dims();
    Tensor chosen = Tensor.rand(Mode.rng(), dims).lt(HIDDEN);
    Tensor fate = Tensor.rand(Mode.rng(), dims);
    int vocabulary = bias.shape().dim(0);
    Tensor any = Tensor.rand(Mode.rng(), dims).mul(vocabulary).floor().cast(DType.INT32);
    Tensor instead =
        Tensor.where(
            fate.lt(MASKED),
            Tensor.full(mask).cast(DType.INT32),
            Tensor.where(fate.lt(REPLACED), any, x));
    return new Hidden(Tensor.where(chosen, instead, x), chosen);
  }
}
