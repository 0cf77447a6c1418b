package dev.cien.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The little JSON that golden files need, with Python's `NaN` and `Infinity`: objects, lists,
/// strings without escapes, numbers and booleans (as 1 and 0).
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  static Map<String, Object> object(String text) {
    Json json = new Json(text);
    Map<String, Object> object = json.object();
    json.skip();
    if (json.at < text.length()) {
      throw json.unexpected("the end");
    }
    return object;
  }

  /// A list of numbers as an array.
  static double[] numbers(Object list) {
    return ((List<?>) list).stream().mapToDouble(number -> (Double) number).toArray();
  }

  private Object value() {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> list();
      case '"' -> string();
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    take('{');
    while (peek() != '}') {
      if (!object.isEmpty()) {
        take(',');
      }
      String name = string();
      take(':');
      object.put(name, value());
    }
    take('}');
    return object;
  }

  private List<Object> list() {
    List<Object> list = new ArrayList<>();
    take('[');
    while (peek() != ']') {
      if (!list.isEmpty()) {
        take(',');
      }
      list.add(value());
    }
    take(']');
    return list;
  }

  private String string() {
    take('"');
    int end = text.indexOf('"', at);
    String string = text.substring(at, end);
    at = end + 1;
    return string;
  }

  private Double number() {
    skip();
    int start = at;
    while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    return word.equals("true") ? 1.0 : word.equals("false") ? 0.0 : Double.valueOf(word);
  }

  private void take(char expected) {
    if (peek() != expected) {
      throw unexpected("'" + expected + "'");
    }
    at++;
  }

  private char peek() {
    skip();
    if (at == text.length()) {
      throw unexpected("more");
    }
    return text.charAt(at);
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException unexpected(String expected) {
    return new IllegalArgumentException(
        "json: expected "
            + expected
            + " at character "
            + at
            + ", found "
            + (at < text.length() ? "'" + text.charAt(at) + "'" : "the end"));
  }
}
