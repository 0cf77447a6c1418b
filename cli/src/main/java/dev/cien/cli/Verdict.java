package dev.cien.cli;

import dev.cien.data.DataUnavailableException;
import dev.cien.recipes.Card;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What came of running a recipe and comparing it with its floor.
///
/// @param card the recipe
/// @param floor what the figure had to reach
/// @param figures what was measured; nothing if the recipe could not run
/// @param skipped why it could not run: its data were not fetched
record Verdict(
    Card card,
    double floor,
    Optional<Figures> figures,
    Optional<DataUnavailableException> skipped) {
  /// What was measured.
  ///
  /// @param values the figure that decides, of each seed
  /// @param baselines the figures of simpler answers by name, with the first seed
  /// @param parameters how many numbers the model holds
  /// @param seconds from reading the data to the figure, the mean of the seeds
  record Figures(
      List<Double> values, Map<String, Double> baselines, long parameters, double seconds) {
    Figures {
      values = List.copyOf(values);
      baselines = Map.copyOf(baselines);
    }

    /// Those of one run a seed together.
    static Figures of(List<Figures> runs) {
      return new Figures(
          runs.stream().flatMap(run -> run.values.stream()).toList(),
          runs.getFirst().baselines,
          runs.getFirst().parameters,
          runs.stream().mapToDouble(Figures::seconds).average().orElseThrow());
    }
  }

  /// What every seed reached: the figure of the one that did worst; nothing if the recipe did not
  /// run.
  OptionalDouble value() {
    return figures.stream()
        .flatMapToDouble(f -> f.values.stream().mapToDouble(d -> d))
        .reduce((a, b) -> Double.isNaN(b) || card.passes(a, b) ? b : a);
  }

  /// Whether the recipe ran and did not reach its floor.
  boolean missed() {
    return value().isPresent() && !card.passes(value().getAsDouble(), floor);
  }

  /// The best of the simpler answers, the one to beat; nothing where there is none.
  OptionalDouble baseline() {
    return figures.stream()
        .flatMapToDouble(f -> f.baselines().values().stream().mapToDouble(d -> d))
        .reduce((a, b) -> card.passes(a, b) ? a : b);
  }

  /// The verdict for programs; what could not be measured is `null`.
  Map<String, Object> fields(Terminal terminal) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("recipe", card.name());
    fields.put("rows", card.rows());
    fields.put("metric", card.metric());
    fields.put("value", value().isPresent() ? Json.finite(value().getAsDouble()) : null);
    fields.put("floor", floor);
    fields.put("baseline", baseline().isPresent() ? baseline().getAsDouble() : null);
    fields.put("passed", figures.isPresent() ? !missed() : null);
    fields.put("seconds", figures.map(Figures::seconds).orElse(null));
    fields.put(
        "values", figures.map(f -> f.values.stream().map(Json::finite).toList()).orElse(null));
    fields.put("baselines", Json.finite(figures.map(Figures::baselines).orElse(Map.of())));
    fields.put("parameters", figures.map(Figures::parameters).orElse(null));
    fields.put("skipped", skipped.map(e -> reason(terminal, e)).orElse(null));
    return fields;
  }

  /// The verdict for people.
  String line(Terminal terminal) {
    if (skipped.isPresent()) {
      return String.format(
          "%-15s %s",
          card.name(), terminal.text("recipes.skipped", reason(terminal, skipped.get())));
    }
    Figures f = figures.orElseThrow();
    return String.format(
        terminal.messages().language().locale(),
        "%-20s %-19s %.4f  %s %.4f  %s %s  %9d  %7.1f s  %s",
        card.name(),
        Report.name(terminal, card.metric()),
        value().orElseThrow(),
        card.higherIsBetter() ? "≥" : "≤",
        floor,
        terminal.text("recipes.baseline"),
        baseline().isPresent() ? terminal.messages().number("%.4f", baseline().getAsDouble()) : "—",
        f.parameters(),
        f.seconds(),
        terminal.text(missed() ? "recipes.failed" : "recipes.passed"));
  }

  private static String reason(Terminal terminal, DataUnavailableException e) {
    return Reasons.oneLine(Reasons.of(terminal, e));
  }
}
