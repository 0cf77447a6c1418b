package dev.cien.cli;

import dev.cien.train.TrainEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Where an epoch stands, as one line no wider than the terminal: epoch, bar, steps, figures, speed
/// and the time that is left. Where room is short the words get shorter, and then the least
/// important parts go.
final class Bar {
  // So much of the line is the bar, always the same, so that it does not jump about.
  private static final int SHARE = 7;
  // Both are in the character sets of old consoles too.
  private static final String DONE = "█";
  private static final String OPEN = "░";

  private final Terminal terminal;
  private final int epochs;
  private final int steps;
  // The speed of the first step counts compilation and says nothing.
  private boolean timed;

  /// The bar of a run that begins.
  ///
  /// @param terminal how wide, and in which language
  Bar(Terminal terminal, TrainEvent.Started run) {
    this.terminal = terminal;
    this.epochs = run.epochs();
    this.steps = run.stepsPerEpoch();
  }

  /// Epochs of the run.
  int epochs() {
    return epochs;
  }

  /// The line before the first step, while programs are compiled.
  String waiting(int epoch) {
    return fitting(epoch, 0, List.of(List.of(terminal.text("train.compiling"))));
  }

  /// The line at a step, with its speed unless it is the first that is shown.
  String at(TrainEvent.Stepped e) {
    String count = e.stepInEpoch() + "/" + steps;
    String all = figures(e.measures(), e.measures().size());
    String speed = timed ? terminal.text("train.speed", e.samplesPerSecond()) : "";
    String fast = timed ? terminal.messages().number("%,.0f/s", e.samplesPerSecond()) : "";
    String left = timed ? time(e.secondsLeft()) : "";
    String remaining = left.isEmpty() ? left : terminal.text("train.left", left);
    timed = true;
    return fitting(
        e.epoch(),
        e.stepInEpoch(),
        List.of(
            List.of(count, all, speed, remaining),
            List.of(count, all, fast, remaining),
            List.of(count, all, fast, left),
            List.of(all, fast, left),
            List.of(all, left),
            List.of(figures(e.measures(), 1), left)));
  }

  /// The first of some lines for which there is room; one column stays free, because many terminals
  /// wrap a line that fills them.
  private String fitting(int epoch, int done, List<List<String>> choices) {
    return choices.stream()
        .map(parts -> line(epoch, done, parts))
        .filter(line -> line.length() < terminal.columns())
        .findFirst()
        .orElseGet(() -> line(epoch, done, List.of()));
  }

  private String line(int epoch, int done, List<String> parts) {
    String label = terminal.text("train.epoch", epoch, epochs);
    String rest =
        parts.stream()
            .filter(part -> !part.isEmpty())
            .map(part -> "  " + part)
            .collect(Collectors.joining());
    int width = terminal.columns() / SHARE;
    int full = (int) ((long) width * done / Math.max(1, steps));
    return label + " " + DONE.repeat(full) + OPEN.repeat(width - full) + rest;
  }

  private String figures(Map<String, Double> measures, int count) {
    return measures.entrySet().stream()
        .limit(count)
        .map(
            entry ->
                Report.name(terminal, entry.getKey())
                    + " "
                    + Report.brief(terminal, entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("  "));
  }

  /// Seconds as `m:ss` or `h:mm:ss`; nothing where they are not known.
  static String time(double seconds) {
    if (!Double.isFinite(seconds) || seconds < 0) {
      return "";
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? "%d:%02d".formatted(whole / 60, whole % 60)
        : "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60);
  }
}
