package dev.cien.text;

import dev.cien.io.FileFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A part of a JSON file that knows where it stands, so that every complaint names it.
///
/// @param file what was read
/// @param path where the part is, such as `model.vocab`
record JsonPart(Object file, String path, JsonNode node) {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_PARTS = 6_000_000;
  private static final int MAX_TEXT = 1 << 16;
  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MAX_DEPTH)
                      .maxTokenCount(MAX_PARTS)
                      .maxStringLength(MAX_TEXT)
                      .maxNameLength(MAX_TEXT)
                      .build())
              .build());

  /// Parses a whole file, within limits of depth, number of parts and length of strings.
  static JsonPart parse(byte[] bytes, Object file) {
    try {
      return new JsonPart(file, "", JSON.readTree(bytes));
    } catch (JacksonException e) {
      throw new FileFormatException(file, "no tokenizer.json: " + e.getOriginalMessage(), e);
    }
  }

  /// The part of that name, which may be missing.
  JsonPart get(String name) {
    return new JsonPart(file, path.isEmpty() ? name : path + "." + name, node.path(name));
  }

  /// Missing or null.
  boolean isAbsent() {
    return node.isMissingNode() || node.isNull();
  }

  String text() {
    if (!node.isString()) {
      throw expected("a string");
    }
    return node.stringValue();
  }

  String text(String otherwise) {
    return isAbsent() ? otherwise : text();
  }

  int integer() {
    if (!node.isInt()) {
      throw expected("an integer");
    }
    return node.intValue();
  }

  boolean flag(boolean otherwise) {
    if (!isAbsent() && !node.isBoolean()) {
      throw expected("true or false");
    }
    return isAbsent() ? otherwise : node.booleanValue();
  }

  List<JsonPart> list() {
    if (!node.isArray()) {
      throw expected("a list");
    }
    List<JsonPart> parts = new ArrayList<>(node.size());
    for (JsonNode element : node) {
      parts.add(new JsonPart(file, path + "[" + parts.size() + "]", element));
    }
    return parts;
  }

  void forEach(BiConsumer<String, JsonPart> action) {
    if (!node.isObject()) {
      throw expected("an object");
    }
    node.forEachEntry(
        (name, value) -> action.accept(name, new JsonPart(file, path + "." + name, value)));
  }

  /// What kind of thing this part describes, "none" if it is absent.
  String type() {
    return isAbsent() ? "none" : get("type").text();
  }

  /// Refuses a setting other than the only one that is supported.
  void require(boolean holds, String supported) {
    if (!holds) {
      throw unsupported(supported);
    }
  }

  FileFormatException unsupported(String supported) {
    String kind = node.isObject() && node.path("type").isString() ? type() : shown();
    return new FileFormatException(
        file, path + ": " + kind + " is not supported; supported: " + supported);
  }

  FileFormatException expected(String what) {
    return new FileFormatException(file, path + ": expected " + what + ", found " + shown());
  }

  FileFormatException problem(String what) {
    return new FileFormatException(file, (path.isEmpty() ? "" : path + ": ") + what);
  }

  private String shown() {
    if (node.isMissingNode()) {
      return "nothing";
    }
    if (node.isContainer()) {
      return node.isArray() ? "a list" : "an object";
    }
    String text = node.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
