package dev.cien.recipes;

import java.util.Locale;

/// A sentence in the languages of the course.
///
/// @param en in English
/// @param es in Spanish
public record Text(String en, String es) {
  /// The sentence in a language; English where there is no translation.
  public String in(Locale locale) {
    return locale.getLanguage().equals("es") ? es : en;
  }
}
