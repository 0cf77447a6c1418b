package dev.cien.course.progress;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Deeds as a word and a JSON object: how a log is stored and how a page sends one.
public final class DeedJson {
  private static final String KINDS = "day-done, note, resource, project, run, prediction, pause";

  private DeedJson() {}

  /// The word for a deed's kind.
  public static String kind(Deed deed) {
    return switch (deed) {
      case Deed.DayDone _ -> "day-done";
      case Deed.NoteWritten _ -> "note";
      case Deed.ResourceMoved _ -> "resource";
      case Deed.ProjectMoved _ -> "project";
      case Deed.RunKept _ -> "run";
      case Deed.Predicted _ -> "prediction";
      case Deed.Paused _ -> "pause";
    };
  }

  /// What a deed holds, by name.
  public static Map<String, Object> fields(Deed deed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (deed) {
      case Deed.DayDone done -> fields.put("day", done.day());
      case Deed.NoteWritten note -> fields.put("day", note.day());
      case Deed.ResourceMoved moved -> {
        fields.put("resource", moved.resource());
        fields.put("status", moved.status().name());
      }
      case Deed.ProjectMoved moved -> {
        fields.put("project", moved.project());
        fields.put("done", moved.done());
      }
      case Deed.RunKept kept -> {
        fields.put("recipe", kept.recipe());
        fields.put("run", kept.run());
        fields.put("figures", kept.figures());
      }
      case Deed.Predicted predicted -> {
        fields.put("experiment", predicted.experiment());
        fields.put("day", predicted.day());
        fields.put("right", predicted.right());
        fields.put("asked", predicted.asked());
        fields.put("hints", predicted.hints());
      }
      case Deed.Paused paused -> {
        fields.put("from", paused.from().toString());
        fields.put("to", paused.to().toString());
        fields.put("reason", paused.reason());
      }
    }
    return fields;
  }

  /// A deed's fields as JSON.
  public static String write(Deed deed) {
    return JsonMapper.shared().writeValueAsString(fields(deed));
  }

  /// Reads a deed.
  ///
  /// @throws ProgressException if it is none
  public static Deed read(String kind, String json) {
    try {
      return read(kind, JsonMapper.shared().readTree(json));
    } catch (JacksonException e) {
      throw new ProgressException(
          "progress: expected a JSON object for " + kind + ", found something else.",
          "progreso: se esperaba un objeto JSON para " + kind + ", se encontró otra cosa.");
    }
  }

  /// Reads a deed.
  ///
  /// @throws ProgressException if it is none
  public static Deed read(String kind, JsonNode fields) {
    return switch (kind) {
      case "day-done" -> new Deed.DayDone(whole(fields, "day"));
      case "note" -> new Deed.NoteWritten(whole(fields, "day"));
      case "resource" -> new Deed.ResourceMoved(text(fields, "resource"), status(fields));
      case "project" -> new Deed.ProjectMoved(text(fields, "project"), truth(fields, "done"));
      case "run" -> new Deed.RunKept(text(fields, "recipe"), text(fields, "run"), figures(fields));
      case "prediction" ->
          new Deed.Predicted(
              text(fields, "experiment"),
              whole(fields, "day"),
              whole(fields, "right"),
              whole(fields, "asked"),
              whole(fields, "hints"));
      case "pause" ->
          new Deed.Paused(date(fields, "from"), date(fields, "to"), text(fields, "reason"));
      default ->
          throw new ProgressException(
              "progress: expected a kind among " + KINDS + ", found '" + brief(kind) + "'.",
              "progreso: se esperaba una clase entre "
                  + KINDS
                  + ", se encontró '"
                  + brief(kind)
                  + "'.");
    };
  }

  private static String text(JsonNode fields, String name) {
    return field(fields, name, JsonNode::isString, "text", "un texto").asString("");
  }

  private static int whole(JsonNode fields, String name) {
    return field(fields, name, JsonNode::isInt, "a whole number", "un número entero").asInt(-1);
  }

  private static boolean truth(JsonNode fields, String name) {
    return field(fields, name, JsonNode::isBoolean, "true or false", "true o false")
        .asBoolean(false);
  }

  /// A field as it is, or none: what may be missing is for the deed to say.
  private static JsonNode field(
      JsonNode fields, String name, Predicate<JsonNode> fits, String english, String spanish) {
    JsonNode field = fields.path(name);
    if (field.isMissingNode() || fits.test(field)) {
      return field;
    }
    throw new ProgressException(
        name + ": expected " + english + ", found something else.",
        name + ": se esperaba " + spanish + ", se encontró otra cosa.");
  }

  private static Map<String, Double> figures(JsonNode fields) {
    return fields.path("figures").properties().stream()
        .limit(50)
        .filter(figure -> figure.getValue().isNumber())
        .collect(Collectors.toMap(Map.Entry::getKey, figure -> figure.getValue().asDouble()));
  }

  private static Deed.ResourceStatus status(JsonNode fields) {
    String found = text(fields, "status");
    return Arrays.stream(Deed.ResourceStatus.values())
        .filter(status -> status.name().equals(found))
        .findFirst()
        .orElseThrow(
            () ->
                new ProgressException(
                    "status: expected PENDING, STARTED or DONE, found '" + brief(found) + "'.",
                    "estado: se esperaba PENDING, STARTED o DONE, se encontró '"
                        + brief(found)
                        + "'."));
  }

  private static LocalDate date(JsonNode fields, String name) {
    return date(text(fields, name));
  }

  /// A date as a page sends it, such as `2024-06-14`.
  ///
  /// @throws ProgressException if it is none
  public static LocalDate date(String found) {
    try {
      LocalDate date = LocalDate.parse(found);
      if (date.getYear() >= 1900 && date.getYear() <= 9999) {
        return date;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw new ProgressException(
        "date: expected a date such as 2024-06-14, found '" + brief(found) + "'.",
        "fecha: se esperaba una fecha como 2024-06-14, se encontró '" + brief(found) + "'.");
  }

  private static String brief(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
