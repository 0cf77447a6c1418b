package dev.cien.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Texts cut in three: what is learnt from, what choices are made by, and what is looked at once,
/// in the end. No text of one part is in another.
///
/// Where texts come in groups (chapters, say), of every twenty in a row the tenth is for
/// validation, the twentieth for the test, the others are for training. What training has in common
/// with the other two is left out of training, and what validation has in common with the test out
/// of validation.
///
/// @param train what is learnt from
/// @param validation what choices are made by
/// @param test what is looked at in the end
public record TextParts<T>(List<T> train, List<T> validation, List<T> test) {
  private static final int CYCLE = 20;
  private static final int VALIDATION = 9;
  private static final int TEST = 19;

  /// Copies.
  public TextParts {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }

  /// Deals groups out.
  ///
  /// @param texts what of an element must not be in two parts
  static <T> TextParts<T> of(List<List<T>> groups, Function<T, List<String>> texts) {
    List<T> train = new ArrayList<>();
    List<T> validation = new ArrayList<>();
    List<T> test = new ArrayList<>();
    for (int k = 0; k < groups.size(); k++) {
      List<T> part =
          switch (k % CYCLE) {
            case VALIDATION -> validation;
            case TEST -> test;
            default -> train;
          };
      part.addAll(groups.get(k));
    }
    return apart(train, validation, test, texts);
  }

  /// Three parts without what they have in common: the later part keeps it.
  static <T> TextParts<T> apart(
      List<T> train, List<T> validation, List<T> test, Function<T, List<String>> texts) {
    Set<String> kept = new HashSet<>();
    test.forEach(element -> kept.addAll(texts.apply(element)));
    List<T> choices = without(kept, validation, texts);
    choices.forEach(element -> kept.addAll(texts.apply(element)));
    return new TextParts<>(without(kept, train, texts), choices, test);
  }

  private static <T> List<T> without(
      Set<String> kept, List<T> elements, Function<T, List<String>> texts) {
    return elements.stream()
        .filter(element -> texts.apply(element).stream().noneMatch(kept::contains))
        .toList();
  }

  /// The same parts of something made of each element.
  public <R> TextParts<R> map(Function<T, R> function) {
    return new TextParts<>(
        train.stream().map(function).toList(),
        validation.stream().map(function).toList(),
        test.stream().map(function).toList());
  }
}
