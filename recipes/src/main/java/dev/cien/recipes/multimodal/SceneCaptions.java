package dev.cien.recipes.multimodal;

import dev.cien.tensor.Rng;
import dev.cien.text.Tokenizer;
import dev.cien.text.WordTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What can be said, in Spanish and English, of two coloured digits side by side.
final class SceneCaptions {
  /// Words of a caption at most.
  static final int LENGTH = 8;

  private static final String[][] DIGITS = {
    {"cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"},
    {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
  };
  private static final String[][] COLOURS = {
    {"rojo", "verde", "azul", "amarillo"}, {"red", "green", "blue", "yellow"}
  };
  private static final String[][] SIDES = {{"izquierda", "derecha"}, {"left", "right"}};

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

  /// A true sentence about `left` and `right`, or a false one that differs in as little as
  /// possible: two things exchanged, or one of them another.
  ///
  /// @param right the right one; its digit and its colour differ from the left one's
  /// @param rng chooses language, form and what is false
  static String say(Item left, Item right, boolean isTrue, Rng rng) {
    int language = rng.nextInt(2);
    Item[] items = {left, right};
    int one = rng.nextInt(2);
    return switch (rng.nextInt(3)) {
      case 0 -> {
        int side = isTrue ? one : 1 - one;
        yield side(language, items[one].digit, side, items[1 - one].digit);
      }
      case 1 -> {
        int colour = isTrue ? items[one].colour : other(items[one].colour, colours(), rng);
        yield colour(language, items[one].digit, colour);
      }
      default -> {
        int digit = isTrue ? items[one].digit : other(items[one].digit, 10, rng);
        yield place(language, one, digit);
      }
    };
  }

  private static int other(int value, int count, Rng rng) {
    return (value + 1 + rng.nextInt(count - 1)) % count;
  }

  private static String side(int language, int digit, int side, int of) {
    String[] digits = DIGITS[language];
    String where = SIDES[language][side];
    return language == 0
        ? "un " + digits[digit] + " a la " + where + " de un " + digits[of]
        : "a " + digits[digit] + " to the " + where + " of a " + digits[of];
  }

  private static String colour(int language, int digit, int colour) {
    String name = DIGITS[language][digit];
    String shade = COLOURS[language][colour];
    return language == 0 ? "el " + name + " es " + shade : "the " + name + " is " + shade;
  }

  private static String place(int language, int side, int digit) {
    String where = SIDES[language][side];
    return language == 0
        ? "a la " + where + " hay un " + DIGITS[0][digit]
        : "on the " + where + " there is a " + DIGITS[1][digit];
  }

  private static WordTokenizer words() {
    List<String> all = new ArrayList<>();
    for (int language = 0; language < 2; language++) {
      for (int digit = 0; digit < 10; digit++) {
        all.add(side(language, digit, digit % 2, digit));
        all.add(colour(language, digit, digit % colours()));
        all.add(place(language, digit % 2, digit));
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
