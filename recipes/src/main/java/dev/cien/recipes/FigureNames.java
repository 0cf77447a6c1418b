package dev.cien.recipes;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// What people read instead of the key of a figure, such as `exact answers` for `exact_match`: one
/// list for the command and the studio.
public final class FigureNames {
  private static final Map<String, Text> ALL = read();

  private FigureNames() {}

  /// The name of a key; the key itself where it has no other.
  public static Text of(String key) {
    return ALL.getOrDefault(key, new Text(key, key));
  }

  /// Names by key.
  public static Map<String, Text> all() {
    return ALL;
  }

  private static Map<String, Text> read() {
    Properties english = file("en");
    Properties spanish = file("es");
    Map<String, Text> names = new TreeMap<>();
    for (String key : english.stringPropertyNames()) {
      names.put(key, new Text(english.getProperty(key), spanish.getProperty(key, key)));
    }
    return Collections.unmodifiableMap(names);
  }

  /// The names in one language.
  static Properties file(String language) {
    String file = "figures_" + language + ".properties";
    Properties names = new Properties();
    try (var in = FigureNames.class.getResourceAsStream(file)) {
      names.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file, e);
    }
    return names;
  }
}
