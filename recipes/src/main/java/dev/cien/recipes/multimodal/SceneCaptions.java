package dev.cien.recipes.multimodal;

import dev.cien.tensor.Rng;
import dev.cien.text.Tokenizer;
import dev.cien.text.WordTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What can be said, in Spanish and English, of two coloured digits side by side.
final class SceneCaptions {
  /// Words of a caption at most.
  static final int LENGTH = 8;

  /// What stands where a word is missing.
  static final String GAP = "?";

  /// The digits in Spanish and English.
  static final String[][] DIGITS = {
    {"cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"},
    {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
  };

  /// The colours in Spanish and English.
  static final String[][] COLOURS = {
    {"rojo", "verde", "azul", "amarillo"}, {"red", "green", "blue", "yellow"}
  };

  private static final String[][] SIDES = {{"izquierda", "derecha"}, {"left", "right"}};

  /// What can be missing, in Spanish: a digit, a colour or a side.
  static final List<String> ANSWERS =
      Stream.of(DIGITS[0], COLOURS[0], SIDES[0]).flatMap(Arrays::stream).toList();

  private static final WordTokenizer WORDS = words();

  private SceneCaptions() {}

  /// A digit as it stands in a scene.
  ///
  /// @param digit 0 to 9
  /// @param colour 0 to [#colours] − 1
  record Item(int digit, int colour) {}

  static int colours() {
    return COLOURS[0].length;
  }

  static int vocabulary() {
    return WORDS.size();
  }

  static int padding() {
    return WORDS.id(Tokenizer.PADDING);
  }

  /// A sentence about a scene with a gap, and what belongs into it.
  ///
  /// @param text the sentence, with [#GAP] where a word is missing
  /// @param answer the number of the missing word's meaning in [#ANSWERS]
  record Gap(String text, int answer) {}

  /// A true sentence about `left` and `right` without the word that only the picture tells.
  ///
  /// @param right the right one; its digit and its colour differ from the left one's
  /// @param rng chooses language, form and which of the two it is about
  static Gap ask(Item left, Item right, Rng rng) {
    int language = rng.nextInt(2);
    Item[] items = {left, right};
    int one = rng.nextInt(2);
    Item item = items[one];
    String digit = DIGITS[language][item.digit];
    String colour = COLOURS[language][item.colour];
    return switch (rng.nextInt(4)) {
      case 0 ->
          new Gap(
              side(language, digit, GAP, DIGITS[language][items[1 - one].digit]),
              DIGITS[0].length + COLOURS[0].length + one);
      case 1 -> new Gap(colour(language, digit, GAP), DIGITS[0].length + item.colour);
      case 2 -> new Gap(colour(language, GAP, colour), item.digit);
      default -> new Gap(place(language, SIDES[language][one], GAP), item.digit);
    };
  }

  private static String side(int language, String digit, String side, String of) {
    return language == 0
        ? "un " + digit + " a la " + side + " de un " + of
        : "a " + digit + " to the " + side + " of a " + of;
  }

  private static String colour(int language, String digit, String colour) {
    return language == 0 ? "el " + digit + " es " + colour : "the " + digit + " is " + colour;
  }

  private static String place(int language, String side, String digit) {
    return language == 0
        ? "a la " + side + " hay un " + digit
        : "on the " + side + " there is a " + digit;
  }

  private static WordTokenizer words() {
    List<String> all = new ArrayList<>();
    for (int language = 0; language < 2; language++) {
      for (int digit = 0; digit < 10; digit++) {
        String name = DIGITS[language][digit];
        String where = SIDES[language][digit % 2];
        all.add(side(language, name, where, GAP));
        all.add(colour(language, name, COLOURS[language][digit % colours()]));
        all.add(place(language, where, name));
      }
    }
    return WordTokenizer.of(
        all,
        new WordTokenizer.Options(
            1, Integer.MAX_VALUE, true, List.of(Tokenizer.PADDING, Tokenizer.UNKNOWN)));
  }

  /// The words of a caption as numbers, padded to [#LENGTH].
  static int[] tokens(String caption) {
    int[] encoded = WORDS.encodePlain(caption);
    int[] ids = Arrays.copyOf(encoded, LENGTH);
    Arrays.fill(ids, encoded.length, LENGTH, padding());
    return ids;
  }
}
