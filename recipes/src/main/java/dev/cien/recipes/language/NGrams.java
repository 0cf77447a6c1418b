package dev.cien.recipes.language;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Counts of what followed the last few tokens: the language model before neural networks.
///
/// After a context of n − 1 tokens that was followed by `all` tokens of `kinds` different kinds,
/// p(t) = (count(t) + kinds · q(t)) / (all + kinds), where q is the same with a context of n − 2
/// (Witten & Bell 1991); without any context, q is the same for all tokens.
final class NGrams {
  private static final int WIDE = 21;

  private static final class Followers {
    final Map<Integer, Integer> counts = new HashMap<>();
    int all;
  }

  private final int order;
  private final int vocabulary;
  private final Map<Long, Followers> contexts = new HashMap<>();

  private NGrams(int order, int vocabulary) {
    this.order = order;
    this.vocabulary = vocabulary;
  }

  /// Counts a text.
  ///
  /// @param order how many tokens belong together, 1 to 3: 2 for bigrams
  static NGrams of(int order, int vocabulary, int... text) {
    if (order < 1 || order > 3 || vocabulary >= 1 << WIDE) {
      throw new IllegalArgumentException("n-grams: expected an order of 1 to 3, found " + order);
    }
    NGrams grams = new NGrams(order, vocabulary);
    for (int i = 0; i < text.length; i++) {
      for (int known = 0; known < order && known <= i; known++) {
        Followers followers =
            grams.contexts.computeIfAbsent(key(text, i, known), k -> new Followers());
        followers.counts.merge(text[i], 1, Integer::sum);
        followers.all++;
      }
    }
    return grams;
  }

  /// The `known` tokens before a place, and how many they are, as a number.
  private static long key(int[] text, int place, int known) {
    long key = known;
    for (int i = place - known; i < place; i++) {
      key = key << WIDE | text[i];
    }
    return key;
  }

  /// How surprising each token of a text is, in nats, all together.
  double nats(int... text) {
    double sum = 0;
    for (int i = 0; i < text.length; i++) {
      sum -= StrictMath.log(probability(text, i));
    }
    return sum;
  }

  private double probability(int[] text, int place) {
    double p = 1.0 / vocabulary;
    for (int known = 0; known < order && known <= place; known++) {
      Followers followers = contexts.get(key(text, place, known));
      if (followers != null) {
        int kinds = followers.counts.size();
        p = (followers.counts.getOrDefault(text[place], 0) + kinds * p) / (followers.all + kinds);
      }
    }
    return p;
  }

  /// The most frequent tokens of all, the most frequent first.
  int[] frequent(int count) {
    Followers all = contexts.getOrDefault(key(new int[0], 0, 0), new Followers());
    return all.counts.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(count)
        .mapToInt(Map.Entry::getKey)
        .toArray();
  }

  @Override
  public String toString() {
    return Arrays.asList("unigrams", "bigrams", "trigrams").get(order - 1);
  }
}
