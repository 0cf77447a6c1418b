package dev.cien.recipes.language;

import dev.cien.text.WordTokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A dictionary that is learnt from translated sentences, and translates word by word: IBM's model
/// 1.
///
/// Each word f of a translation comes from one word e of the original, all of them equally likely,
/// with probability t(f | e). Expectation maximisation starts from equal t and repeats
///
/// ```
/// count(f, e) = Σ over sentences  t(f | e) / Σₑ′ t(f | e′)
/// t(f | e)    = count(f, e) / Σ_f′ count(f′, e)
/// ```
///
/// P. F. Brown et al.: The mathematics of statistical machine translation, 1993.
final class WordDictionary {
  private final Map<String, Map<String, Double>> probabilities;

  private WordDictionary(Map<String, Map<String, Double>> probabilities) {
    this.probabilities = probabilities;
  }

  /// Learns from pairs of sentences; words are written in lower case.
  static WordDictionary learn(List<Scripture.Verse> pairs, int rounds) {
    List<List<String>> originals = pairs.stream().map(v -> words(v.english())).toList();
    List<List<String>> translations = pairs.stream().map(v -> words(v.spanish())).toList();
    Map<String, Map<String, Double>> t = new HashMap<>();
    for (int round = 0; round < rounds; round++) {
      Map<String, Map<String, Double>> counts = new HashMap<>();
      for (int i = 0; i < originals.size(); i++) {
        count(originals.get(i), translations.get(i), round == 0 ? null : t, counts);
      }
      counts
          .values()
          .forEach(
              row -> {
                double all = row.values().stream().mapToDouble(Double::doubleValue).sum();
                row.replaceAll((word, count) -> count / all);
              });
      t = counts;
    }
    return new WordDictionary(t);
  }

  private static void count(
      List<String> original,
      List<String> translation,
      Map<String, Map<String, Double>> t,
      Map<String, Map<String, Double>> counts) {
    for (String f : translation) {
      double all = 0;
      for (String e : original) {
        all += t == null ? 1 : t.get(e).get(f);
      }
      for (String e : original) {
        double share = (t == null ? 1 : t.get(e).get(f)) / all;
        counts.computeIfAbsent(e, word -> new HashMap<>()).merge(f, share, Double::sum);
      }
    }
  }

  private static List<String> words(String text) {
    return WordTokenizer.words(text.toLowerCase(Locale.ROOT));
  }

  /// The most likely word for a word, and the word itself where it was never seen.
  String translateWord(String word) {
    Map<String, Double> row = probabilities.get(word);
    return row == null
        ? word
        : row.entrySet().stream()
            .max(
                Map.Entry.<String, Double>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .orElseThrow()
            .getKey();
  }

  /// A sentence word by word, signs close to the word before them.
  String translate(String sentence) {
    List<String> words = new ArrayList<>(words(sentence));
    words.replaceAll(this::translateWord);
    return words.stream().collect(Collectors.joining(" ")).replaceAll(" ([,.;:!?])", "$1");
  }
}
