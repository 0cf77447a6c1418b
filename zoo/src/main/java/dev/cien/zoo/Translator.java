package dev.cien.zoo;

import dev.cien.nn.Attention;
import dev.cien.nn.Dropout;
import dev.cien.nn.Embedding;
import dev.cien.nn.GELU;
import dev.cien.nn.Init;
import dev.cien.nn.LayerNorm;
import dev.cien.nn.SinusoidalPositions;
import dev.cien.nn.TransformerDecoder;
import dev.cien.nn.TransformerDecoderLayer;
import dev.cien.nn.TransformerEncoder;
import dev.cien.nn.TransformerEncoderLayer;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The Transformer: an encoder reads a text in one language, a decoder writes it in another and
/// looks at what the encoder made of it.
///
/// ```
/// source   tokens, padded at the end            [N, S]
/// encoder  every position looks at every other  [N, S, d]
/// target   tokens so far, padded at the end     [N, T]
/// decoder  every position looks at those before
///          it, then at the encoder's result     [N, T, d]
/// head     times the target's vectors           [N, T, vocabulary]
/// ```
///
/// Normalisation comes before each part, which trains without a long warm-up; otherwise the layout
/// is that of A. Vaswani et al.: Attention is all you need, 2017,
/// [arXiv:1706.03762](https://arxiv.org/abs/1706.03762), with sines as positions and the vectors of
/// the target's tokens as head.
///
/// @param source vectors of the source's tokens
/// @param target vectors of the target's tokens
/// @param encoder reads
/// @param decoder writes
/// @param dropout the probability of dropping from the vectors in training
public record Translator(
    Embedding source,
    Embedding target,
    TransformerEncoder encoder,
    TransformerDecoder decoder,
    double dropout) {
  /// The token that fills up: it is never looked at.
  public static final int PADDING = 0;

  /// The sizes of a translator.
  ///
  /// @param sourceTokens different tokens of the source
  /// @param targetTokens different tokens of the target
  /// @param width numbers a position, an even number
  /// @param heads heads of attention, which must divide the width
  /// @param layers blocks of the encoder, and as many of the decoder
  /// @param dropout the probability of dropping in training
  public record Config(
      int sourceTokens, int targetTokens, int width, int heads, int layers, double dropout) {}

  /// A translator of the given sizes, with four times the width inside the blocks.
  public static Translator of(Config config, Rng rng) {
    int d = config.width();
    return new Translator(
        embedding(rng, config.sourceTokens(), d),
        embedding(rng, config.targetTokens(), d),
        TransformerEncoder.of(
                Stream.generate(
                        () ->
                            TransformerEncoderLayer.of(d, config.heads(), 4 * d, rng)
                                .withActivation(GELU.of())
                                .withDropout(config.dropout())
                                .withPreNorm(true))
                    .limit(config.layers())
                    .toArray(TransformerEncoderLayer[]::new))
            .withNorm(LayerNorm.of(d)),
        TransformerDecoder.of(
                Stream.generate(
                        () ->
                            TransformerDecoderLayer.of(d, config.heads(), 4 * d, rng)
                                .withActivation(GELU.of())
                                .withDropout(config.dropout())
                                .withPreNorm(true))
                    .limit(config.layers())
                    .toArray(TransformerDecoderLayer[]::new))
            .withNorm(LayerNorm.of(d)),
        config.dropout());
  }

  private static Embedding embedding(Rng rng, int tokens, int width) {
    return new Embedding(
        Variable.of("weight", Init.normal(rng, 1 / Math.sqrt(width), tokens, width)),
        Optional.empty());
  }

  /// How many different tokens the target has.
  public int targetTokens() {
    return target.weight().shape().dim(0);
  }

  /// A logit for each token that may follow each position of the target, `[N, T, targetTokens]`.
  ///
  /// @param read tokens of the source, `[N, S]`
  /// @param written tokens of the target, `[N, T]`
  public Tensor forward(Tensor read, Tensor written) {
    return write(encode(read), read, written);
  }

  /// What the encoder makes of a source, `[N, S, d]` from `[N, S]`.
  public Tensor encode(Tensor read) {
    return encoder.forward(vectors(source, read), Optional.of(present(read)));
  }

  /// The logits of the target after a source that was encoded.
  public Tensor write(Tensor memory, Tensor read, Tensor written) {
    Tensor h =
        decoder.forward(
            vectors(target, written),
            memory,
            Optional.of(Attention.causal(written.shape().dim(1))),
            Optional.of(present(read)));
    return h.matmul(target.weight().value().t());
  }

  /// How much each position of the target looked at each of the source, block by block, each `[N,
  /// heads, T, S]`.
  public List<Tensor> attention(Tensor read, Tensor written) {
    Tensor memory = encode(read);
    Tensor h = vectors(target, written);
    List<Tensor> weights = new ArrayList<>();
    for (TransformerDecoderLayer layer : decoder.layers()) {
      TransformerDecoderLayer.Attended attended =
          layer.attend(
              h,
              memory,
              Optional.of(Attention.causal(written.shape().dim(1))),
              Optional.of(present(read)));
      weights.add(attended.cross());
      h = attended.output();
    }
    return weights;
  }

  private Tensor vectors(Embedding embedding, Tensor tokens) {
    int width = embedding.weight().shape().dim(1);
    Tensor scaled = embedding.forward(tokens).mul(Math.sqrt(width));
    return Dropout.of(dropout).forward(SinusoidalPositions.of(width).forward(scaled));
  }

  private static Tensor present(Tensor tokens) {
    return Attention.padding(tokens.ne(PADDING));
  }
}
