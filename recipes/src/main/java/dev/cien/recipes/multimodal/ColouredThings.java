package dev.cien.recipes.multimodal;

import dev.cien.recipes.InputException;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A thing in a colour, as a picture and as two words in Spanish or English.
///
/// A pair of thing and colour is numbered `thing · 4 + colour`. Those whose numbers are the same, a
/// red circle or a green one, are held back: training has neither their pictures nor their words,
/// though it has all things and all colours.
///
/// @param subject the things
/// @param words the number of each word, from 1, written without accents
record ColouredThings(Subject subject, Map<String, Integer> words) {
  /// Words of a text; fewer are filled up with 0.
  static final int LENGTH = 2;

  /// The token of no word.
  static final int NOTHING = 0;

  private static final int SIDE = DigitScenes.SIDE;
  private static final int ROOM = SIDE - DigitScenes.DIGIT;
  private static final int LANGUAGES = 2;

  static ColouredThings of(Subject subject) {
    Map<String, Integer> words = new LinkedHashMap<>();
    for (int language = 0; language < LANGUAGES; language++) {
      for (String name : subject.names(language)) {
        words.put(plain(name), words.size() + 1);
      }
      for (String colour : SceneCaptions.COLOURS[language]) {
        words.put(plain(colour), words.size() + 1);
      }
    }
    return new ColouredThings(subject, words);
  }

  /// A picture with what is said of it.
  ///
  /// @param values `[3, 32, 32]`
  /// @param left the pair on the left, or the only one
  /// @param right the pair on the right
  record Scene(float[] values, int left, int right) {}

  int pairs() {
    return subject.count() * SceneCaptions.colours();
  }

  int vocabulary() {
    return words.size() + 1;
  }

  static int colour(int pair) {
    return pair % SceneCaptions.colours();
  }

  static int thing(int pair) {
    return pair / SceneCaptions.colours();
  }

  static boolean isHeldBack(int pair) {
    return thing(pair) == colour(pair);
  }

  /// A pair in words: the thing first in Spanish, the colour first in English.
  String phrase(int pair, int language) {
    String name = subject.names(language).get(thing(pair));
    String colour = SceneCaptions.COLOURS[language][colour(pair)];
    return language == 0 ? name + " " + colour : colour + " " + name;
  }

  /// All pairs in Spanish, then all in English.
  List<String> phrases() {
    List<String> all = new ArrayList<>();
    for (int language = 0; language < LANGUAGES; language++) {
      for (int pair = 0; pair < pairs(); pair++) {
        all.add(phrase(pair, language));
      }
    }
    return all;
  }

  /// A text as numbers, `[2]`.
  ///
  /// @throws InputException if it has more words, none, or one that is not known
  int[] tokens(String text) {
    String[] parts = plain(text).split("\\s+");
    int[] tokens = new int[LENGTH];
    if (parts[0].isEmpty() || parts.length > LENGTH) {
      throw new InputException(
          new Text(
              "Ask with one or two words, such as “" + phrase(1, 1) + "”.",
              "Pregunta con una o dos palabras, como «" + phrase(1, 0) + "»."));
    }
    for (int i = 0; i < parts.length; i++) {
      Integer known = words.get(parts[i]);
      if (known == null) {
        throw new InputException(
            new Text(
                "The model does not know “" + parts[i] + "”. It knows " + known(1) + ".",
                "El modelo no conoce «" + parts[i] + "». Conoce " + known(0) + "."));
      }
      tokens[i] = known;
    }
    return tokens;
  }

  private String known(int language) {
    List<String> all = new ArrayList<>(subject.names(language));
    all.addAll(List.of(SceneCaptions.COLOURS[language]));
    return String.join(", ", all);
  }

  private static String plain(String text) {
    return Normalizer.normalize(text.strip().toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "");
  }

  /// Texts as numbers, `[N, 2]`.
  Tensor tokens(List<String> texts) {
    int[] all = new int[LENGTH * texts.size()];
    for (int i = 0; i < texts.size(); i++) {
      System.arraycopy(tokens(texts.get(i)), 0, all, LENGTH * i, LENGTH);
    }
    return Tensor.of(all, texts.size(), LENGTH);
  }

  /// A picture of a pair anywhere.
  Scene alone(Subject.Pen pen, int pair, Rng rng) {
    float[] values = new float[3 * SIDE * SIDE];
    paint(values, pen, pair, rng, rng.nextInt(ROOM + 1));
    return new Scene(values, pair, pair);
  }

  /// A picture of two different things in two different colours side by side.
  Scene two(Subject.Pen pen, Rng rng) {
    int colours = SceneCaptions.colours();
    int thing = rng.nextInt(subject.count());
    int other = (thing + 1 + rng.nextInt(subject.count() - 1)) % subject.count();
    int colour = rng.nextInt(colours);
    int shade = (colour + 1 + rng.nextInt(colours - 1)) % colours;
    int left = thing * colours + colour;
    int right = other * colours + shade;
    float[] values = new float[3 * SIDE * SIDE];
    int slack = SIDE / 2 - DigitScenes.DIGIT + 1;
    paint(values, pen, left, rng, rng.nextInt(slack));
    paint(values, pen, right, rng, SIDE / 2 + rng.nextInt(slack));
    return new Scene(values, left, right);
  }

  private static void paint(float[] values, Subject.Pen pen, int pair, Rng rng, int x) {
    float[] ink = pen.draw(thing(pair), rng);
    DigitScenes.paint(values, ink, colour(pair), x, rng.nextInt(ROOM + 1));
  }

  /// Pictures one after the other, `[N, 3, 32, 32]`.
  static Tensor pictures(List<Scene> scenes) {
    int each = 3 * SIDE * SIDE;
    float[] all = new float[each * scenes.size()];
    for (int i = 0; i < scenes.size(); i++) {
      System.arraycopy(scenes.get(i).values(), 0, all, each * i, each);
    }
    return Tensor.of(all, scenes.size(), 3, SIDE, SIDE);
  }
}
