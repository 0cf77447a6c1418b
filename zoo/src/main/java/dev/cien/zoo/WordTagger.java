package dev.cien.zoo;

import dev.cien.nn.ChannelDropout;
import dev.cien.nn.Dropout;
import dev.cien.nn.Embedding;
import dev.cien.nn.LSTM;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.tensor.DType;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;

/// An answer for each word of a sentence, read from both sides, with words known by their parts.
///
/// ```
/// x          features of each word: the word, its first and last letters, … ;
///            0 is no feature, and a word without its first one is filling   [N, T, F]
/// vector     e = Σ over features f of embedding(f)                          [N, T, width]
/// forwards   LSTM over e₁ … eₙ                                              [N, T, hidden]
/// backwards  LSTM over eₙ … e₁                                              [N, T, hidden]
/// out        logits from both                                               [N, T, answers]
/// ```
///
/// A word that was never seen still has beginnings and endings that were, and its vector is made of
/// theirs. In training whole features are dropped, so that the model gets used to words that it
/// does not know, and elements of the vectors and of the LSTMs' results.
///
/// The backward direction begins at a sentence's last word and not at the filling after it: what is
/// said of a sentence does not depend on what it is batched with.
///
/// Z. Huang, W. Xu, K. Yu: Bidirectional LSTM-CRF models for sequence tagging, 2015,
/// arXiv:1508.01991; sums over parts of words as in P. Bojanowski et al.: Enriching word vectors
/// with subword information, 2017, arXiv:1607.04606.
///
/// @param embedding a vector for each feature, 0 for none
/// @param hiding drops whole features
/// @param dropout drops elements of the words' vectors and of the LSTMs' results
/// @param forwards reads from the first word on
/// @param backwards reads from the last word on
/// @param out from both results to the logits
public record WordTagger(
    Embedding embedding,
    ChannelDropout hiding,
    Dropout dropout,
    LSTM forwards,
    LSTM backwards,
    Linear out)
    implements Layer {
  /// The feature that is none.
  public static final int NONE = 0;

  /// The sizes of a tagger.
  ///
  /// @param features how many different features there are, [#NONE] included
  /// @param width numbers in a word's vector
  /// @param hidden features of each direction's state
  /// @param answers how many answers there are
  /// @param hiding the probability that a feature of a word is dropped
  /// @param dropout the probability that an element is dropped
  public record Config(
      int features, int width, int hidden, int answers, double hiding, double dropout) {}

  /// A tagger that has learnt nothing.
  ///
  /// @param together how many features a word has, so that their sum begins with deviation 1
  public static WordTagger of(Config config, int together, Rng rng) {
    Embedding embedding = Embedding.of(config.features, config.width, rng);
    embedding.weight().assign(embedding.weight().value().mul(1 / Math.sqrt(together)));
    return new WordTagger(
        embedding.withPadding(NONE),
        ChannelDropout.of1d(config.hiding),
        Dropout.of(config.dropout),
        LSTM.of(config.width, config.hidden, rng),
        LSTM.of(config.width, config.hidden, rng),
        Linear.of(2 * config.hidden, config.answers, rng));
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor vectors = dropout.forward(vectors(x));
    Tensor turned = turned(there(x));
    Tensor back = turn(backwards.forward(turn(vectors, turned)), turned);
    return out.forward(dropout.forward(Tensor.concat(2, forwards.forward(vectors), back)));
  }

  /// Which places of features `[N, T, F]` hold a word, `[N, T]`.
  public static Tensor there(Tensor x) {
    return x.select(2, 0).ne(NONE);
  }

  private Tensor vectors(Tensor x) {
    int samples = x.shape().dim(0);
    int words = x.shape().dim(1);
    int features = x.shape().dim(2);
    return hiding
        .forward(embedding.forward(x.reshape(samples * words, features)))
        .sum(1)
        .reshape(samples, words, -1);
  }

  /// Where each place goes when sentences are turned round: n − 1 − t within the n words, t after
  /// them; whole numbers `[N, T]`. Turning twice changes nothing.
  private static Tensor turned(Tensor there) {
    Tensor places = Tensor.arange(there.shape().dim(1)).unsqueeze(0);
    Tensor last = there.cast(DType.INT32).sum(1, true).sub(1);
    return Tensor.where(places.le(last), last.sub(places), places);
  }

  private static Tensor turn(Tensor sequence, Tensor turned) {
    return sequence.gather(1, turned.unsqueeze(2).expand(sequence.shape().dims()));
  }
}
