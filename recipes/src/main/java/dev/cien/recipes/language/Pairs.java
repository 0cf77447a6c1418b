package dev.cien.recipes.language;

import dev.cien.data.TensorDataset;
import dev.cien.tensor.Tensor;
import dev.cien.text.BpeTrainer;
import dev.cien.text.ByteLevelBpe;
import dev.cien.text.Tokenizer;
import dev.cien.text.WordTokenizer;
import dev.cien.zoo.Translator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Short pieces of verses in English and Spanish as tokens of equal lengths, filled up at the end.
///
/// @param english the tokens of the original
/// @param spanish the tokens of the translation
/// @param read tokens of an original at most
/// @param written tokens of a translation at most, with its start or its end
record Pairs(ByteLevelBpe english, ByteLevelBpe spanish, int read, int written) {
  /// What no target counts where it stands.
  static final int IGNORED = -100;

  private static final double ENGLISH_TOKENS_A_WORD = 1.5;
  private static final double SPANISH_TOKENS_A_WORD = 2;
  private static final Pattern SIGNS = Pattern.compile("(?<=[;:.?!]) ");

  /// Tokenizers that are learnt from pairs.
  ///
  /// @param words words and signs of an original at most
  static Pairs of(List<Scripture.Verse> verses, int vocabulary, int words) {
    return new Pairs(
        tokenizer(verses.stream().map(Scripture.Verse::english).toList(), vocabulary),
        tokenizer(verses.stream().map(Scripture.Verse::spanish).toList(), vocabulary),
        (int) Math.round(words * ENGLISH_TOKENS_A_WORD),
        (int) Math.round(words * SPANISH_TOKENS_A_WORD));
  }

  private static ByteLevelBpe tokenizer(List<String> texts, int vocabulary) {
    // The filling gets the id 0, as Translator.PADDING says.
    return BpeTrainer.of(vocabulary, Tokenizer.PADDING, Tokenizer.START, Tokenizer.END)
        .train(texts);
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

  private static Stream<Scripture.Verse> pieces(Scripture.Verse verse) {
    String[] english = SIGNS.split(verse.english().toLowerCase(Locale.ROOT));
    String[] spanish = SIGNS.split(verse.spanish().toLowerCase(Locale.ROOT));
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
    return spanish.id(Tokenizer.START);
  }

  int end() {
    return spanish.id(Tokenizer.END);
  }

  /// The pieces that fit: inputs are the original and the translation from its start, side by side,
  /// targets are the translation to its end.
  TensorDataset dataset(List<Scripture.Verse> verses) {
    List<int[]> inputs = new ArrayList<>();
    List<int[]> targets = new ArrayList<>();
    for (Scripture.Verse verse : verses) {
      int[] from = english.encodePlain(verse.english());
      int[] to = spanish.encodePlain(verse.spanish());
      if (from.length <= read && to.length < written) {
        int[] input = new int[read + written];
        Arrays.fill(input, Translator.PADDING);
        System.arraycopy(from, 0, input, 0, from.length);
        input[read] = start();
        System.arraycopy(to, 0, input, read + 1, to.length);
        int[] target = new int[written];
        Arrays.fill(target, IGNORED);
        System.arraycopy(to, 0, target, 0, to.length);
        target[to.length] = end();
        inputs.add(input);
        targets.add(target);
      }
    }
    return TensorDataset.of(tensor(inputs, read + written), tensor(targets, written));
  }

  private static Tensor tensor(List<int[]> rows, int width) {
    return Tensor.of(rows.stream().flatMapToInt(Arrays::stream).toArray(), rows.size(), width);
  }

  /// Originals as tokens, cut where they are too long.
  Tensor originals(List<Scripture.Verse> verses) {
    return tensor(
        verses.stream()
            .map(verse -> Arrays.copyOf(english.encodePlain(verse.english()), read))
            .toList(),
        read);
  }
}
