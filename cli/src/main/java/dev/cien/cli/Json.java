package dev.cien.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Objects as single lines of JSON.
final class Json {
  private Json() {}

  static String line(Map<String, ?> fields) {
    return JsonMapper.shared().writeValueAsString(fields);
  }

  /// Figures by name; those that are not finite become `null`, which JSON can say.
  static Map<String, Double> finite(Map<String, Double> figures) {
    Map<String, Double> result = new LinkedHashMap<>();
    figures.forEach((name, value) -> result.put(name, finite(value)));
    return result;
  }

  /// A figure, or `null` if it is none or not finite.
  static Double finite(Double value) {
    return value != null && Double.isFinite(value) ? value : null;
  }
}
