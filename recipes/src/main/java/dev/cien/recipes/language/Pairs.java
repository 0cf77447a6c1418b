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

/// Short verses in English and Spanish as tokens of equal lengths, filled up at the end.
///
/// @param english the tokens of the original
/// @param spanish the tokens of the translation
/// @param read tokens of an original at most
/// @param written tokens of a translation at most, with its start or its end
record Pairs(ByteLevelBpe english, ByteLevelBpe spanish, int read, int written) {
  /// What no target counts where it stands.
  static final int IGNORED = -100;

  private static final int ENGLISH_TOKENS_A_WORD = 2;
  private static final int SPANISH_TOKENS_A_WORD = 3;

  /// Tokenizers that are learnt from pairs.
  ///
  /// @param words how many words an original has at most
  static Pairs of(List<Scripture.Verse> verses, int vocabulary, int words) {
    return new Pairs(
        tokenizer(verses.stream().map(Scripture.Verse::english).toList(), vocabulary),
        tokenizer(verses.stream().map(Scripture.Verse::spanish).toList(), vocabulary),
        words * ENGLISH_TOKENS_A_WORD,
        words * SPANISH_TOKENS_A_WORD);
  }

  private static ByteLevelBpe tokenizer(List<String> texts, int vocabulary) {
    // The filling gets the id 0, as Translator.PADDING says.
    return BpeTrainer.of(vocabulary, Tokenizer.PADDING, Tokenizer.START, Tokenizer.END)
        .train(texts);
  }

  /// The verses of chapters whose original has at most so many words, in lower case.
  static List<Scripture.Verse> brief(List<Scripture.Chapter> chapters, int words) {
    return chapters.stream()
        .flatMap(chapter -> chapter.verses().stream())
        .map(
            verse ->
                new Scripture.Verse(
                    verse.english().toLowerCase(Locale.ROOT),
                    verse.spanish().toLowerCase(Locale.ROOT)))
        .filter(verse -> WordTokenizer.words(verse.english()).size() <= words)
        .toList();
  }

  int start() {
    return spanish.id(Tokenizer.START);
  }

  int end() {
    return spanish.id(Tokenizer.END);
  }

  /// The verses that fit: inputs are the original and the translation from its start, side by side,
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
