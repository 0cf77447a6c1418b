package dev.cien.recipes;

import dev.cien.io.Pixels;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a model says about something new.
///
/// @param of what was looked at, such as a file's name, a row or a line of text
/// @param answer the class, quantity or text, in words
/// @param probabilities of the classes, the likeliest first; empty for quantities and texts
/// @param picture the answer where it is one, grey or in colour
public record Prediction(
    String of, String answer, Map<String, Double> probabilities, Optional<Pixels> picture) {
  /// An answer without a picture.
  public Prediction(String of, String answer, Map<String, Double> probabilities) {
    this(of, answer, probabilities, Optional.empty());
  }

  /// An answer that is a picture; in words, its width and height.
  public static Prediction painted(String of, Pixels picture) {
    return new Prediction(
        of, picture.width() + " × " + picture.height(), Map.of(), Optional.of(picture));
  }

  /// The likeliest of some answers.
  ///
  /// @param probabilities of the answers, in their order
  public static Prediction among(String of, List<String> answers, double... probabilities) {
    Map<String, Double> ranked = ranked(answers, probabilities);
    return new Prediction(of, ranked.keySet().iterator().next(), ranked);
  }

  /// Answers with their probabilities, the likeliest first; of equally likely ones the earliest.
  public static Map<String, Double> ranked(List<String> answers, double... probabilities) {
    Map<String, Double> ranked = new LinkedHashMap<>();
    IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -probabilities[i]))
        .forEach(i -> ranked.put(answers.get(i), probabilities[i]));
    return ranked;
  }
}
