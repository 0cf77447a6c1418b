package dev.cien.cli;

import com.sun.management.ThreadMXBean;
import dev.cien.recipes.workload.Task;
import dev.cien.tensor.Machine;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Takes very many steps of a workload and looks whether memory grows.
///
/// After each of twenty equal parts the heap is collected and what is still in use noted. The first
/// quarter of them is warm-up, in which kernels are still being compiled; from then on the typical
/// (median) heap of the next quarter is compared with that of the last one, so that a single odd
/// moment decides nothing.
///
/// @param work the workload
/// @param threads how many threads computed
/// @param steps how many steps were taken
/// @param seconds how long they took
/// @param before the typical heap in use in the second quarter, in bytes
/// @param after that in the last quarter
/// @param most the largest of all
/// @param allocated bytes of rubbish that a step makes, on all threads, in the last quarter
record Soak(
    String work,
    int threads,
    long steps,
    double seconds,
    long before,
    long after,
    long most,
    double allocated) {
  private static final int PARTS = 20;
  private static final int QUARTER = PARTS / 4;
  private static final double TOLERANCE = 0.01;
  private static final long LEAST = 1 << 20;

  /// Takes so many steps.
  static Soak of(Bench bench, long steps) {
    Task task = bench.prepare();
    double[] live = new double[PARTS];
    double allocated = 0;
    long start = System.nanoTime();
    long taken = 0;
    for (int part = 0; part < PARTS; part++) {
      long first = taken;
      long until = steps * (part + 1) / PARTS;
      long before = allocatedBytes();
      for (; taken < until; taken++) {
        task.run();
      }
      if (part >= PARTS - QUARTER) {
        allocated += (allocatedBytes() - before) / (double) (taken - first) / QUARTER;
      }
      live[part] = Memory.inUse();
    }
    return new Soak(
        bench.name(),
        Machine.threads(),
        steps,
        (System.nanoTime() - start) * 1e-9,
        (long) Timing.median(Arrays.copyOfRange(live, QUARTER, 2 * QUARTER)),
        (long) Timing.median(Arrays.copyOfRange(live, PARTS - QUARTER, PARTS)),
        (long) Arrays.stream(live).max().orElseThrow(),
        allocated);
  }

  /// What all threads have allocated since the JVM started.
  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
  }

  /// Whether memory does not grow: by less than a hundredth, or less than a megabyte.
  boolean flat() {
    return after - before < Math.max(LEAST, TOLERANCE * before);
  }

  /// For JSON; sizes in MB, except those of a step, in KB.
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("work", work);
    fields.put("engine", Timing.ENGINE);
    fields.put("threads", threads);
    fields.put("steps", steps);
    fields.put("seconds", Math.round(seconds * 10) / 10.0);
    fields.put("heap_before_mb", Memory.megabytes(before));
    fields.put("heap_after_mb", Memory.megabytes(after));
    fields.put("heap_most_mb", Memory.megabytes(most));
    fields.put("allocated_kb", Math.round(allocated / 1024 * 100) / 100.0);
    fields.put("flat", flat());
    return fields;
  }
}
