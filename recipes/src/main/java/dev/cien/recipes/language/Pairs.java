package dev.cien.recipes.language;

import dev.cien.data.Batch;
import dev.cien.data.TensorDataset;
import dev.cien.tensor.Tensor;
import dev.cien.text.BpeTrainer;
import dev.cien.text.ByteLevelBpe;
import dev.cien.text.Tokenizer;
import dev.cien.text.WordTokenizer;
import dev.cien.zoo.Translator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Short pieces of verses in English and Spanish as tokens, filled up at the end.
///
/// Both languages share one vocabulary: a name that is written alike is the same token in both.
///
/// @param tokenizer the tokens of both languages
/// @param read tokens of an original at most
/// @param written tokens of a translation at most, with its start or its end
record Pairs(ByteLevelBpe tokenizer, int read, int written) {
  /// What no target counts where it stands.
  static final int IGNORED = -100;

  private static final double ENGLISH_TOKENS_A_WORD = 1.5;
  private static final double SPANISH_TOKENS_A_WORD = 2;
  private static final Pattern SIGNS = Pattern.compile("(?<=[;:.?!]) ");

  /// A tokenizer that is learnt from pairs. It puts a space before every text, so that a word is
  /// the same token at the beginning and inside.
  ///
  /// @param words words and signs of an original at most
  static Pairs of(List<Scripture.Verse> verses, int vocabulary, int words) {
    List<String> texts =
        verses.stream().flatMap(verse -> Stream.of(verse.english(), verse.spanish())).toList();
    // The filling gets the id 0, as Translator.PADDING says.
    List<String> special = List.of(Tokenizer.PADDING, Tokenizer.START, Tokenizer.END);
    return of(new BpeTrainer(vocabulary, 2, special, true).train(texts), words);
  }

  private static Pairs of(ByteLevelBpe tokenizer, int words) {
    return new Pairs(
        tokenizer,
        (int) Math.round(words * ENGLISH_TOKENS_A_WORD),
        (int) Math.round(words * SPANISH_TOKENS_A_WORD));
  }

  /// The same tokens for texts of another length.
  ///
  /// @param words words and signs of an original at most
  Pairs withWords(int words) {
    return of(tokenizer, words);
  }

  /// Short pieces of the verses of chapters, in lower case: what stands between two signs such as ;
  /// and : where both languages have as many of them, and no piece is twice as long as the other.
  ///
  /// @param words words and signs of an original at most
  static List<Scripture.Verse> brief(List<Scripture.Chapter> chapters, int words) {
    return chapters.stream()
        .flatMap(chapter -> chapter.verses().stream())
        .flatMap(Pairs::pieces)
        .filter(piece -> WordTokenizer.words(piece.english()).size() <= words)
        .toList();
  }

  /// A text in lower case, cut after signs such as ; and :.
  static String[] pieces(String text) {
    return SIGNS.split(text.toLowerCase(Locale.ROOT));
  }

  private static Stream<Scripture.Verse> pieces(Scripture.Verse verse) {
    String[] english = pieces(verse.english());
    String[] spanish = pieces(verse.spanish());
    return english.length != spanish.length
        ? Stream.empty()
        : IntStream.range(0, english.length)
            .mapToObj(i -> new Scripture.Verse(english[i], spanish[i]))
            .filter(
                piece ->
                    2 * piece.english().length() > piece.spanish().length()
                        && 2 * piece.spanish().length() > piece.english().length());
  }

  /// The pieces of a list whose original is in no other list.
  static List<Scripture.Verse> without(List<Scripture.Verse> pieces, List<Scripture.Verse> known) {
    Set<String> originals =
        known.stream().map(Scripture.Verse::english).collect(Collectors.toSet());
    return pieces.stream().filter(piece -> !originals.contains(piece.english())).toList();
  }

  int start() {
    return tokenizer.id(Tokenizer.START);
  }

  int end() {
    return tokenizer.id(Tokenizer.END);
  }

  /// A text as tokens.
  int[] tokens(String text) {
    return tokenizer.encodePlain(text);
  }

  /// Tokens as a text, without the space that the tokenizer put before it.
  String text(int... tokens) {
    return tokenizer.decode(tokenizer.withoutSpecial(tokens)).strip();
  }

  /// A pair as tokens, without start and end.
  ///
  /// @param from the original
  /// @param to the translation
  record Encoded(int[] from, int[] to) {
    /// How many places it needs on the longer side, the end counted.
    int length() {
      return Math.max(from.length, to.length + 1);
    }
  }

  /// Pairs as tokens.
  List<Encoded> encode(List<Scripture.Verse> verses) {
    return verses.stream()
        .map(verse -> new Encoded(tokens(verse.english()), tokens(verse.spanish())))
        .toList();
  }

  /// The pieces that fit, all as long as the longest may be.
  TensorDataset dataset(List<Scripture.Verse> verses) {
    Batch batch =
        batch(
            encode(verses).stream()
                .filter(pair -> pair.from().length <= read && pair.to().length < written)
                .toList(),
            read,
            written);
    return TensorDataset.of(batch.inputs(), batch.targets());
  }

  /// Inputs are the original and the translation from its start, side by side; targets are the
  /// translation to its end.
  Batch batch(List<Encoded> pairs, int left, int right) {
    int[] inputs = new int[pairs.size() * (left + right)];
    int[] targets = new int[pairs.size() * right];
    Arrays.fill(inputs, Translator.PADDING);
    Arrays.fill(targets, IGNORED);
    for (int i = 0; i < pairs.size(); i++) {
      int[] from = pairs.get(i).from();
      int[] to = pairs.get(i).to();
      int at = i * (left + right);
      System.arraycopy(from, 0, inputs, at, from.length);
      inputs[at + left] = start();
      System.arraycopy(to, 0, inputs, at + left + 1, to.length);
      System.arraycopy(to, 0, targets, i * right, to.length);
      targets[i * right + to.length] = end();
    }
    return new Batch(
        Tensor.of(inputs, pairs.size(), left + right), Tensor.of(targets, pairs.size(), right));
  }

  /// Originals as tokens, cut where they are too long.
  Tensor originals(List<String> texts) {
    int[] rows =
        texts.stream()
            .flatMapToInt(text -> Arrays.stream(Arrays.copyOf(tokens(text), read)))
            .toArray();
    return Tensor.of(rows, texts.size(), read);
  }
}
