package dev.cien.course.playground;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

/// The values of a link while they are read; what was read is taken away.
final class LinkValues {
  private final Map<String, String> values;

  LinkValues(Map<String, String> values) {
    this.values = values;
  }

  /// What nobody has read.
  Map<String, String> left() {
    return values;
  }

  /// Whether a key has just this value; leaves it.
  boolean says(String key, String value) {
    return value.equals(values.get(key));
  }

  /// The value as it stands; null if there is none.
  String raw(String key) {
    return values.remove(key);
  }

  String text(String key, String standard) {
    String value = values.remove(key);
    return value == null || value.isEmpty() ? standard : value;
  }

  /// One of some choices; the standard one for a value that is none of them.
  <T> T choice(String key, T[] all, Function<T, String> name, T standard) {
    String value = values.remove(key);
    return Arrays.stream(all)
        .filter(one -> name.apply(one).equals(value))
        .findFirst()
        .orElse(standard);
  }

  boolean flag(String key, boolean standard) {
    String value = text(key, "");
    return value.isEmpty() ? standard : !value.equals("false");
  }

  double number(String key, double standard) {
    String value = text(key, "");
    if (value.isEmpty()) {
      return standard;
    }
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw refused(key, "a number with a decimal point", "'" + value + "'");
  }

  double within(String key, double standard, double low, double high) {
    double value = number(key, standard);
    if (!(value >= low && value <= high)) {
      throw refused(key, written(low) + " to " + written(high), written(value));
    }
    return value;
  }

  int whole(String key, int standard, int low, int high) {
    double value = number(key, standard);
    if (!(value >= low && value <= high && value == Math.rint(value))) {
      throw refused(key, "a whole number from " + low + " to " + high, written(value));
    }
    return (int) value;
  }

  static String written(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  static IllegalArgumentException refused(String key, String expected, String found) {
    return new IllegalArgumentException(
        "playground: " + key + ": expected " + expected + ", found " + found + ".");
  }
}
