package dev.cien.recipes.language;

import dev.cien.zoo.WordTagger;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What a word looks like, as numbers of features:
///
/// ```
/// shape      lower case, Capital, CAPITALS, mIxed, digits, digits with others, ending, sign
/// word       the word in lower case
/// begins     its first 2, 3 and 4 letters
/// ends       its last 2, 3 and 4 letters
/// ```
///
/// Turkish sets one ending after the other on a word, so that most forms of a word are rare while
/// its beginnings and endings are frequent. Lower case is Turkish: I becomes ı, and İ becomes i.
///
/// What occurred too seldom, and what a word is too short for, is no feature.
///
/// @param numbers the number of each feature, from 1
record WordFeatures(Map<String, Integer> numbers) {
  /// How many features a word has at most.
  static final int COUNT = 8;

  private static final Locale TURKISH = Locale.of("tr");
  private static final int SHORTEST = 2;
  private static final int LONGEST = 4;

  WordFeatures {
    numbers = Map.copyOf(numbers);
  }

  /// The features that occur at least `least` times in some sentences, in a fixed order.
  static WordFeatures of(List<List<String>> sentences, int least) {
    Map<String, Integer> counts = new TreeMap<>();
    for (List<String> words : sentences) {
      for (String word : words) {
        for (String name : names(word)) {
          counts.merge(name, 1, Integer::sum);
        }
      }
    }
    Map<String, Integer> numbers = new HashMap<>();
    counts.forEach(
        (name, count) -> {
          if (count >= least && !name.isEmpty()) {
            numbers.put(name, numbers.size() + 1);
          }
        });
    // A place without the first feature counts as filling, so that every shape must be known.
    for (Shape shape : Shape.values()) {
      numbers.computeIfAbsent(shape.name(), _ -> numbers.size() + 1);
    }
    return new WordFeatures(numbers);
  }

  /// How many numbers there are, that of no feature included.
  int size() {
    return numbers.size() + 1;
  }

  /// The features of a word, the shape first.
  int[] of(String word) {
    String[] names = names(word);
    int[] features = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
      features[i] = numbers.getOrDefault(names[i], WordTagger.NONE);
    }
    return features;
  }

  /// Whether the word itself is a feature.
  boolean knows(String word) {
    return numbers.containsKey(names(word)[1]);
  }

  private static String[] names(String word) {
    String lower = word.toLowerCase(TURKISH);
    String[] names = new String[COUNT];
    names[0] = Shape.of(word).name();
    names[1] = "=" + lower;
    int at = 2;
    for (int length = SHORTEST; length <= LONGEST; length++) {
      boolean shorter = length < lower.length();
      names[at++] = shorter ? lower.substring(0, length) + "-" : "";
      names[at++] = shorter ? "-" + lower.substring(lower.length() - length) : "";
    }
    return names;
  }

  /// How a word is written.
  enum Shape {
    LOWER,
    CAPITAL,
    CAPITALS,
    MIXED,
    DIGITS,
    WITH_DIGITS,
    ENDING,
    SIGN;

    static Shape of(String word) {
      if (word.chars().anyMatch(Character::isDigit)) {
        return word.chars().anyMatch(Character::isLetter) ? WITH_DIGITS : DIGITS;
      }
      int[] letters = word.codePoints().filter(Character::isLetter).toArray();
      if (letters.length == 0) {
        return SIGN;
      }
      if (!Character.isLetter(word.codePointAt(0))) {
        return ENDING;
      }
      int capitals = 0;
      for (int letter : letters) {
        capitals += Character.isUpperCase(letter) ? 1 : 0;
      }
      if (capitals == 0) {
        return LOWER;
      }
      if (capitals == 1 && Character.isUpperCase(letters[0])) {
        return CAPITAL;
      }
      return capitals == letters.length ? CAPITALS : MIXED;
    }
  }
}
