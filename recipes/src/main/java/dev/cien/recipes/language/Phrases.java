package dev.cien.recipes.language;

import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.text.Tokenizer;
import dev.cien.zoo.TextCnn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which phrases of texts spoke for a class, and how much: the parts of a logit of [TextCnn], which
/// add up to it.
final class Phrases {
  private final Tokenizer tokenizer;
  private final Step answers;
  private final float[] weight;
  private final int[] widths;

  /// A phrase.
  ///
  /// @param words what it says
  /// @param part what it adds to the logit
  record Phrase(String words, double part) {}

  Phrases(TextCnn model, Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    this.answers = Step.inference(in -> new Tensor[] {model.strongest(in[0]), model.places(in[0])});
    this.weight = model.head().weight().value().toFloats();
    this.widths = model.widths();
  }

  /// The phrases of one text `[1, T]` that speak for a class, the strongest first.
  List<Phrase> of(Tensor text, int label) {
    Tensor[] found = answers.run(text);
    float[] values = found[0].toFloats();
    int[] places = found[1].toInts();
    int[] tokens = text.toInts();
    Map<String, Double> parts = new HashMap<>();
    for (int f = 0; f < widths.length; f++) {
      double part = values[f] * weight[label * widths.length + f];
      String words = words(tokens, places[f], widths[f]);
      if (part > 0 && !words.isEmpty()) {
        parts.merge(words, part, Double::sum);
      }
    }
    return ranked(parts);
  }

  private String words(int[] tokens, int from, int width) {
    return tokenizer.decode(
        Arrays.stream(tokens, from, from + width).filter(token -> token != 0).toArray());
  }

  /// Phrases that occur in several lists as one each, the strongest first.
  static List<Phrase> together(List<List<Phrase>> texts) {
    Map<String, Double> parts = new HashMap<>();
    texts.forEach(
        list -> list.forEach(phrase -> parts.merge(phrase.words, phrase.part, Double::sum)));
    return ranked(parts);
  }

  private static List<Phrase> ranked(Map<String, Double> parts) {
    List<Phrase> phrases = new ArrayList<>();
    parts.forEach((words, part) -> phrases.add(new Phrase(words, part)));
    phrases.sort(
        Comparator.comparingDouble((Phrase phrase) -> -phrase.part).thenComparing(Phrase::words));
    return phrases;
  }
}
