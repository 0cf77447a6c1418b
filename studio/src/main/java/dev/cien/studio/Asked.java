package dev.cien.studio;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// What stands behind the `?` of an address, read as numbers and choices.
final class Asked {
  private Asked() {}

  /// A number.
  ///
  /// @throws Refusal with status 400 if there is none
  static double number(Context ctx, String name) {
    return number(name, text(ctx, name));
  }

  /// Numbers with commas between them, at most `most`.
  static double[] numbers(Context ctx, String name, int most) {
    String[] parts = text(ctx, name).split(",", most + 1);
    if (parts.length > most) {
      throw Refusal.bad(
          "Demasiados números en «" + name + "».", "Too many numbers in “" + name + "”.");
    }
    return Arrays.stream(parts).mapToDouble(part -> number(name, part)).toArray();
  }

  /// A whole number.
  static long whole(Context ctx, String name) {
    try {
      return Long.parseLong(text(ctx, name));
    } catch (NumberFormatException e) {
      throw wrong(name);
    }
  }

  /// One of the constants of an enum.
  static <E extends Enum<E>> E choice(Context ctx, String name, Class<E> type) {
    String asked = text(ctx, name);
    return Stream.of(type.getEnumConstants())
        .filter(one -> one.name().equals(asked))
        .findFirst()
        .orElseThrow(() -> wrong(name));
  }

  /// Any text.
  static String text(Context ctx, String name) {
    return Optional.ofNullable(ctx.queryParam(name)).orElseThrow(() -> wrong(name));
  }

  private static double number(String name, String text) {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
      throw wrong(name);
    } catch (NumberFormatException e) {
      throw wrong(name);
    }
  }

  private static Refusal wrong(String name) {
    return Refusal.bad(
        "Falta «" + name + "» en la dirección, o no se entiende.",
        "“" + name + "” is missing in the address, or cannot be read.");
  }
}
