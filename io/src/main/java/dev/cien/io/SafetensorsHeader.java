package dev.cien.io;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// The JSON header of a safetensors file, parsed as a stream so that no header, however strange,
/// costs more memory than the entries it really has.
record SafetensorsHeader(
    Path file, Map<String, Safetensors.Entry> entries, Map<String, String> metadata) {
  static final String METADATA = "__metadata__";
  private static final int MAX_RANK = 32;
  private static final int MAX_SHOWN = 60;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /// Parses the header's bytes; offsets are not yet checked.
  static SafetensorsHeader parse(Path file, byte[] bytes) {
    if (bytes[0] != '{') {
      throw new FileFormatException(
          file, "not safetensors: expected a header that starts with '{'");
    }
    List<Safetensors.Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      expect(file, json, json.nextToken(), JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        expect(file, json, json.nextToken(), JsonToken.START_OBJECT);
        if (name.equals(METADATA)) {
          while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            expect(file, json, json.nextToken(), JsonToken.VALUE_STRING);
            metadata.put(key, json.getString());
          }
        } else {
          entries.add(entry(file, json, name));
        }
      }
      if (json.nextToken() != null) {
        throw new FileFormatException(file, "damaged header: text after its closing brace");
      }
    } catch (JacksonException e) {
      throw new FileFormatException(file, "damaged header: " + e.getOriginalMessage(), e);
    }
    entries.sort(
        Comparator.comparingLong(Safetensors.Entry::start)
            .thenComparingLong(Safetensors.Entry::end));
    Map<String, Safetensors.Entry> byName = new LinkedHashMap<>();
    entries.forEach(entry -> byName.put(entry.name(), entry));
    return new SafetensorsHeader(file, byName, metadata);
  }

  private static Safetensors.Entry entry(Path file, JsonParser json, String name) {
    String format = null;
    List<Integer> shape = null;
    long[] offsets = null;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      switch (key) {
        case "dtype" -> {
          expect(file, json, value, JsonToken.VALUE_STRING);
          format = json.getString();
        }
        case "shape" -> shape = shape(file, json, value, name);
        case "data_offsets" -> {
          expect(file, json, value, JsonToken.START_ARRAY);
          offsets =
              new long[] {
                number(file, json, json.nextToken()), number(file, json, json.nextToken())
              };
          expect(file, json, json.nextToken(), JsonToken.END_ARRAY);
        }
        default -> json.skipChildren();
      }
    }
    if (format == null || shape == null || offsets == null) {
      throw new FileFormatException(
          file,
          "tensor '"
              + shown(name)
              + "': expected dtype, shape and data_offsets, at least one is missing");
    }
    return new Safetensors.Entry(name, format, shape, offsets[0], offsets[1]);
  }

  private static List<Integer> shape(Path file, JsonParser json, JsonToken value, String name) {
    expect(file, json, value, JsonToken.START_ARRAY);
    List<Integer> shape = new ArrayList<>();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      long dim = number(file, json, token);
      if (dim < 0 || dim > Integer.MAX_VALUE || shape.size() == MAX_RANK) {
        throw new FileFormatException(
            file,
            "tensor '"
                + shown(name)
                + "': impossible shape (an axis of "
                + dim
                + ", or more than "
                + MAX_RANK
                + " axes)");
      }
      shape.add((int) dim);
    }
    return List.copyOf(shape);
  }

  /// Checks formats, sizes and offsets against the number of bytes after the header: no gap, no
  /// overlap, no rest.
  void check(long dataSize) {
    long position = 0;
    for (Safetensors.Entry entry : entries.values()) {
      String tensor = "tensor '" + shown(entry.name()) + "': ";
      long size = size(entry, tensor);
      if (entry.start() < 0 || entry.end() < entry.start() || entry.end() - entry.start() != size) {
        throw new FileFormatException(
            file,
            tensor
                + entry.format()
                + entry.shape()
                + " needs "
                + size
                + " bytes, its offsets "
                + entry.start()
                + " to "
                + entry.end()
                + " give "
                + (entry.end() - entry.start()));
      }
      if (entry.start() != position) {
        throw new FileFormatException(
            file,
            tensor
                + (entry.start() < position ? "overlaps its neighbour" : "leaves a gap before it")
                + ": starts at "
                + entry.start()
                + ", expected "
                + position);
      }
      position = entry.end();
    }
    if (position != dataSize) {
      throw new FileFormatException(
          file,
          (position > dataSize ? "truncated: " : "too long: ")
              + "the header describes "
              + position
              + " bytes of data, found "
              + dataSize
              + (position > dataSize
                  ? ". Usual cause: an interrupted download or copy; fetch the file again"
                  : ""));
    }
  }

  private long size(Safetensors.Entry entry, String tensor) {
    Element element;
    try {
      element = Element.valueOf(entry.format());
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(
          file,
          tensor
              + "number format "
              + shown(entry.format())
              + " is not supported; expected one of "
              + List.of(Element.values()));
    }
    long elements = 1;
    for (int dim : entry.shape()) {
      // Zero first: [0, 2147483647, 2147483647, 2147483647] is empty, not too large.
      if (dim == 0) {
        return 0;
      }
    }
    for (int dim : entry.shape()) {
      elements *= dim;
      if (elements > Integer.MAX_VALUE - 8) {
        throw new FileFormatException(
            file,
            tensor
                + "shape "
                + entry.shape()
                + " has more elements than one tensor can hold (2147483639)");
      }
    }
    return elements * element.bytes;
  }

  /// The bytes of a header, padded with spaces so that the data starts at a multiple of 8.
  static byte[] bytes(List<Safetensors.Entry> entries, Map<String, String> metadata) {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectPropertyStart(METADATA);
        metadata.forEach(json::writeStringProperty);
        json.writeEndObject();
      }
      for (Safetensors.Entry entry : entries) {
        json.writeObjectPropertyStart(entry.name());
        json.writeStringProperty("dtype", entry.format());
        json.writeArrayPropertyStart("shape");
        entry.shape().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeArrayPropertyStart("data_offsets");
        json.writeNumber(entry.start());
        json.writeNumber(entry.end());
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    int padding = -out.size() & 7;
    out.writeBytes(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  private static long number(Path file, JsonParser json, JsonToken token) {
    expect(file, json, token, JsonToken.VALUE_NUMBER_INT);
    if (json.getNumberType() != JsonParser.NumberType.INT
        && json.getNumberType() != JsonParser.NumberType.LONG) {
      throw new FileFormatException(
          file, "damaged header: the number " + shown(json.getString()) + " is too large");
    }
    return json.getLongValue();
  }

  /// A text of the header as a message shows it: its beginning, for it may be as long as the file.
  private static String shown(String text) {
    return text.length() <= MAX_SHOWN
        ? text
        : text.substring(0, MAX_SHOWN) + "… (" + text.length() + " characters)";
  }

  private static void expect(Path file, JsonParser json, JsonToken found, JsonToken expected) {
    if (found != expected) {
      throw new FileFormatException(
          file,
          "damaged header at byte "
              + json.currentTokenLocation().getByteOffset()
              + ": expected "
              + expected
              + ", found "
              + found);
    }
  }
}
