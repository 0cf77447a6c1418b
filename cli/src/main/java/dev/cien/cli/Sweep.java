package dev.cien.cli;

import dev.cien.recipes.PowerLaw;
import dev.cien.recipes.Settings;
import dev.cien.tensor.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;

/// How the time of a step grows with one size of a workload, or falls with threads.
///
/// @param work the workload
/// @param key the size that varies, or [#THREADS]
/// @param values the sizes
/// @param ms the time of a step at each
/// @param exponent p of the power law ms = c·sizeᵖ that fits best
/// @param predicted the exponent of the step's FLOPs, fitted to the same sizes; −1 for threads
record Sweep(
    String work, String key, int[] values, double[] ms, double exponent, double predicted) {
  static final String THREADS = "threads";

  /// Varies one size after the other, the others as chosen.
  ///
  /// @param clock the time of a step, in milliseconds, of a workload with so many threads
  static List<Sweep> of(Bench bench, ToDoubleBiFunction<Bench, Integer> clock) {
    int threads = Machine.threads();
    // The chosen sizes themselves are a point of every sweep: measured once.
    double usual = clock.applyAsDouble(bench, threads);
    List<Sweep> sweeps = new ArrayList<>();
    for (String key : bench.workload().growing()) {
      int standard = bench.settings().whole(key);
      int[] values = around(standard);
      double[] ms = new double[values.length];
      double[] flops = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        Bench varied = with(bench, key, values[i]);
        ms[i] = values[i] == standard ? usual : clock.applyAsDouble(varied, threads);
        flops[i] = varied.workload().flops(varied.settings());
      }
      sweeps.add(of(bench.name(), key, values, ms, exponent(values, flops)));
    }
    if (threads > 1) {
      int[] counts = counts(threads);
      double[] ms = new double[counts.length];
      for (int i = 0; i < counts.length; i++) {
        ms[i] = counts[i] == threads ? usual : clock.applyAsDouble(bench, counts[i]);
      }
      sweeps.add(of(bench.name(), THREADS, counts, ms, -1));
    }
    return sweeps;
  }

  private static Sweep of(String work, String key, int[] values, double[] ms, double predicted) {
    return new Sweep(work, key, values, ms, exponent(values, ms), predicted);
  }

  private static double exponent(int[] sizes, double[] amounts) {
    return PowerLaw.of(Arrays.stream(sizes).asDoubleStream().toArray(), amounts).exponent();
  }

  /// Half of it to twice of it; 1 to 4 where there is no half.
  static int[] around(int standard) {
    TreeSet<Integer> values = new TreeSet<>();
    for (int quarter = 2; quarter <= 8; quarter += 2) {
      values.add(Math.max(1, standard < 2 ? quarter / 2 : quarter * standard / 4));
    }
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  /// 1, 2, 4 and so on, and all.
  static int[] counts(int threads) {
    TreeSet<Integer> counts = new TreeSet<>();
    for (int count = 1; count < threads; count *= 2) {
      counts.add(count);
    }
    counts.add(threads);
    return counts.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Bench with(Bench bench, String key, int value) {
    Map<String, String> values = new LinkedHashMap<>(bench.settings().values());
    values.put(key, Integer.toString(value));
    return new Bench(bench.workload(), new Settings(values));
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("work", work);
    fields.put("engine", Timing.ENGINE);
    fields.put("key", key);
    fields.put("values", values);
    fields.put("ms", Arrays.stream(ms).map(time -> Math.round(time * 1e4) / 1e4).toArray());
    fields.put("exponent", Math.round(exponent * 100) / 100.0);
    fields.put("predicted", Math.round(predicted * 100) / 100.0);
    return fields;
  }
}
