package dev.cien.cli;

import dev.cien.recipes.workload.Workloads;
import dev.cien.tensor.Machine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Times the training steps that Cien is measured with, shows how their time grows, or looks
/// whether their memory does.
@Command(name = "bench")
final class BenchCommand implements Callable<Integer> {
  private static final int LEAST_SOAK = 20;

  private final Terminal terminal;

  @Mixin Common common;

  @Option(
      names = "--only",
      paramLabel = "${bundle:label.name}",
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

  @Option(names = "--set", paramLabel = "${bundle:label.workSetting}", descriptionKey = "bench.set")
  Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--memory", descriptionKey = "bench.memory")
  boolean memory;

  @Option(names = "--sweep", descriptionKey = "bench.sweep")
  boolean sweep;

  @Option(
      names = "--soak",
      paramLabel = "${bundle:label.soak}",
      split = ",",
      descriptionKey = "bench.soak")
  Map<String, Long> soak = new LinkedHashMap<>();

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
    BenchReport report = new BenchReport(terminal, json, memory);
    List<String> names = soak.isEmpty() ? only : List.copyOf(soak.keySet());
    List<Bench> benches = Bench.of(terminal, names, set);
    if (!soak.isEmpty()) {
      return soak(benches, report);
    }
    // A JVM that has done nothing yet is as good as a new one.
    boolean fresh = forks == 1 && benches.size() == 1 && !sweep;
    Stopwatch stopwatch = new Stopwatch(warmUp, seconds, memory);
    Clock clock = new Clock(terminal, stopwatch, fresh ? 0 : forks);
    for (Bench bench : benches) {
      if (sweep) {
        Sweep.of(bench, (varied, count) -> clock.time(varied, count).ms()).forEach(report::sweep);
      } else {
        report.timing(bench, clock.time(bench, Machine.threads()));
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
    if (!soak.isEmpty() && (sweep || memory || !only.isEmpty())) {
      throw Failure.usage(terminal.text("error.soakAlone"));
    }
    soak.forEach(
        (name, steps) -> {
          if (steps < LEAST_SOAK) {
            throw Failure.usage(terminal.text("error.soakSteps", name, LEAST_SOAK, steps));
          }
        });
  }

  private int soak(List<Bench> benches, BenchReport report) {
    boolean flat = true;
    for (Bench bench : benches) {
      Soak result = Soak.of(bench, soak.get(bench.name()));
      report.soak(result);
      flat &= result.flat();
    }
    return flat ? Exit.OK : Exit.FAILED;
  }
}
