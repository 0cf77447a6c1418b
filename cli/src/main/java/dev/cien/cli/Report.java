package dev.cien.cli;

import dev.cien.io.AtomicFiles;
import dev.cien.recipes.Card;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.FigureNames;
import dev.cien.recipes.Mistake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a model is worth, for people: figures, who was taken for whom, and the worst mistakes.
final class Report {
  private static final List<String> SHARES =
      List.of("accuracy", "roc_auc", "sensitivity_at_95_specificity");
  private static final int SHOWN = 5;

  private Report() {}

  /// A figure's name in the terminal's language; its own where there is no word for it.
  static String name(Terminal terminal, String metric) {
    return FigureNames.of(metric).in(terminal.messages().language().locale());
  }

  /// A family of recipes in the terminal's language; its own name where there is no word for it.
  static String family(Terminal terminal, String family) {
    return word(terminal, "family.", family);
  }

  /// A class's name in the terminal's language; its own where there is no word for it.
  static String ofClass(Terminal terminal, String name) {
    return word(terminal, "class.", name);
  }

  /// What the learning curves draw for a name.
  static String drawn(Terminal terminal, String name) {
    return switch (name) {
      case "epoch" -> terminal.text("curves.epoch");
      case "training", "validation" -> terminal.text("train." + name);
      default -> name(terminal, name);
    };
  }

  private static String word(Terminal terminal, String kind, String name) {
    // What a key cannot have, such as the spaces of "gospels and acts", is _ there.
    String key = kind + name.replaceAll("[^\\p{L}\\p{N}.-]+", "_");
    return terminal.messages().bundle().containsKey(key) ? terminal.text(key) : name;
  }

  static String figure(Terminal terminal, String metric, double value) {
    if (value != 0 && Math.abs(value) < 1e-4) {
      return terminal.messages().number("%.1e", value);
    }
    return SHARES.contains(metric)
        ? terminal.messages().number("%.2f %%", 100 * value)
        : terminal.messages().number("%.4f", value);
  }

  /// A figure in as few characters as a glance needs.
  static String brief(Terminal terminal, String metric, double value) {
    return SHARES.contains(metric)
        ? terminal.messages().number("%.1f %%", 100 * value)
        : terminal.messages().number("%.3f", value);
  }

  static void print(Terminal terminal, Card card, Evaluation evaluation) {
    terminal.line("");
    terminal.say("report.test", evaluation.samples());
    evaluation
        .metrics()
        .forEach(
            (key, value) ->
                terminal.line(
                    String.format(
                        "  %-28s %s", name(terminal, key), figure(terminal, key, value))));
    double value = evaluation.metric(card.metric());
    terminal.say(
        card.passes(value) ? "report.above" : "report.below",
        name(terminal, card.metric()),
        figure(terminal, card.metric(), card.floor()));
    if (!evaluation.classes().isEmpty()) {
      terminal.line("");
      terminal.line(confusion(terminal, evaluation));
    }
    if (!evaluation.mistakes().isEmpty()) {
      terminal.say(evaluation.classes().isEmpty() ? "report.farthest" : "report.worst");
      for (Mistake mistake : evaluation.mistakes().stream().limit(SHOWN).toList()) {
        String certainty =
            evaluation.classes().isEmpty()
                ? terminal.messages().number("%+.3f", mistake.certainty())
                : terminal.messages().number("%.1f %%", 100 * mistake.certainty());
        terminal.say(
            "report.mistake",
            mistake.index(),
            ofClass(terminal, mistake.expected()),
            ofClass(terminal, mistake.found()),
            certainty);
      }
    }
  }

  /// The confusion matrix as text: a row for what it is, a column for what the model said.
  static String confusion(Terminal terminal, Evaluation evaluation) {
    List<String> classes =
        evaluation.classes().stream().map(name -> ofClass(terminal, name)).toList();
    int width = 5;
    for (String name : classes) {
      width = Math.max(width, Math.min(12, name.length()) + 1);
    }
    StringBuilder text =
        new StringBuilder(terminal.text("report.confusion")).append(System.lineSeparator());
    text.append(" ".repeat(width));
    for (String name : classes) {
      text.append(String.format("%" + width + "s", cut(name)));
    }
    for (int row = 0; row < classes.size(); row++) {
      text.append(System.lineSeparator())
          .append(String.format("%" + width + "s", cut(classes.get(row))));
      for (int count : evaluation.confusion()[row]) {
        text.append(String.format("%" + width + "s", count == 0 ? "·" : Integer.toString(count)));
      }
    }
    return text.append(System.lineSeparator()).toString();
  }

  private static String cut(String name) {
    return name.length() <= 12 ? name : name.substring(0, 12);
  }

  /// Leaves the evaluation in the run folder: `evaluation.json`, and the mistakes as a picture
  /// where samples are pictures.
  static void write(Path folder, Evaluation evaluation) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("samples", evaluation.samples());
    fields.put("metrics", Json.finite(evaluation.metrics()));
    fields.put("classes", evaluation.classes());
    fields.put("confusion", evaluation.confusion());
    AtomicFiles.write(folder.resolve("evaluation.json"), Json.line(fields) + "\n");
    MistakeSheet.png(evaluation.mistakes())
        .ifPresent(png -> AtomicFiles.write(folder.resolve("mistakes.png"), png));
  }

  /// Says where things are.
  static void places(Terminal terminal, Path folder, Evaluation evaluation) {
    terminal.line("");
    terminal.say("report.folder", folder);
    if (Files.exists(folder.resolve("curves.png"))) {
      terminal.say("report.curves", folder.resolve("curves.png"));
    }
    if (evaluation.mistakes().stream().anyMatch(mistake -> mistake.picture().isPresent())) {
      terminal.say("report.sheet", folder.resolve("mistakes.png"));
    }
  }
}
