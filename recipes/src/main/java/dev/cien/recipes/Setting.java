package dev.cien.recipes;

import java.math.BigDecimal;
import java.util.List;

/// A number or word of a recipe that may be set: `--set rate=0.01`.
///
/// @param key its name
/// @param standard its value unless set
/// @param kind what values it takes
/// @param meaning what it does
public record Setting(String key, String standard, Kind kind, Text meaning) {
  // Well inside an int, and far more than anybody means.
  private static final long MOST = 1_000_000_000;

  /// What values a setting takes.
  public sealed interface Kind {
    /// In words, for messages.
    Text expected();

    /// Whether a text is such a value.
    boolean accepts(String text);
  }

  /// A whole number in a range, both ends included.
  public record Whole(long least, long most) implements Kind {
    @Override
    public Text expected() {
      boolean any = least == Long.MIN_VALUE && most == Long.MAX_VALUE;
      return any
          ? new Text("a whole number", "un número entero")
          : new Text(
              "a whole number from " + least + " to " + most,
              "un número entero de " + least + " a " + most);
    }

    @Override
    public boolean accepts(String text) {
      try {
        long value = Long.parseLong(text);
        return value >= least && value <= most;
      } catch (NumberFormatException e) {
        return false;
      }
    }
  }

  /// A number in a range, both ends included.
  public record Number(double least, double most) implements Kind {
    @Override
    public Text expected() {
      // A point in both languages: that is how settings are written.
      return new Text(
          "a number from " + brief(least) + " to " + brief(most) + ", such as 0.5",
          "un número de " + brief(least) + " a " + brief(most) + " con punto decimal, como 0.5");
    }

    private static String brief(double value) {
      return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    @Override
    public boolean accepts(String text) {
      try {
        double value = Double.parseDouble(text);
        return value >= least && value <= most;
      } catch (NumberFormatException e) {
        return false;
      }
    }
  }

  /// One of some words.
  public record Choice(List<String> words) implements Kind {
    @Override
    public Text expected() {
      String list = String.join(", ", words);
      return new Text("one of " + list, "uno de " + list);
    }

    @Override
    public boolean accepts(String text) {
      return words.contains(text);
    }
  }

  /// Any text.
  public record Words() implements Kind {
    @Override
    public Text expected() {
      return new Text("a text", "un texto");
    }

    @Override
    public boolean accepts(String text) {
      return true;
    }
  }

  /// A whole number of `least` or more.
  public static Setting whole(String key, long standard, long least, String en, String es) {
    return new Setting(key, Long.toString(standard), new Whole(least, MOST), new Text(en, es));
  }

  /// A number from `least` to `most`.
  public static Setting number(
      String key, double standard, double least, double most, String en, String es) {
    return new Setting(key, Double.toString(standard), new Number(least, most), new Text(en, es));
  }

  /// One of some words; the first is the standard one.
  public static Setting choice(String key, List<String> words, String en, String es) {
    return new Setting(key, words.getFirst(), new Choice(words), new Text(en, es));
  }

  /// How often training goes through the data.
  public static Setting epochs(int standard) {
    return whole(
        "epochs",
        standard,
        1,
        "times through the training data",
        "pasadas por los datos de entrenamiento");
  }

  /// What all random numbers come from.
  public static Setting seed() {
    return new Setting(
        "seed",
        "42",
        new Whole(Long.MIN_VALUE, Long.MAX_VALUE),
        new Text("where all random numbers start", "de dónde parten todos los números aleatorios"));
  }

  /// How many samples one step learns from.
  public static Setting batch(int standard) {
    return whole("batch", standard, 1, "samples a step", "ejemplos por paso");
  }

  /// How far a step goes.
  public static Setting rate(double standard) {
    return number("rate", standard, 0, 100, "learning rate", "tasa de aprendizaje");
  }
}
