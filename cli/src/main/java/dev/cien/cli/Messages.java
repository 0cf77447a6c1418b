package dev.cien.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/// The command's sentences in one language. A key is a sentence with places (`%s`) for what
/// changes.
final class Messages {
  private final Language language;
  private final ResourceBundle bundle;

  private Messages(Language language, ResourceBundle bundle) {
    this.language = language;
    this.bundle = bundle;
  }

  static Messages of(Language language) {
    String file = "messages_" + language.code() + ".properties";
    try (var in = Messages.class.getResourceAsStream(file)) {
      return new Messages(
          language, new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file, e);
    }
  }

  /// The language asked for: `--lang`, then `CIEN_LANG`, then the system's. Unknown ones become
  /// English, except that `--lang` is checked later, when its command is known.
  ///
  /// The system's is read from the variables that decide it, not from the JVM, which knows no
  /// Spanish where the operating system has not installed it.
  static Language choose(String option, Map<String, String> environment, Locale system) {
    String usual =
        Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
            .map(environment::get)
            .filter(value -> value != null && !value.isBlank())
            .findFirst()
            .orElse(system.getLanguage());
    for (String wish : new String[] {option, environment.get("CIEN_LANG"), usual}) {
      for (Language language : Language.values()) {
        if (wish != null && wish.toLowerCase(Locale.ROOT).startsWith(language.code())) {
          return language;
        }
      }
    }
    return Language.EN;
  }

  Language language() {
    return language;
  }

  ResourceBundle bundle() {
    return bundle;
  }

  /// The sentence of a key with its places filled.
  String text(String key, Object... values) {
    return String.format(language.locale(), bundle.getString(key), values);
  }

  /// A number as this language writes it.
  String number(String format, double value) {
    return String.format(language.locale(), format, value);
  }
}
