package dev.cien.zoo;

import dev.cien.nn.Attention;
import dev.cien.nn.LayerNorm;
import dev.cien.nn.LearnedPositions;
import dev.cien.nn.Linear;
import dev.cien.nn.TransformerDecoderLayer;
import dev.cien.nn.TransformerEncoderLayer;
import dev.cien.tensor.DType;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Optional;

/// One answer from a picture and a text, in three ways of bringing them together.
///
/// * **early**: patches and words stand in one sequence; an encoder layer lets all look at all.
/// * **late**: each becomes a vector of its own; only the vectors p, t and p ⊙ t meet.
/// * **cross**: in a decoder layer each word asks the patches (queries from the text, keys and
///   values from the picture), and the mean of what the words made of it is the answer.
///
/// T. Baltrušaitis, C. Ahuja, L.-P. Morency: Multimodal machine learning: a survey and taxonomy,
/// 2017 ([arXiv:1705.09406](https://arxiv.org/abs/1705.09406)); cross-attention as in A. Vaswani et
/// al., 2017.
///
/// A modality that is missing is shown as zeros: black pictures, texts of padding. A model that
/// shall bear it must have met it in training.
///
/// @param picture the tower of the pictures
/// @param text the tower of the texts
/// @param patch from a patch to the width of words
/// @param places a vector for each place of a patch
/// @param together how they are fused
/// @param hidden from what was fused to features
/// @param out from features to logits
public record Fusion(
    PictureTower picture,
    TextTower text,
    Linear patch,
    LearnedPositions places,
    Together together,
    Linear hidden,
    Linear out) {
  private static final int HEADS = 4;

  /// How two modalities are fused.
  public sealed interface Together {
    /// In one sequence.
    ///
    /// @param layer lets all look at all
    /// @param norm brings the result to one scale
    record Early(TransformerEncoderLayer layer, LayerNorm norm) implements Together {}

    /// As two vectors; has no parameters of its own.
    record Late() implements Together {}

    /// By questions of the words to the patches.
    ///
    /// @param layer lets words look at words, then at patches
    /// @param norm brings the result to one scale
    record Cross(TransformerDecoderLayer layer, LayerNorm norm) implements Together {}
  }

  /// The ways by name.
  public enum Way {
    EARLY,
    LATE,
    CROSS
  }

  /// A network of the given way.
  ///
  /// @param side pixels of a picture's side, a multiple of 8
  /// @param width numbers of a word and of the vectors; a multiple of 4
  /// @param classes logits a pair
  public static Fusion of(
      Way way,
      int side,
      int channels,
      int vocabulary,
      int padding,
      int length,
      int width,
      int classes,
      Rng rng) {
    PictureTower picture = PictureTower.of(channels, width, rng);
    TextTower text = TextTower.of(vocabulary, padding, length, width, width, rng);
    Linear patch = Linear.of(picture.patchWidth(), width, rng);
    Together together =
        switch (way) {
          case EARLY ->
              new Together.Early(
                  TransformerEncoderLayer.of(width, HEADS, 2 * width, rng).withPreNorm(true),
                  LayerNorm.of(width));
          case LATE -> new Together.Late();
          case CROSS ->
              new Together.Cross(
                  TransformerDecoderLayer.of(width, HEADS, 2 * width, rng).withPreNorm(true),
                  LayerNorm.of(width));
        };
    return new Fusion(
        picture,
        text,
        patch,
        LearnedPositions.of(side / 4 * (side / 4), width, rng),
        together,
        Linear.of(3 * width, 2 * width, rng),
        Linear.of(2 * width, classes, rng));
  }

  /// Logits of the pairs, `[N, classes]`.
  ///
  /// @param x pictures `[N, 3, S, S]`
  /// @param ids texts `[N, T]`
  public Tensor forward(Tensor x, Tensor ids) {
    return out.forward(hidden.forward(fused(x, ids)).relu());
  }

  private Tensor fused(Tensor x, Tensor ids) {
    return switch (together) {
      case Together.Late() -> pair(picture.forward(x), text.forward(ids));
      case Together.Early(TransformerEncoderLayer layer, LayerNorm norm) -> {
        Tensor patches = patches(x);
        Tensor all = Tensor.concat(1, patches, text.words(ids));
        Tensor present = present(patches, ids);
        Tensor seen =
            norm.forward(
                layer.forward(all, Optional.of(Attention.padding(present.cast(DType.BOOL)))));
        int count = patches.shape().dim(1);
        yield pair(
            seen.slice(1, 0, count).mean(1),
            mean(seen.slice(1, count, seen.shape().dim(1)), text.present(ids)));
      }
      case Together.Cross(TransformerDecoderLayer layer, LayerNorm norm) -> {
        Tensor found = norm.forward(answers(layer, x, ids).output());
        Tensor words = text.words(ids);
        yield pair(mean(found, text.present(ids)), mean(words, text.present(ids)));
      }
    };
  }

  /// Where each word looks: `[N, heads, T, patches]`, patches row by row.
  ///
  /// @throws IllegalStateException if the words do not ask the patches
  public Tensor attention(Tensor x, Tensor ids) {
    if (together instanceof Together.Cross(TransformerDecoderLayer layer, LayerNorm _)) {
      return answers(layer, x, ids).cross();
    }
    throw new IllegalStateException(
        "fusion: only the way CROSS has words that look at patches, found "
            + together.getClass().getSimpleName()
            + ". Fix: Fusion.of(Way.CROSS, …).");
  }

  private TransformerDecoderLayer.Attended answers(
      TransformerDecoderLayer layer, Tensor x, Tensor ids) {
    Tensor mask = Attention.padding(text.present(ids).cast(DType.BOOL));
    return layer.attend(text.words(ids), patches(x), Optional.of(mask), Optional.empty());
  }

  private Tensor patches(Tensor x) {
    return places.forward(patch.forward(picture.patches(x)));
  }

  /// p, t and p ⊙ t side by side: the product lets a linear layer see whether they agree.
  private static Tensor pair(Tensor p, Tensor t) {
    return Tensor.concat(1, p, t, p.mul(t));
  }

  private Tensor present(Tensor patches, Tensor ids) {
    Tensor all = Tensor.ones(patches.shape().dim(0), patches.shape().dim(1));
    return Tensor.concat(1, all, text.present(ids));
  }

  private static Tensor mean(Tensor words, Tensor present) {
    Tensor weight = present.unsqueeze(2);
    return words.mul(weight).sum(1).div(weight.sum(1).maximum(1));
  }
}
