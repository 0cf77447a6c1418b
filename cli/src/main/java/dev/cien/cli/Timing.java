package dev.cien.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;

/// How long the training step of a workload takes.
///
/// @param work the workload
/// @param threads how many threads computed
/// @param ms a step in milliseconds: the median over the blocks
/// @param bestMs the quickest block's mean step
/// @param items samples, or symbols, a step
/// @param firstMs the first step of all, with what is done once: recording and compiling
/// @param startedMs from the start of the JVM to the end of its first step
/// @param memory what the JVM held afterwards, if that was asked for
record Timing(
    String work,
    int threads,
    double ms,
    double bestMs,
    long items,
    double firstMs,
    double startedMs,
    Optional<Memory> memory) {
  static final String ENGINE = "cien";

  /// Samples, or symbols, a second.
  double itemsPerSecond() {
    return items / (ms * 1e-3);
  }

  /// The agreed fields, rounded.
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("work", work);
    fields.put("engine", ENGINE);
    fields.put("threads", threads);
    fields.put("ms", rounded(ms, 4));
    fields.put("best_ms", rounded(bestMs, 4));
    fields.put("items_s", Math.round(itemsPerSecond()));
    fields.put("first_ms", rounded(firstMs, 1));
    fields.put("started_ms", rounded(startedMs, 1));
    fields.put("items", items);
    memory.ifPresent(held -> fields.putAll(held.fields()));
    return fields;
  }

  /// What [#fields] gave.
  static Timing of(JsonNode fields) {
    return new Timing(
        fields.get("work").asString(),
        fields.get("threads").asInt(),
        fields.get("ms").asDouble(),
        fields.get("best_ms").asDouble(),
        fields.get("items").asLong(),
        fields.get("first_ms").asDouble(),
        fields.get("started_ms").asDouble(),
        fields.has("heap_live_mb") ? Optional.of(Memory.of(fields)) : Optional.empty());
  }

  /// Several JVMs' figures as one: medians, the best of the best, the memory of the one that held
  /// most.
  static Timing median(List<Timing> forks) {
    Timing one = forks.getFirst();
    return new Timing(
        one.work,
        one.threads,
        median(forks, Timing::ms),
        forks.stream().min(Comparator.comparingDouble(Timing::bestMs)).orElseThrow().bestMs,
        one.items,
        median(forks, Timing::firstMs),
        median(forks, Timing::startedMs),
        forks.stream()
            .flatMap(timing -> timing.memory.stream())
            .max(Comparator.comparingLong(Memory::live)));
  }

  private static double median(List<Timing> forks, ToDoubleFunction<Timing> figure) {
    return median(forks.stream().mapToDouble(figure).toArray());
  }

  /// The middle value; of an even number of them the upper one.
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double rounded(double value, int digits) {
    double scale = Math.pow(10, digits);
    return Math.round(value * scale) / scale;
  }
}
