package dev.cien.recipes.language;

import dev.cien.data.Batch;
import dev.cien.data.NamedEntities;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Sentences as numbers, in pieces that a tagger reads at once.
///
/// A sentence of more than [#MOST] words is read in several pieces, cut after a sign where one is
/// near; a name across a cut cannot be found whole. One word of five is in such a sentence.
///
/// @param features what is known of words
record SentencePieces(WordFeatures features) implements Bundles.Filling<SentencePieces.Piece> {
  /// Words of a piece at most.
  static final int MOST = 48;

  /// What lengths are rounded up to a multiple of.
  static final int STEP = 12;

  /// The tag of filling, which does not count.
  static final int IGNORED = -100;

  private static final int NEAR = 16;
  private static final Set<String> SIGNS = Set.of(",", ".", ";", ":", "!", "?", "\"", ")", "-");

  /// A piece.
  ///
  /// @param features of each word, one after the other, `[words · COUNT]`
  /// @param tags of each word, numbers in [NamedEntities#TAGS]
  record Piece(int[] features, int[] tags) {}

  /// The pieces of sentences.
  List<Piece> of(List<NamedEntities.Sentence> sentences) {
    List<Piece> pieces = new ArrayList<>();
    for (NamedEntities.Sentence sentence : sentences) {
      int[] tags = sentence.tags().stream().mapToInt(NamedEntities.TAGS::indexOf).toArray();
      pieces.addAll(of(sentence.words(), tags));
    }
    return pieces;
  }

  /// The pieces of words whose tags nobody knows.
  List<Piece> untagged(List<String> words) {
    return of(words, new int[words.size()]);
  }

  private List<Piece> of(List<String> words, int[] tags) {
    List<Piece> pieces = new ArrayList<>();
    for (int from = 0; from < words.size(); ) {
      int to = end(words, from);
      int[] own =
          words.subList(from, to).stream().map(features::of).flatMapToInt(Arrays::stream).toArray();
      pieces.add(new Piece(own, Arrays.copyOfRange(tags, from, to)));
      from = to;
    }
    return pieces;
  }

  /// Where a piece ends that begins at `from`: after the last sign that is near enough to the most
  /// words that it may have.
  private static int end(List<String> words, int from) {
    int most = Math.min(from + MOST, words.size());
    if (most == words.size()) {
      return most;
    }
    for (int end = most; end > most - NEAR; end--) {
      if (SIGNS.contains(words.get(end - 1))) {
        return end;
      }
    }
    return most;
  }

  @Override
  public int length(Piece piece) {
    return piece.tags().length;
  }

  @Override
  public Piece nothing() {
    return new Piece(new int[0], new int[0]);
  }

  /// Inputs `[pieces, length, COUNT]`, targets `[pieces, length]` with [#IGNORED] where nothing is.
  @Override
  public Batch batch(List<Piece> pieces, int length) {
    int wide = length * WordFeatures.COUNT;
    int[] inputs = new int[pieces.size() * wide];
    int[] targets = new int[pieces.size() * length];
    Arrays.fill(targets, IGNORED);
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      System.arraycopy(piece.features(), 0, inputs, i * wide, piece.features().length);
      System.arraycopy(piece.tags(), 0, targets, i * length, piece.tags().length);
    }
    return new Batch(
        Tensor.of(inputs, pieces.size(), length, WordFeatures.COUNT),
        Tensor.of(targets, pieces.size(), length));
  }
}
