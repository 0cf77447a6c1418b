package dev.cien.zoo;

import dev.cien.nn.Dropout;
import dev.cien.nn.Embedding;
import dev.cien.nn.GELU;
import dev.cien.nn.Init;
import dev.cien.nn.Layer;
import dev.cien.nn.LayerNorm;
import dev.cien.nn.LearnedPositions;
import dev.cien.nn.TransformerEncoder;
import dev.cien.nn.TransformerEncoderLayer;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Optional;
import java.util.stream.Stream;

/// Turns each token of a text into what it means there, by looking at the tokens on both sides.
///
/// ```
/// x          tokens                                   [N, T]
/// tokens     a vector for each, plus its position     [N, T, d]
/// norm       normalised                               [N, T, d]
/// encoder    every position looks at every other      [N, T, d]
/// ```
///
/// There is no second sentence and no guess about it, which proved of little use (Liu et al. 2019,
/// arXiv:1907.11692).
///
/// J. Devlin et al. 2018, [arXiv:1810.04805](https://arxiv.org/abs/1810.04805), section 3.
///
/// @param tokens a vector for each token
/// @param positions a vector for each position
/// @param norm normalises their sum
/// @param encoder the blocks
/// @param dropout the probability of dropping from that sum in training
public record BertEncoder(
    Embedding tokens,
    LearnedPositions positions,
    LayerNorm norm,
    TransformerEncoder encoder,
    double dropout)
    implements Layer {
  private static final double DEVIATION = 0.02;

  /// The sizes of a model; [GptConfig] says what they mean.
  public static BertEncoder of(GptConfig config, Rng rng) {
    int d = config.width();
    return new BertEncoder(
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
        config.dropout());
  }

  /// How many numbers a position has.
  public int width() {
    return norm.sizes()[0];
  }

  /// How many tokens it sees at once.
  public int context() {
    return positions.weight().shape().dim(0);
  }

  /// What each position means in its text, `[N, T, d]` from `[N, T]`.
  @Override
  public Tensor forward(Tensor x) {
    return forward(x, Optional.empty());
  }

  /// The same where attention is limited by a mask, such as that of padding: see
  /// [dev.cien.nn.Attention].
  public Tensor forward(Tensor x, Optional<Tensor> mask) {
    Tensor sum = norm.forward(positions.forward(tokens.forward(x)));
    return encoder.forward(Dropout.of(dropout).forward(sum), mask);
  }
}
