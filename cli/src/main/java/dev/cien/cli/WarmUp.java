package dev.cien.cli;

import java.lang.management.ManagementFactory;

/// Steps before any is counted, until the JVM has compiled what they need.
public final class WarmUp {
  private static final int LEAST = 5;

  /// How many times longer than asked for it may take while the compiler is at work.
  private static final int PATIENCE = 6;

  /// Milliseconds between two looks at the compiler, and the share of them that it may work and
  /// still count as idle. Its work shows when a method is done, so this is longer than one takes.
  private static final double LOOK_AGAIN = 2000;

  private static final double IDLE = 0.1;

  private WarmUp() {}

  /// Takes steps for the time given, and on until the JVM's compiler has fallen idle: on a machine
  /// that is busy otherwise it needs much longer.
  public static void run(Runnable step, double seconds) {
    long start = System.nanoTime();
    boolean compiling = true;
    for (int steps = 0;
        steps < LEAST
            || millis(start) < seconds * 1e3
            || compiling && millis(start) < PATIENCE * seconds * 1e3; ) {
      long before = compiled();
      long part = System.nanoTime();
      do {
        step.run();
        steps++;
      } while (millis(part) < Math.min(LOOK_AGAIN, seconds * 1e3));
      compiling = compiled() - before > IDLE * millis(part);
    }
  }

  /// The time that the JVM's compiler has worked so far, in milliseconds.
  private static long compiled() {
    return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
  }

  private static double millis(long since) {
    return (System.nanoTime() - since) * 1e-6;
  }
}
