package dev.cien.zoo;

import dev.cien.nn.Conv1d;
import dev.cien.nn.Dropout;
import dev.cien.nn.Embedding;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Sorts texts by the strongest phrases in them: filters of several widths slide over the words,
/// and of each only the place counts where it answered most.
///
/// ```
/// x          words, 0 where there are none            [N, T]
/// words      a vector for each                        [N, T, d]
/// filters    of 2, 3, … words, relu                   [N, F, T − width + 1] each
///            the largest of each filter               [N, F · widths]
/// head       dropout, logits                          [N, classes]
/// ```
///
/// Y. Kim: Convolutional neural networks for sentence classification, 2014,
/// [arXiv:1408.5882](https://arxiv.org/abs/1408.5882); the vectors of words start at random and
/// there is no limit on the norm of the head.
///
/// @param words a vector for each word
/// @param filters the filters of each width
/// @param head from the largest answers to logits
/// @param dropout the probability of dropping an answer in training
public record TextCnn(Embedding words, List<Conv1d> filters, Linear head, double dropout)
    implements Layer {
  /// Copies.
  public TextCnn {
    filters = List.copyOf(filters);
  }

  /// A network.
  ///
  /// @param vocabulary how many words there are, with the 0 that stands for none
  /// @param width numbers a word
  /// @param widths how many words the filters of each kind see
  /// @param count filters of each kind
  public static TextCnn of(
      int vocabulary,
      int width,
      List<Integer> widths,
      int count,
      int classes,
      double dropout,
      Rng rng) {
    Embedding words = Embedding.of(vocabulary, width, rng).withPadding(0);
    List<Conv1d> filters = new ArrayList<>();
    for (int seen : widths) {
      filters.add(Conv1d.of(width, count, seen, rng));
    }
    return new TextCnn(words, filters, Linear.of(count * widths.size(), classes, rng), dropout);
  }

  /// The fewest words that it can read, which is what its widest filter sees.
  public int least() {
    return filters.stream().mapToInt(f -> f.weight().shape().dim(2)).max().orElse(1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return head.forward(Dropout.of(dropout).forward(strongest(x)));
  }

  /// The largest answer of each filter, `[N, F · widths]`. Multiplied by a row of the head's weight
  /// they add up, with the bias, to the logit of a class.
  public Tensor strongest(Tensor x) {
    return ofEach(x, answers -> answers.max(2));
  }

  /// Where each filter answers most, `[N, F · widths]`: the position of the first word that it sees
  /// there.
  public Tensor places(Tensor x) {
    return ofEach(x, answers -> answers.argMax(2));
  }

  /// How many words each filter sees, in the order of [#strongest].
  public int[] widths() {
    return filters.stream()
        .flatMapToInt(
            f ->
                IntStream.generate(() -> f.weight().shape().dim(2))
                    .limit(f.weight().shape().dim(0)))
        .toArray();
  }

  /// Something of the answers `[N, F, places]` of the filters of each width.
  private Tensor ofEach(Tensor x, UnaryOperator<Tensor> of) {
    if (x.shape().rank() != 2 || x.shape().dim(1) < least()) {
      throw new TensorException(
          "TextCnn: expected words [N, T] with T of at least "
              + least()
              + ", which is what its widest filter sees, found "
              + x.shape()
              + ". Fix: fill short texts with the word 0.");
    }
    Tensor vectors = words.forward(x).transpose(1, 2);
    return Tensor.concat(
        1, filters.stream().map(f -> of.apply(f.forward(vectors).relu())).toArray(Tensor[]::new));
  }
}
