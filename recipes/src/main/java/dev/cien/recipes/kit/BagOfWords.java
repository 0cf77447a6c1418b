package dev.cien.recipes.kit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Texts as weighted counts of their words, and on request of what stands side by side: tf · idf
/// with idf = ln(N / n), compared by the cosine.
///
/// K. Spärck Jones: A statistical interpretation of term specificity and its application in
/// retrieval, 1972.
public final class BagOfWords {
  private final Map<String, Double> rarity = new HashMap<>();
  private final List<Map<String, Double>> texts;
  private final List<String> words;
  private final int longest;

  /// Weights of single words, learnt from texts.
  public BagOfWords(List<String> texts) {
    this(texts, 1, Integer.MAX_VALUE);
  }

  /// Weights learnt from texts.
  ///
  /// @param longest how many words side by side count as one, besides single words
  /// @param most only so many are known: those that are in most texts
  public BagOfWords(List<String> texts, int longest, int most) {
    this.longest = longest;
    Map<String, Double> frequency = new HashMap<>();
    for (String text : texts) {
      counts(text).keySet().forEach(word -> frequency.merge(word, 1.0, Double::sum));
    }
    frequency.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .forEach(entry -> rarity.put(entry.getKey(), Math.log(texts.size() / entry.getValue())));
    this.texts = texts.stream().map(this::weights).toList();
    this.words = rarity.keySet().stream().sorted().toList();
  }

  /// The weights of a text, one for each word that it was made with.
  public float[] vector(String text) {
    Map<String, Double> weights = weights(text);
    float[] vector = new float[words.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = weights.getOrDefault(words.get(i), 0.0).floatValue();
    }
    return vector;
  }

  /// How like each text is to a question, 0 to 1.
  public double[] likeness(String question) {
    Map<String, Double> asked = weights(question);
    return texts.stream().mapToDouble(text -> dot(asked, text)).toArray();
  }

  /// How like one text is to another, 0 to 1.
  public double likeness(String one, String other) {
    return dot(weights(one), weights(other));
  }

  private static double dot(Map<String, Double> a, Map<String, Double> b) {
    double sum = 0;
    for (Map.Entry<String, Double> entry : a.entrySet()) {
      sum += entry.getValue() * b.getOrDefault(entry.getKey(), 0.0);
    }
    return sum;
  }

  /// Weights of length 1; words that no text has count nothing.
  private Map<String, Double> weights(String text) {
    Map<String, Double> weights = counts(text);
    weights.replaceAll((word, count) -> count * rarity.getOrDefault(word, 0.0));
    double length = Math.sqrt(weights.values().stream().mapToDouble(w -> w * w).sum());
    if (length > 0) {
      weights.replaceAll((word, weight) -> weight / length);
    }
    return weights;
  }

  private Map<String, Double> counts(String text) {
    List<String> all =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
            .filter(word -> !word.isEmpty())
            .toList();
    Map<String, Double> counts = new HashMap<>();
    for (int first = 0; first < all.size(); first++) {
      for (int last = first; last < Math.min(all.size(), first + longest); last++) {
        counts.merge(String.join(" ", all.subList(first, last + 1)), 1.0, Double::sum);
      }
    }
    return counts;
  }
}
