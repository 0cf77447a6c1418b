package dev.cien.text.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What the metrics share: checks of their arguments, and how texts are cut.
final class Texts {
  private static final Pattern SPACE = Pattern.compile("[\\p{IsWhite_Space}\\x1c-\\x1f]+");

  private Texts() {}

  /// Each text in a list of its own.
  static List<List<String>> single(List<String> references) {
    return references.stream().map(List::of).toList();
  }

  static void check(String metric, List<String> texts, List<? extends List<String>> references) {
    if (texts.size() != references.size() || texts.isEmpty()) {
      throw new IllegalArgumentException(
          metric
              + ": expected as many texts as references, at least one, found "
              + texts.size()
              + " and "
              + references.size());
    }
    if (references.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException(metric + ": a text has no reference");
    }
  }

  /// The words between white space.
  static List<String> words(String text) {
    List<String> words = new ArrayList<>(List.of(SPACE.split(text)));
    words.removeIf(String::isEmpty);
    return words;
  }

  /// The code points, a string each.
  static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }
}
