package dev.cien.recipes.language;

import dev.cien.nn.loss.Losses;
import dev.cien.tensor.DType;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.text.Tokenizer;
import dev.cien.text.WordTokenizer;
import dev.cien.zoo.Bert;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Spanish text as words, some of which are hidden and have to be guessed.
///
/// @param tokenizer a token a word, in lower case
/// @param length words a piece of text
record HiddenWords(WordTokenizer tokenizer, int length) {
  static final String MASK = "<mask>";

  private static final int ROWS = 32;
  private static final int EVERY = 7;

  /// How many words are given as answers.
  static final int FOUND = 5;

  private static final double NEVER = -1e30;

  /// A vocabulary of the most frequent words of some chapters.
  static HiddenWords of(List<Scripture.Chapter> chapters, int words, int length) {
    return new HiddenWords(
        WordTokenizer.of(
            List.of(Scripture.spanish(chapters)),
            new WordTokenizer.Options(
                1, words, true, List.of(Tokenizer.PADDING, Tokenizer.UNKNOWN, MASK))),
        length);
  }

  int mask() {
    return tokenizer.id(MASK);
  }

  /// The words of chapters.
  int[] words(List<Scripture.Chapter> chapters) {
    return tokenizer.encodePlain(Scripture.spanish(chapters));
  }

  /// The cost of guessing the hidden words of a batch `[N, T]`.
  Tensor cost(Bert model, Tensor text) {
    Bert.Hidden shown = model.hide(text, mask());
    Tensor logits = model.forward(shown.tokens());
    Tensor each =
        Losses.crossEntropy()
            .perSample(logits.reshape(-1, logits.shape().dim(2)), text.reshape(-1));
    Tensor counts = shown.hidden().reshape(-1).cast(DType.FLOAT32);
    return each.mul(counts).sum().div(counts.sum().add(1));
  }

  /// A word that was hidden.
  ///
  /// @param place where it stands in the text
  /// @param best the words that fit best, the best first
  record Guess(int place, int[] best) {
    boolean right(int[] text, int among) {
      return Arrays.stream(best).limit(among).anyMatch(word -> word == text[place]);
    }
  }

  /// Hides every seventh word of a text, starting anywhere, and guesses it. Words that are not in
  /// the vocabulary and signs are neither asked for nor given as answers.
  List<Guess> guess(Bert model, int[] text, long seed) {
    Step step = fitting(model);
    Rng rng = Rng.of(seed);
    int pieces = text.length / length;
    List<Guess> guesses = new ArrayList<>();
    for (int first = 0; first < pieces; first += ROWS) {
      int[] shown = new int[ROWS * length];
      List<Integer> hidden = new ArrayList<>();
      int filled = Math.min(ROWS, pieces - first) * length;
      System.arraycopy(text, first * length, shown, 0, filled);
      for (int i = rng.nextInt(EVERY); i < filled; i += EVERY) {
        if (isWord(shown[i])) {
          shown[i] = mask();
          hidden.add(i);
        }
      }
      int[] best = step.run(Tensor.of(shown, ROWS, length))[0].toInts();
      for (int i : hidden) {
        guesses.add(
            new Guess(first * length + i, Arrays.copyOfRange(best, i * FOUND, (i + 1) * FOUND)));
      }
    }
    return guesses;
  }

  /// From texts `[N, T]` to the words that fit best at each place, the best first, and their
  /// probabilities among all words: both `[N·T, 5]`.
  Step fitting(Bert model) {
    boolean[] asked = new boolean[tokenizer.size()];
    for (int id = 0; id < asked.length; id++) {
      asked[id] = isWord(id);
    }
    Tensor words = Tensor.of(asked, asked.length);
    return Step.inference(
        in -> {
          Tensor logits = model.forward(in[0]);
          Tensor flat = logits.reshape(-1, logits.shape().dim(2));
          Tensor only = Tensor.where(words, flat, Tensor.full(NEVER));
          Tensor.Sorted best = only.topK(FOUND, 1);
          Tensor all = only.logSumExp(new int[] {1}, true);
          return new Tensor[] {best.indices(), best.values().sub(all).exp()};
        });
  }

  boolean isWord(int id) {
    return !tokenizer.special().containsValue(id)
        && Character.isLetter(tokenizer.token(id).codePointAt(0));
  }

  /// The share of guesses with the right word among the best few.
  static double share(List<Guess> guesses, int[] text, int among) {
    return guesses.stream().filter(guess -> guess.right(text, among)).count()
        / (double) guesses.size();
  }
}
