package dev.cien.zoo;

import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.List;

/// What a post of a text and a picture means, where either may turn over what the other says.
///
/// ```
/// words    [N, T] int32, 0 stands for none
/// picture  [N, 3, S, S]
/// t        of the strongest answers of filters over words    [N, w]
/// p        of the quarters of the picture's maps             [N, w]
/// hidden   relu of a linear map of t, p and t ⊙ p            [N, 2w]
/// out      logits                                            [N, classes]
/// ```
///
/// A sum of what both say cannot turn anything over: irony is the product of the two. Late fusion
/// as in T. Baltrušaitis, C. Ahuja, L.-P. Morency: Multimodal machine learning: a survey and
/// taxonomy, 2017, [arXiv:1705.09406](https://arxiv.org/abs/1705.09406); the branch of the text is
/// Y. Kim's, 2014, [arXiv:1408.5882](https://arxiv.org/abs/1408.5882).
///
/// @param text the branch of the text, whose logits are t
/// @param picture the branch of the picture, whose vector is p
/// @param hidden from both to features
/// @param out from features to logits
public record PostReader(TextCnn text, PictureTower picture, Linear hidden, Linear out) {
  private static final List<Integer> WIDTHS = List.of(1, 2, 3);

  /// How large a network is.
  ///
  /// @param vocabulary how many words there are, with the 0 that stands for none
  /// @param words numbers a word
  /// @param filters filters over one, two and three words, of each
  /// @param channels maps of the first convolution over pictures
  /// @param width numbers of t and of p
  /// @param dropout the probability of dropping the answer of a filter over words in training
  public record Size(
      int vocabulary, int words, int filters, int channels, int width, double dropout) {}

  /// A network for pictures whose side is a multiple of 8.
  public static PostReader of(Size size, int classes, Rng rng) {
    return new PostReader(
        TextCnn.of(
            size.vocabulary, size.words, WIDTHS, size.filters, size.width, size.dropout, rng),
        PictureTower.of(size.channels, size.width, rng),
        Linear.of(3 * size.width, 2 * size.width, rng),
        Linear.of(2 * size.width, classes, rng));
  }

  /// Logits of posts, `[N, classes]`.
  public Tensor forward(Tensor pictures, Tensor words) {
    Tensor t = text.forward(words);
    Tensor p = picture.forward(pictures);
    return out.forward(hidden.forward(Tensor.concat(1, t, p, t.mul(p))).relu());
  }
}
