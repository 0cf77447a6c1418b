package dev.cien.zoo;

import dev.cien.nn.Attention;
import dev.cien.nn.Conv2d;
import dev.cien.nn.Dropout;
import dev.cien.nn.GELU;
import dev.cien.nn.Init;
import dev.cien.nn.Layer;
import dev.cien.nn.LayerNorm;
import dev.cien.nn.LearnedPositions;
import dev.cien.nn.Linear;
import dev.cien.nn.TransformerEncoder;
import dev.cien.nn.TransformerEncoderLayer;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads a picture as a text: cut into patches, each patch a word.
///
/// ```
/// x          pictures                                  [N, C, H, W]
/// patches    each patch a vector                       [N, d, H / p, W / p]
///            in a row, after a vector for the whole    [N, 1 + T, d]
/// positions  plus a vector for each place
/// encoder    every patch looks at every other          [N, 1 + T, d]
/// head       of the vector for the whole: logits       [N, classes]
/// ```
///
/// Unlike a convolution it does not know that neighbours belong together; it has to learn it.
///
/// A. Dosovitskiy et al.: An image is worth 16 × 16 words, 2020,
/// [arXiv:2010.11929](https://arxiv.org/abs/2010.11929).
///
/// @param patches the same linear map of each patch: a convolution as wide as its stride
/// @param whole the vector that gathers what is known of the whole picture, `[1, d]`
/// @param positions a vector for each place
/// @param encoder the blocks
/// @param head from the first vector to a logit a class
/// @param dropout the probability of dropping in training
public record VisionTransformer(
    Conv2d patches,
    Variable whole,
    LearnedPositions positions,
    TransformerEncoder encoder,
    Linear head,
    double dropout)
    implements Layer {
  private static final double DEVIATION = 0.02;

  /// The sizes of a model.
  ///
  /// @param channels of the pictures
  /// @param side pixels of a picture's side, a multiple of `patch`
  /// @param patch pixels of a patch's side
  /// @param width numbers a patch
  /// @param heads heads of attention, which must divide the width
  /// @param layers blocks
  /// @param classes how many classes
  /// @param dropout the probability of dropping in training
  public record Config(
      int channels,
      int side,
      int patch,
      int width,
      int heads,
      int layers,
      int classes,
      double dropout) {
    /// Checks that patches fill the picture.
    public Config {
      if (patch < 1 || side < patch || side % patch != 0) {
        throw new IllegalArgumentException(
            "vision transformer: expected a side that is a multiple of the patch's, found "
                + side
                + " and "
                + patch);
      }
    }

    /// Patches in a row.
    public int across() {
      return side / patch;
    }
  }

  /// A model of the given sizes.
  public static VisionTransformer of(Config config, Rng rng) {
    int d = config.width();
    return new VisionTransformer(
        Conv2d.of(config.channels(), d, config.patch(), Window.stride(config.patch()), rng),
        Variable.of("whole", Init.normal(rng, DEVIATION, 1, d)),
        LearnedPositions.of(1 + config.across() * config.across(), d, rng),
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
        Linear.of(d, config.classes(), rng),
        config.dropout());
  }

  private Tensor row(Tensor x) {
    int n = x.shape().dim(0);
    int d = head.in();
    Tensor words = patches.forward(x).reshape(n, d, -1).transpose(1, 2);
    Tensor first = whole.value().unsqueeze(0).expand(n, 1, d);
    return Dropout.of(dropout).forward(positions.forward(Tensor.concat(1, first, words)));
  }

  @Override
  public Tensor forward(Tensor x) {
    return head.forward(encoder.forward(row(x)).select(1, 0));
  }

  /// How much the vector for the whole looked at each patch, block by block, each `[N, heads, T]`.
  public List<Tensor> attention(Tensor x) {
    Tensor h = row(x);
    List<Tensor> weights = new ArrayList<>();
    for (TransformerEncoderLayer layer : encoder.layers()) {
      Attention.Attended attended = layer.attend(h, Optional.empty());
      int places = attended.weights().shape().dim(3);
      weights.add(attended.weights().select(2, 0).slice(2, 1, places));
      h = attended.output();
    }
    return weights;
  }
}
