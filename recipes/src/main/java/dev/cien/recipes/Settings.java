package dev.cien.recipes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The settings of one run: every key of the recipe with a checked value.
///
/// @param values by key, in the recipe's order
public record Settings(Map<String, String> values) {
  /// Copies the map.
  public Settings {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /// The recipe's standard values with some of them replaced.
  ///
  /// @throws InputException if a key does not exist (the message lists those that do, with their
  ///   standard values) or a value is not of its kind
  public static Settings of(List<Setting> settings, Map<String, String> chosen) {
    Map<String, String> values = new LinkedHashMap<>();
    settings.forEach(setting -> values.put(setting.key(), setting.standard()));
    chosen.forEach(
        (key, value) -> {
          Setting setting =
              settings.stream()
                  .filter(s -> s.key().equals(key))
                  .findFirst()
                  .orElseThrow(() -> new InputException(unknown(key, list(settings))));
          if (!setting.kind().accepts(value)) {
            Text expected = setting.kind().expected();
            throw new InputException(
                new Text(
                    "setting " + key + ": expected " + expected.en() + ", found " + value,
                    "ajuste " + key + ": se esperaba " + expected.es() + ", se encontró " + value));
          }
          values.put(key, value);
        });
    return new Settings(values);
  }

  private static Text unknown(String key, String known) {
    return new Text(
        "setting " + key + " does not exist; there are " + known,
        "el ajuste " + key + " no existe; hay " + known);
  }

  private static String list(List<Setting> settings) {
    return String.join(
        ", ", settings.stream().map(setting -> setting.key() + "=" + setting.standard()).toList());
  }

  /// The value of a key as a word.
  public String word(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new InputException(unknown(key, String.join(", ", values.keySet())));
    }
    return value;
  }

  /// The value of a key as a whole number.
  public int whole(String key) {
    return Math.toIntExact(Long.parseLong(word(key)));
  }

  /// The value of a key as a number.
  public double number(String key) {
    return Double.parseDouble(word(key));
  }

  /// How often training goes through the data.
  public int epochs() {
    return whole("epochs");
  }

  /// What all random numbers come from.
  public long seed() {
    return Long.parseLong(word("seed"));
  }
}
