package dev.cien.cli;

import dev.cien.recipes.workload.Task;
import dev.cien.tensor.Machine;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Times training steps: the first one, then a warm-up in which the JVM's compiler finishes, then
/// blocks of steps, whose median step is the figure.
///
/// @param warmUp seconds of steps before any is counted, more while the compiler is at work
/// @param seconds seconds of steps that count, in at least [#BLOCKS] blocks
/// @param memory whether to look at memory afterwards
record Stopwatch(double warmUp, double seconds, boolean memory) {
  private static final int BLOCKS = 5;
  private static final int PARTS = 15;

  /// Times a workload in this JVM.
  Timing time(Bench bench) {
    Task task = bench.prepare();
    long before = System.nanoTime();
    task.run();
    double first = millis(before);
    double started =
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    WarmUp.run(task::run, warmUp);
    double[] blocks = blocks(task);
    return new Timing(
        bench.name(),
        Machine.threads(),
        Timing.median(blocks),
        least(blocks),
        task.items(),
        first,
        started,
        memory ? Optional.of(Memory.now()) : Optional.empty());
  }

  /// The mean step of each block, in milliseconds.
  private double[] blocks(Task task) {
    List<Double> blocks = new ArrayList<>();
    long start = System.nanoTime();
    while (millis(start) < seconds * 1e3 || blocks.size() < BLOCKS) {
      long block = System.nanoTime();
      int steps = 0;
      double spent = 0;
      while (spent < seconds * 1e3 / PARTS) {
        task.run();
        steps++;
        spent = millis(block);
      }
      blocks.add(spent / steps);
    }
    return blocks.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double least(double... blocks) {
    double least = blocks[0];
    for (double block : blocks) {
      least = Math.min(least, block);
    }
    return least;
  }

  private static double millis(long since) {
    return (System.nanoTime() - since) * 1e-6;
  }
}
