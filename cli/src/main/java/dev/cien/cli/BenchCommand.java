package dev.cien.cli;

import dev.cien.recipes.workload.Workloads;
import dev.cien.tensor.Machine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Times the training steps that Cien is measured with.
@Command(name = "bench")
final class BenchCommand implements Callable<Integer> {
  private static final String ROW = "%-8s %8s %12s %12s %14s %10s %12s %12s";

  private final Terminal terminal;

  @Mixin Common common;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      completionCandidates = WorkloadNames.class,
      descriptionKey = "bench.only")
  List<String> only = new ArrayList<>();

  @Option(names = "--threads", paramLabel = "N", descriptionKey = "train.threads")
  Integer threads;

  @Option(names = "--seconds", paramLabel = "S", descriptionKey = "bench.seconds")
  double seconds = 3;

  @Option(names = "--warmup", paramLabel = "S", descriptionKey = "bench.warmup")
  double warmUp = 5;

  @Option(names = "--forks", paramLabel = "N", descriptionKey = "bench.forks")
  int forks = 1;

  @Option(names = "--set", paramLabel = "NAME.KEY=VALUE", descriptionKey = "bench.set")
  Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--json", descriptionKey = "common.json")
  boolean json;

  BenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// The names of the workloads, for shell completion.
  static final class WorkloadNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Workloads.names().iterator();
    }
  }

  @Override
  public Integer call() {
    check();
    List<Bench> benches = Bench.of(terminal, only, set);
    // A JVM that has done nothing yet is as good as a new one.
    boolean here = forks == 0 || forks == 1 && benches.size() == 1;
    for (Bench bench : benches) {
      Timing timing = here ? new Stopwatch(warmUp, seconds).time(bench) : forked(bench);
      if (json) {
        terminal.line(Json.line(timing.fields()));
      } else {
        if (bench == benches.getFirst()) {
          head();
        }
        show(bench, timing);
      }
    }
    return Exit.OK;
  }

  private void check() {
    if (threads != null) {
      if (threads < 1) {
        throw Failure.usage(terminal.text("error.threads", threads));
      }
      Machine.threads(threads);
    }
    if (!(seconds > 0 && warmUp >= 0 && forks >= 0)) {
      throw Failure.usage(terminal.text("error.bench"));
    }
  }

  private Timing forked(Bench bench) {
    List<Timing> timings = new ArrayList<>();
    for (int fork = 0; fork < forks; fork++) {
      List<String> words =
          Stream.concat(
                  Stream.of(
                      "bench",
                      "--json",
                      "--forks=0",
                      "--threads=" + Machine.threads(),
                      "--seconds=" + seconds,
                      "--warmup=" + warmUp),
                  bench.options().stream())
              .toList();
      timings.add(Timing.of(Fork.run(terminal, words).getFirst()));
    }
    return Timing.median(timings);
  }

  private void head() {
    terminal.line(
        String.format(
            ROW,
            terminal.text("bench.work"),
            terminal.text("bench.threads"),
            "ms",
            terminal.text("bench.best"),
            terminal.text("bench.items"),
            "GFLOP/s",
            terminal.text("bench.first"),
            terminal.text("bench.started")));
  }

  private void show(Bench bench, Timing timing) {
    double gigaflops = bench.workload().flops(bench.settings()) / timing.ms() * 1e-6;
    terminal.line(
        String.format(
            ROW,
            timing.work(),
            timing.threads(),
            number("%.4f", timing.ms()),
            number("%.4f", timing.bestMs()),
            number("%,.0f", timing.itemsPerSecond()),
            number("%.1f", gigaflops),
            number("%,.0f", timing.firstMs()),
            number("%,.0f", timing.startedMs())));
  }

  private String number(String format, double value) {
    return terminal.messages().number(format, value);
  }
}
