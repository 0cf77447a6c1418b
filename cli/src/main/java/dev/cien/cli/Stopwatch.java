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
  private static final int LEAST_WARM_UP = 5;

  /// How many times longer than asked for the warm-up may take while the compiler is at work.
  private static final int PATIENCE = 6;

  /// Milliseconds between two looks at the compiler, and the share of them that it may work and
  /// still count as idle. Its work shows when a method is done, so this is longer than one takes.
  private static final double LOOK_AGAIN = 2000;

  private static final double IDLE = 0.1;

  /// Times a workload in this JVM.
  Timing time(Bench bench) {
    Task task = bench.prepare();
    long before = System.nanoTime();
    task.run();
    double first = millis(before);
    double started =
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    warm(task);
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

  /// Takes steps for the time given, and on until the JVM's compiler has fallen idle: on a machine
  /// that is busy otherwise it needs much longer.
  private void warm(Task task) {
    long start = System.nanoTime();
    boolean compiling = true;
    for (int steps = 0;
        steps < LEAST_WARM_UP
            || millis(start) < warmUp * 1e3
            || compiling && millis(start) < PATIENCE * warmUp * 1e3; ) {
      long before = compiled();
      long part = System.nanoTime();
      do {
        task.run();
        steps++;
      } while (millis(part) < Math.min(LOOK_AGAIN, warmUp * 1e3));
      compiling = compiled() - before > IDLE * millis(part);
    }
  }

  /// The time that the JVM's compiler has worked so far, in milliseconds.
  private static long compiled() {
    return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
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
