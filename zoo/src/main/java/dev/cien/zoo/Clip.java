package dev.cien.zoo;

import dev.cien.nn.loss.Losses;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;

/// Pictures and texts in one space: a picture lies near the texts that describe it.
///
/// Two towers give a vector each, brought to length 1; p·t is how well they fit. For a batch of N
/// pairs the matrix s·P·Tᵀ has the right answers on its diagonal, and the cost is the mean of two
/// cross-entropies: which text belongs to each picture, and which picture to each text. The factor
/// s is learnt as its logarithm, starts at 1/0.07 and stays below 100.
///
/// A. Radford et al.: Learning transferable visual models from natural language supervision, 2021
/// ([arXiv:2103.00020](https://arxiv.org/abs/2103.00020)). Towers of this size see each picture in
/// a few dozen variants only; the paper had 400 million pairs.
///
/// @param picture from `[N, 3, S, S]` to `[N, width]`
/// @param text from `[N, T]` to `[N, width]`
/// @param logitScale the logarithm of s
public record Clip(PictureTower picture, TextTower text, Variable logitScale) {
  private static final double START = 1 / 0.07;
  private static final double LARGEST = 100;
  private static final double TINY = 1e-12;

  /// A pair of towers.
  public static Clip of(PictureTower picture, TextTower text) {
    Tensor scale = Tensor.scalar(StrictMath.log(START));
    return new Clip(picture, text, Variable.of("logitScale", scale));
  }

  /// A tower for pictures with `channels` maps at first, and one for texts, into `width` numbers.
  public static Clip of(int channels, int vocabulary, int padding, int length, int width, Rng rng) {
    return of(
        PictureTower.of(channels, width, rng),
        TextTower.of(vocabulary, padding, length, width, width, rng));
  }

  /// Pictures as vectors of length 1, `[N, width]`.
  public Tensor pictures(Tensor x) {
    return unit(picture.forward(x));
  }

  /// Texts as vectors of length 1, `[N, width]`.
  public Tensor texts(Tensor ids) {
    return unit(text.forward(ids));
  }

  /// How well every picture fits every text: `[pictures, texts]`.
  public Tensor logits(Tensor x, Tensor ids) {
    Tensor scale = logitScale.value().exp().minimum(LARGEST);
    return pictures(x).matmul(texts(ids).t()).mul(scale);
  }

  /// The cost of a batch of pairs.
  public Tensor cost(Tensor x, Tensor ids) {
    Tensor logits = logits(x, ids);
    Tensor own = Tensor.arange(x.shape().dim(0));
    return Losses.crossEntropy()
        .cost(logits, own)
        .add(Losses.crossEntropy().cost(logits.t(), own))
        .mul(0.5);
  }

  private static Tensor unit(Tensor x) {
    return x.mul(x.square().sum(1, true).add(TINY).rsqrt());
  }
}
