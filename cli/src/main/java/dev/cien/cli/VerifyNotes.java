package dev.cien.cli;

import dev.cien.io.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is known of a recipe while it is verified with one seed: kept in `verdict.json` of the
/// run's folder, if there is one, each figure as soon as it is there.
final class VerifyNotes {
  private final Optional<Path> file;
  private final Map<String, Double> baselines = new LinkedHashMap<>();
  private OptionalDouble value = OptionalDouble.empty();
  private long parameters;
  private double seconds;

  private VerifyNotes(Optional<Path> file) {
    this.file = file;
  }

  /// Those of a folder that may have some; without a folder they are forgotten.
  static VerifyNotes in(Terminal terminal, Optional<Path> folder) {
    VerifyNotes notes = new VerifyNotes(folder.map(path -> path.resolve("verdict.json")));
    notes.file.filter(Files::isRegularFile).ifPresent(path -> notes.read(terminal, path));
    return notes;
  }

  private void read(Terminal terminal, Path path) {
    try {
      JsonNode node = JsonMapper.shared().readTree(Files.readAllBytes(path));
      seconds = node.path("seconds").asDouble(0);
      parameters = node.path("parameters").asLong(0);
      if (node.has("value")) {
        value = OptionalDouble.of(node.get("value").asDouble(Double.NaN));
      }
      node.path("baselines")
          .propertyStream()
          .forEach(e -> baselines.put(e.getKey(), e.getValue().asDouble(Double.NaN)));
    } catch (JacksonException e) {
      throw Failure.run(
          terminal.text(
              "error.noJson", path, e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The figure that decides, if it was measured.
  OptionalDouble value() {
    return value;
  }

  boolean knows(String baseline) {
    return baselines.containsKey(baseline);
  }

  void value(double measured, long learnt) {
    value = OptionalDouble.of(measured);
    parameters = learnt;
    keep();
  }

  void baseline(String name, double measured) {
    baselines.put(name, measured);
    keep();
  }

  /// Seconds more that the way to the figure took.
  void spent(double more) {
    seconds += more;
    keep();
  }

  private void keep() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seconds", seconds);
    fields.put("parameters", parameters);
    value.ifPresent(v -> fields.put("value", Json.finite(v)));
    fields.put("baselines", Json.finite(baselines));
    file.ifPresent(path -> AtomicFiles.write(path, Json.line(fields) + "\n"));
  }

  Verdict.Figures figures() {
    return new Verdict.Figures(List.of(value.orElseThrow()), baselines, parameters, seconds);
  }
}
