package dev.cien.studio;

import io.javalin.http.Context;
import io.javalin.json.JsonMapper;
import java.lang.reflect.Type;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.type.LogicalType;

/// JSON of requests and answers. Unknown fields, missing numbers and deep nesting are refused, and
/// so is a number or a truth value where text is expected: its digits are not what was meant.
///
/// A number that is none (`NaN`, infinity) is written as text, because JSON has no word for it.
final class Json implements JsonMapper {
  private static final int DEEPEST = 32;
  private static final int LONGEST_TEXT = 1 << 20;

  private static final tools.jackson.databind.json.JsonMapper MAPPER =
      tools.jackson.databind.json.JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(LONGEST_TEXT)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .withCoercionConfig(
              LogicalType.Textual,
              textual ->
                  textual
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  /// Reads the body of a request.
  ///
  /// @throws Refusal with status 400 if it is not what is expected
  static <T> T body(Context ctx, Class<T> type) {
    T read;
    try {
      read = MAPPER.readValue(ctx.bodyAsBytes(), type);
    } catch (JacksonException e) {
      throw refused(e);
    }
    if (read == null) {
      throw Refusal.bad(
          "La petición está vacía; se esperaba un objeto JSON.",
          "The request is empty; a JSON object was expected.");
    }
    return read;
  }

  private static RuntimeException refused(JacksonException e) {
    // What the record itself refused says it better than the reader of JSON does.
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal) {
        return refusal;
      }
      if (cause instanceof IllegalArgumentException wrong && wrong.getMessage() != null) {
        return wrong;
      }
    }
    String where = e.getPathReference() == null ? "" : field(e);
    if (e instanceof MismatchedInputException wrong && wrong.getTargetType() == String.class) {
      return Refusal.bad(
          "Se esperaba un texto, entre comillas" + where + ".",
          "A text was expected, in quotes" + where + ".");
    }
    return Refusal.bad(
        "La petición no se entiende" + where + ".", "The request cannot be read" + where + ".");
  }

  private static String field(JacksonException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference reference : e.getPath()) {
      if (reference.getPropertyName() != null) {
        path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
      } else {
        path.append('[').append(reference.getIndex()).append(']');
      }
    }
    String shown = path.length() > 80 ? path.substring(0, 80) : path.toString();
    return shown.isEmpty() ? "" : " (" + shown + ")";
  }

  static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static <T> T parse(String text, Class<T> type) {
    return MAPPER.readValue(text, type);
  }

  @Override
  public String toJsonString(Object value, Type type) {
    return MAPPER.writeValueAsString(value);
  }

  @Override
  public <T> T fromJsonString(String json, Type type) {
    JavaType target = MAPPER.constructType(type);
    return MAPPER.readValue(json, target);
  }
}
