package dev.cien.recipes.language;

import dev.cien.data.Headlines;
import dev.cien.recipes.kit.BagOfWords;
import dev.cien.text.metric.Rouge;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Headlines without a network: sentences of the story, or some words of the first one.
///
/// @param stories learnt from
/// @param choices lengths are chosen by them, so that ROUGE-L is highest
record Leads(List<Headlines.Item> stories, List<Headlines.Item> choices) {
  private static final int SHORTEST = 4;
  private static final int LONGEST = 20;
  private static final int TWENTIETHS = 20;
  private static final int WHOLE = 1000;
  private static final int SENTENCES = 10;
  private static final int TERMS = 20_000;

  // A point after a single letter or a capital (U.S., Inc.) seldom ends a sentence.
  private static final Pattern END =
      Pattern.compile("(?<=[\\p{Lower}\\p{N}\")]{2}\\.)\\s+(?=[\\p{Lu}\"])");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  /// The sentences of a story.
  static List<String> sentences(String body) {
    return List.of(END.split(body));
  }

  /// The first sentence.
  static String lead(Headlines.Item story) {
    return sentences(story.body()).getFirst();
  }

  /// The first sentence of each, as many words as is best.
  List<String> cut(List<Headlines.Item> of) {
    int length = best(n -> choices.stream().map(story -> first(lead(story), n)).toList());
    return of.stream().map(story -> first(lead(story), length)).toList();
  }

  /// Of each story the sentence that is most like the whole of it (TF-IDF), as many words as is
  /// best.
  List<String> central(List<Headlines.Item> of) {
    BagOfWords rarities =
        new BagOfWords(stories.stream().map(Headlines.Item::body).toList(), 1, TERMS);
    List<String> tried = choices.stream().map(story -> central(rarities, story.body())).toList();
    int length = best(n -> tried.stream().map(sentence -> first(sentence, n)).toList());
    return of.stream().map(story -> first(central(rarities, story.body()), length)).toList();
  }

  private static String central(BagOfWords rarities, String body) {
    List<String> sentences = sentences(body);
    return sentences.stream()
        .limit(SENTENCES)
        .max(Comparator.comparingDouble(sentence -> rarities.likeness(sentence, body)))
        .orElseThrow();
  }

  /// Of the first sentence those words that headlines keep most often, by what was learnt of each
  /// word; words that are kept less often than some share are left out, and what is more than some
  /// length.
  List<String> kept(List<Headlines.Item> of) {
    Map<String, Double> shares = shares();
    double least = 0;
    int length = 0;
    double most = -1;
    for (int k = 1; k < TWENTIETHS / 2; k++) {
      double share = (double) k / TWENTIETHS;
      List<String> whole = kept(shares, choices, share, WHOLE);
      int tried = best(n -> whole.stream().map(text -> first(text, n)).toList());
      double score = score(kept(shares, choices, share, tried));
      if (score > most) {
        most = score;
        least = share;
        length = tried;
      }
    }
    return kept(shares, of, least, length);
  }

  /// How often headlines keep a word of the first sentence; about half of those that are new.
  private Map<String, Double> shares() {
    Map<String, Integer> there = new HashMap<>();
    Map<String, Integer> kept = new HashMap<>();
    for (Headlines.Item story : stories) {
      Set<String> headline = new HashSet<>(words(story.headline()));
      for (String word : new HashSet<>(words(lead(story)))) {
        there.merge(word, 1, Integer::sum);
        kept.merge(word, headline.contains(word) ? 1 : 0, Integer::sum);
      }
    }
    Map<String, Double> shares = new HashMap<>();
    there.forEach((word, n) -> shares.put(word, (kept.get(word) + 0.5) / (n + 1)));
    return shares;
  }

  private static List<String> kept(
      Map<String, Double> shares, List<Headlines.Item> of, double least, int length) {
    return of.stream()
        .map(
            story ->
                words(lead(story)).stream()
                    .filter(word -> shares.getOrDefault(word, 0.5) >= least)
                    .limit(length)
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  private int best(IntFunction<List<String>> written) {
    return IntStream.rangeClosed(SHORTEST, LONGEST)
        .boxed()
        .max(Comparator.comparingDouble(n -> score(written.apply(n))))
        .orElseThrow();
  }

  private double score(List<String> written) {
    return Rouge.l(written, choices.stream().map(Headlines.Item::headline).toList()).f();
  }

  private static String first(String text, int length) {
    return words(text).stream().limit(length).collect(Collectors.joining(" "));
  }

  private static List<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(m -> m.group()).toList();
  }
}
