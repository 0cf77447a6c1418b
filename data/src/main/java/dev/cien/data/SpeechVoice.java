package dev.cien.data;

import java.util.Locale;

/// A voice of espeak-ng and how it speaks.
///
/// @param language such as `es-419`, the Spanish of Latin America
/// @param variant the kind of throat, such as `f2`, a woman's
/// @param speed words a minute
/// @param pitch how high, 0 to 99
public record SpeechVoice(String language, String variant, int speed, int pitch) {
  /// Checks all.
  public SpeechVoice {
    if (!language.matches("[a-z]{2,3}(-[a-z0-9]+)*") || !variant.matches("[A-Za-z0-9_]+")) {
      throw Refusal.of(
          "voice",
          "a language and a variant of espeak-ng",
          "'" + language + "' and '" + variant + "'",
          "a name with other signs; fix: one that espeak-ng --voices=variant lists");
    }
    if (speed < 80 || speed > 450 || pitch < 0 || pitch > 99) {
      throw Refusal.of(
          "voice",
          "80 to 450 words a minute and a pitch from 0 to 99",
          speed + " and " + pitch,
          "speed and pitch exchanged");
    }
  }

  /// A name for files.
  public String name() {
    return String.format(Locale.ROOT, "%s-%s-%d-%d", language, variant, speed, pitch);
  }
}
