package dev.cien.cli;

import static java.util.stream.Collectors.joining;

import dev.cien.train.TrainEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The epochs of a run as rows of a table: what training and validation measured.
///
/// @param terminal in which language
/// @param epochs epochs of the run
record EpochTable(Terminal terminal, int epochs) {
  private static final int NARROWEST = 9;
  private static final String GAP = "  ";

  /// The two lines above the first row: whose figures, and which.
  List<String> head(TrainEvent.EpochEnded e) {
    String margin = " ".repeat(label(epochs).length());
    String training = names(e.training().keySet());
    String validation = names(validated(e));
    String time = GAP + pad(terminal.text("train.time"), NARROWEST);
    return List.of(
        margin
            + pad(terminal.text("train.training"), training.length())
            + (validation.isEmpty()
                ? ""
                : pad(terminal.text("train.validation"), validation.length())),
        margin + training + validation + time);
  }

  /// The row of an epoch.
  String row(TrainEvent.EpochEnded e) {
    String label = label(e.epoch());
    return " ".repeat(label(epochs).length() - label.length())
        + label
        + figures(e.training().keySet(), e.training())
        + figures(validated(e), e.validation())
        + GAP
        + pad(terminal.messages().number("%.1f s", e.seconds()), NARROWEST);
  }

  private String label(int epoch) {
    return terminal.text("train.epoch", epoch, epochs);
  }

  /// What validation measured, in the order of the training's figures.
  private static List<String> validated(TrainEvent.EpochEnded e) {
    return Stream.concat(e.training().keySet().stream(), e.validation().keySet().stream())
        .distinct()
        .filter(e.validation()::containsKey)
        .toList();
  }

  private String names(Collection<String> keys) {
    return keys.stream().map(key -> GAP + pad(name(key), width(key))).collect(joining());
  }

  private String figures(Collection<String> keys, Map<String, Double> values) {
    return keys.stream()
        .map(key -> GAP + pad(Report.figure(terminal, key, values.get(key)), width(key)))
        .collect(joining());
  }

  private String name(String key) {
    return Report.name(terminal, key);
  }

  private int width(String key) {
    return Math.max(NARROWEST, name(key).length());
  }

  private static String pad(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
