package dev.cien.recipes.multimodal;

import dev.cien.data.Dataset;
import dev.cien.data.TensorDataset;
import dev.cien.recipes.multimodal.AssistantPhrases.Sentence;
import dev.cien.tensor.Tensor;
import dev.cien.text.WordTokenizer;
import java.util.Arrays;
import java.util.List;

/// Sentences as numbers, and answers of a network as requests.
///
/// @param words the words of the training sentences
record AssistantSentences(WordTokenizer words) {
  /// How many words and signs of a sentence are read.
  static final int LENGTH = 20;

  /// The token that fills up.
  static final int PADDING = 0;

  /// The token of words that are not known.
  static final int UNKNOWN = 1;

  /// How many questions a sentence answers.
  static final int ANSWERS = 3;

  /// How many outputs there are for them: an intent, a number or none, a language.
  static final int OUTPUTS = Intent.values().length + AssistantPhrases.LARGEST + 2 + 2;

  private static final int INTENTS = Intent.values().length;
  private static final int NUMBERS = AssistantPhrases.LARGEST + 2;

  static AssistantSentences of(List<Sentence> learnt) {
    return new AssistantSentences(
        WordTokenizer.of(
            learnt.stream().map(Sentence::text).toList(),
            new WordTokenizer.Options(
                1, Integer.MAX_VALUE, true, List.of("<pad>", WordTokenizer.UNKNOWN))));
  }

  int vocabulary() {
    return words.size();
  }

  Tensor tokens(List<String> sentences) {
    int[] ids = new int[sentences.size() * LENGTH];
    for (int i = 0; i < sentences.size(); i++) {
      int[] read = words.encodePlain(sentences.get(i));
      System.arraycopy(read, 0, ids, i * LENGTH, Math.min(LENGTH, read.length));
    }
    return Tensor.of(ids, sentences.size(), LENGTH);
  }

  /// Sentences with the numbers of their intents, of what they count with and of their languages.
  Dataset dataset(List<Sentence> sentences) {
    int[] targets =
        sentences.stream()
            .map(Sentence::request)
            .flatMapToInt(
                r ->
                    Arrays.stream(
                        new int[] {r.intent().ordinal(), r.number() + 1, r.spanish() ? 1 : 0}))
            .toArray();
    return TensorDataset.of(
        tokens(sentences.stream().map(Sentence::text).toList()),
        Tensor.of(targets, sentences.size(), ANSWERS));
  }

  /// The logits of one of the three answers.
  ///
  /// @param logits `[N, OUTPUTS]`
  /// @param answer 0 for intents, 1 for numbers, 2 for languages
  static Tensor part(Tensor logits, int answer) {
    int[] ends = {0, INTENTS, INTENTS + NUMBERS, OUTPUTS};
    return logits.slice(1, ends[answer], ends[answer + 1]);
  }

  /// The likeliest requests.
  static List<Request> requests(Tensor logits) {
    int[] intents = part(logits, 0).argMax(1).toInts();
    int[] numbers = part(logits, 1).argMax(1).toInts();
    int[] languages = part(logits, 2).argMax(1).toInts();
    Request[] requests = new Request[intents.length];
    for (int i = 0; i < requests.length; i++) {
      requests[i] = new Request(Intent.values()[intents[i]], numbers[i] - 1, languages[i] == 1);
    }
    return List.of(requests);
  }
}
