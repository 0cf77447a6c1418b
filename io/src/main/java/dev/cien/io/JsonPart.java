package dev.cien.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A part of a JSON file that knows where it stands, so that every complaint names it: for files of
/// others, such as `tokenizer.json` and `config.json` of a published model.
///
/// Whatever is not as expected is a [FileFormatException] that names the file and the part.
public final class JsonPart {
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

  private final Object file;
  private final String path;
  private final JsonNode node;

  private JsonPart(Object file, String path, JsonNode node) {
    this.file = file;
    this.path = path;
    this.node = node;
  }

  /// Parses a whole file, within limits of depth, number of parts and length of strings.
  ///
  /// @param file how messages call it
  public static JsonPart parse(byte[] bytes, Object file) {
    try {
      return new JsonPart(file, "", JSON.readTree(bytes));
    } catch (JacksonException e) {
      throw new FileFormatException(file, "expected JSON, found " + e.getOriginalMessage(), e);
    }
  }

  /// Reads and parses a file of at most `most` bytes.
  ///
  /// @throws UncheckedIOException if it cannot be read
  public static JsonPart read(Path file, int most) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file, most);
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file + ": " + IoReason.of(e), e);
    }
  }

  /// Reads a stream of at most `most` bytes to its end, and parses it.
  ///
  /// @param name how messages call it
  public static JsonPart read(InputStream in, Object name, int most) {
    byte[] bytes;
    try {
      bytes = in.readNBytes(most + 1);
    } catch (IOException e) {
      throw new UncheckedIOException("read " + name + ": " + IoReason.of(e), e);
    }
    if (bytes.length > most) {
      throw new FileFormatException(name, "more than " + most + " bytes");
    }
    return parse(bytes, name);
  }

  /// Writes an object as a file, its fields a line each.
  ///
  /// @param fields numbers, texts, truths, lists and maps of these, by name
  public static void write(Path file, Map<String, ?> fields) {
    AtomicFiles.write(
        file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(fields) + "\n");
  }

  /// The part of that name, which may be missing.
  public JsonPart get(String name) {
    return new JsonPart(file, path.isEmpty() ? name : path + "." + name, node.path(name));
  }

  /// Missing or null.
  public boolean isAbsent() {
    return node.isMissingNode() || node.isNull();
  }

  /// Whether it is a list.
  public boolean isList() {
    return node.isArray();
  }

  /// What it says.
  public String text() {
    if (!node.isString()) {
      throw expected("a string");
    }
    return node.stringValue();
  }

  /// What it says, or `otherwise` where it is absent.
  public String text(String otherwise) {
    return isAbsent() ? otherwise : text();
  }

  /// The whole number it is.
  public int integer() {
    if (!node.isInt()) {
      throw expected("an integer");
    }
    return node.intValue();
  }

  /// The whole number it is, between two bounds, both allowed.
  public int integer(int least, int most) {
    int found = integer();
    if (found < least || found > most) {
      throw expected("a number from " + least + " to " + most);
    }
    return found;
  }

  /// The whole number it is, or `otherwise` where it is absent.
  public int integer(int otherwise) {
    return isAbsent() ? otherwise : integer();
  }

  /// The number it is, or `otherwise` where it is absent.
  public double number(double otherwise) {
    if (!isAbsent() && !node.isNumber()) {
      throw expected("a number");
    }
    return isAbsent() ? otherwise : node.doubleValue();
  }

  /// Whether it is true, or `otherwise` where it is absent.
  public boolean flag(boolean otherwise) {
    if (!isAbsent() && !node.isBoolean()) {
      throw expected("true or false");
    }
    return isAbsent() ? otherwise : node.booleanValue();
  }

  /// The parts of a list.
  public List<JsonPart> list() {
    if (!node.isArray()) {
      throw expected("a list");
    }
    List<JsonPart> parts = new ArrayList<>(node.size());
    for (JsonNode element : node) {
      parts.add(new JsonPart(file, path + "[" + parts.size() + "]", element));
    }
    return parts;
  }

  /// The parts of an object, by name.
  public void forEach(BiConsumer<String, JsonPart> action) {
    if (!node.isObject()) {
      throw expected("an object");
    }
    node.forEachEntry(
        (name, value) -> action.accept(name, new JsonPart(file, path + "." + name, value)));
  }

  /// What kind of thing this part describes, "none" if it is absent.
  public String type() {
    return isAbsent() ? "none" : get("type").text();
  }

  /// Refuses a setting other than the only one that is supported.
  public void require(boolean holds, String supported) {
    if (!holds) {
      throw unsupported(supported);
    }
  }

  /// The complaint about a kind or a setting other than those that are supported.
  public FileFormatException unsupported(String supported) {
    String kind = node.isObject() && node.path("type").isString() ? type() : shown();
    return new FileFormatException(
        file, path + ": " + kind + " is not supported; supported: " + supported);
  }

  /// The complaint about something else than what belongs here.
  public FileFormatException expected(String what) {
    return new FileFormatException(file, path + ": expected " + what + ", found " + shown());
  }

  /// Any other complaint about this part.
  public FileFormatException problem(String what) {
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
