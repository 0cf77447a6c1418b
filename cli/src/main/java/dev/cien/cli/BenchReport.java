package dev.cien.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Shows figures of workloads as they come in: rows of a table, or lines of JSON.
final class BenchReport {
  private static final String TIMING = "%-8s %8s %12s %12s %14s %10s %12s %12s";
  private static final String MEMORY = " %12s %12s %12s";
  private static final String SOAK = "%-8s %10s %10s %12s %12s %12s %12s  %s";
  private static final String SWEEP = "%-8s %-8s %10s %10s  %s";

  private final Terminal terminal;
  private final boolean json;
  private final boolean memory;
  private boolean begun;

  BenchReport(Terminal terminal, boolean json, boolean memory) {
    this.terminal = terminal;
    this.json = json;
    this.memory = memory;
  }

  void timing(Bench bench, Timing timing) {
    if (json) {
      terminal.line(Json.line(timing.fields()));
      return;
    }
    head(
        memory ? TIMING + MEMORY : TIMING,
        "work",
        "threads",
        "ms",
        "best",
        "items",
        "gigaflops",
        "first",
        "started",
        "live",
        "peak",
        "resident");
    List<String> row =
        new ArrayList<>(
            List.of(
                timing.work(),
                Integer.toString(timing.threads()),
                number("%.4f", timing.ms()),
                number("%.4f", timing.bestMs()),
                number("%,.0f", timing.itemsPerSecond()),
                number("%.1f", bench.workload().flops(bench.settings()) / timing.ms() * 1e-6),
                number("%,.0f", timing.firstMs()),
                number("%,.0f", timing.startedMs())));
    timing
        .memory()
        .ifPresent(held -> held.fields().values().forEach(mb -> row.add(number("%,.1f", mb))));
    terminal.line(String.format(memory ? TIMING + MEMORY : TIMING, row.toArray()));
  }

  void soak(Soak soak) {
    if (json) {
      terminal.line(Json.line(soak.fields()));
      return;
    }
    head(SOAK, "work", "steps", "duration", "before", "after", "most", "allocated");
    terminal.line(
        String.format(
            SOAK,
            soak.work(),
            number("%,.0f", soak.steps()),
            number("%.1f", soak.seconds()),
            number("%.1f", Memory.megabytes(soak.before())),
            number("%.1f", Memory.megabytes(soak.after())),
            number("%.1f", Memory.megabytes(soak.most())),
            number("%.2f", soak.allocated() / 1024),
            terminal.text(soak.flat() ? "bench.flat" : "bench.grows")));
  }

  void sweep(Sweep sweep) {
    if (json) {
      terminal.line(Json.line(sweep.fields()));
      return;
    }
    head(SWEEP, "work", "key", "exponent", "predicted", "points");
    String points =
        IntStream.range(0, sweep.ms().length)
            .mapToObj(i -> sweep.values()[i] + ": " + number("%.3f", sweep.ms()[i]))
            .collect(Collectors.joining("   "));
    terminal.line(
        String.format(
            SWEEP,
            sweep.work(),
            sweep.key(),
            number("%.2f", sweep.exponent()),
            number("%.2f", sweep.predicted()),
            points));
  }

  /// The names of the columns, once.
  private void head(String format, String... columns) {
    if (!begun) {
      begun = true;
      terminal.line(
          String.format(
                  format + "%s",
                  Arrays.stream(Arrays.copyOf(columns, 12))
                      .map(column -> column == null ? "" : terminal.text("bench." + column))
                      .toArray())
              .stripTrailing());
    }
  }

  private String number(String format, double value) {
    return terminal.messages().number(format, value);
  }
}
