package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.cien.recipes.workload.Task;
import dev.cien.recipes.workload.Workload;
import dev.cien.recipes.workload.Workloads;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// A step that has become fast leaves almost nothing for the collector: vectors live in registers,
/// and whatever a step needs again is kept.
@Isolated
class SteadyStepTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int STEPS = 20;
  private static final int ENOUGH = 64 * 1024;
  private static final long PATIENCE = 120_000_000_000L;

  /// An LSTM has the largest kernels of all, and 21 numbers are one vector and a rest.
  @Test
  void anLstmOfOddSizesAllocatesLittle() {
    Workload lstm = Workloads.find("lstm").orElseThrow();
    Task task = lstm.prepare(lstm.settings(Map.of("width", "21", "T", "5", "batch", "144")));
    long start = System.nanoTime();
    long allocated = Long.MAX_VALUE;
    while (allocated > ENOUGH && System.nanoTime() - start < PATIENCE) {
      long before = THREADS.getTotalThreadAllocatedBytes();
      for (int i = 0; i < STEPS; i++) {
        task.run();
      }
      allocated = (THREADS.getTotalThreadAllocatedBytes() - before) / STEPS;
    }
    assertThat(allocated).as("bytes a step").isLessThan(ENOUGH);
  }
}
