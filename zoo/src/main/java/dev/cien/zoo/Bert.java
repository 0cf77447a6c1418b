package dev.cien.zoo;

import dev.cien.nn.Layer;
import dev.cien.nn.LayerNorm;
import dev.cien.nn.Linear;
import dev.cien.nn.Name;
import dev.cien.tensor.DType;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;

/// Reads a text in both directions at once, and learns a language by guessing words that were
/// hidden.
///
/// ```
/// x          tokens                                   [N, T]
/// reader     what each position means in its text     [N, T, d]
/// transform  linear, gelu, normalised                 [N, T, d]
/// head       times the vectors plus a bias: logits    [N, T, vocabulary]
/// ```
///
/// What it has learnt is in `reader`; another head on top of that solves another task
/// ([BertClassifier]).
///
/// J. Devlin et al.: BERT: Pre-training of deep bidirectional transformers for language
/// understanding, 2018, [arXiv:1810.04805](https://arxiv.org/abs/1810.04805).
///
/// @param reader reads the text
/// @param transform before the head
/// @param transformNorm after the transform
/// @param bias of the head, `[vocabulary]`
public record Bert(
    @Name("") BertEncoder reader, Linear transform, LayerNorm transformNorm, Variable bias)
    implements Layer {
  private static final double HIDDEN = 0.15;
  private static final double MASKED = 0.8;
  private static final double REPLACED = 0.9;

  /// The sizes of a model; [GptConfig] says what they mean.
  public static Bert of(GptConfig config, Rng rng) {
    int d = config.width();
    return new Bert(
        BertEncoder.of(config, rng),
        Linear.of(d, d, rng),
        LayerNorm.of(d),
        Variable.of("bias", Tensor.zeros(config.vocabulary())));
  }

  /// What each position means in its text, `[N, T, d]` from `[N, T]`.
  public Tensor read(Tensor x) {
    return reader.forward(x);
  }

  /// A logit for each token that may stand at each position, `[N, T, vocabulary]`.
  @Override
  public Tensor forward(Tensor x) {
    return transformNorm
        .forward(transform.forward(read(x)).gelu())
        .matmul(reader.tokens().weight().value().t())
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
