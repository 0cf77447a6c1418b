package dev.cien.cli;

import dev.cien.tensor.Machine;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Times workloads, each in JVMs of its own or in this one.
///
/// @param terminal where the JVMs' errors go
/// @param stopwatch how long to look
/// @param forks how many JVMs for each workload; 0 for this one
record Clock(Terminal terminal, Stopwatch stopwatch, int forks) {
  /// The time of a step with so many threads.
  Timing time(Bench bench, int threads) {
    if (forks == 0) {
      Machine.threads(threads);
      return stopwatch.time(bench);
    }
    List<Timing> timings = new ArrayList<>();
    for (int fork = 0; fork < forks; fork++) {
      JsonNode line = Fork.run(terminal, words(bench, threads)).getFirst();
      timings.add(Timing.of(line));
    }
    return Timing.median(timings);
  }

  private List<String> words(Bench bench, int threads) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "bench",
                "--json",
                "--forks=0",
                "--threads=" + threads,
                "--seconds=" + stopwatch.seconds(),
                "--warmup=" + stopwatch.warmUp()));
    if (stopwatch.memory()) {
      words.add("--memory");
    }
    words.addAll(bench.options());
    return words;
  }
}
