package dev.cien.cli;

import java.util.Locale;

/// A language that the command speaks.
enum Language {
  EN(Locale.ENGLISH),
  ES(Locale.of("es"));

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  Locale locale() {
    return locale;
  }

  String code() {
    return locale.getLanguage();
  }
}
