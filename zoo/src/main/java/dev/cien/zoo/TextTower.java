package dev.cien.zoo;

import dev.cien.nn.Attention;
import dev.cien.nn.Embedding;
import dev.cien.nn.LayerNorm;
import dev.cien.nn.LearnedPositions;
import dev.cien.nn.Linear;
import dev.cien.nn.TransformerEncoderLayer;
import dev.cien.tensor.DType;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Optional;

/// A short text as one vector, and as a sequence of its tokens in context.
///
/// ```
/// tokens     [N, T] int32, padded
/// embedded   token + position         [N, T, d]
/// words      one encoder layer        [N, T, d]
/// out        of the mean of the words [N, width]
/// ```
///
/// The mean leaves padding out.
///
/// @param tokens a vector for each token
/// @param positions a vector for each position
/// @param layer lets each token look at the others
/// @param norm brings the words to one scale
/// @param out from the mean to the vector
/// @param padding the token that fills up
public record TextTower(
    Embedding tokens,
    LearnedPositions positions,
    TransformerEncoderLayer layer,
    LayerNorm norm,
    Linear out,
    int padding) {
  private static final int HEADS = 4;

  /// A tower.
  ///
  /// @param vocabulary how many tokens there are
  /// @param length how many tokens a text has at most
  /// @param features numbers a word, `d`; a multiple of 4
  /// @param width numbers of the vector
  public static TextTower of(
      int vocabulary, int padding, int length, int features, int width, Rng rng) {
    return new TextTower(
        Embedding.of(vocabulary, features, rng).withPadding(padding),
        LearnedPositions.of(length, features, rng),
        TransformerEncoderLayer.of(features, HEADS, 2 * features, rng)
            .withDropout(0.1)
            .withPreNorm(true),
        LayerNorm.of(features),
        Linear.of(features, width, rng),
        padding);
  }

  /// 1 where a token is no padding, 0 elsewhere: `[N, T]`.
  public Tensor present(Tensor ids) {
    return ids.ne(padding).cast(DType.FLOAT32);
  }

  /// The tokens in context, `[N, T, d]`.
  public Tensor words(Tensor ids) {
    Tensor mask = Attention.padding(ids.ne(padding));
    return norm.forward(layer.forward(positions.forward(tokens.forward(ids)), Optional.of(mask)));
  }

  /// The text, `[N, width]`.
  public Tensor forward(Tensor ids) {
    Tensor weight = present(ids).unsqueeze(2);
    Tensor mean = words(ids).mul(weight).sum(1).div(weight.sum(1).maximum(1));
    return out.forward(mean);
  }
}
