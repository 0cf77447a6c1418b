package dev.cien.studio;

import java.util.Map;

/// A sentence in the two languages of the studio.
///
/// @param es in Spanish
/// @param en in English
record Words(String es, String en) {
  Map<String, String> json() {
    return Map.of("es", es, "en", en);
  }
}
