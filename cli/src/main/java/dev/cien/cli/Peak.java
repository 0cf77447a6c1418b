package dev.cien.cli;

import dev.cien.tensor.Machine;
import java.util.Arrays;
import java.util.function.Supplier;

/// How fast this machine computes and moves numbers when nothing else holds it up: what the speed
/// of kernels is a share of.
///
/// Measured rather than looked up, with plain loops that the JVM's compiler turns into vectors by
/// itself. Each figure is the best of many short rounds, because other work on the machine can only
/// make a round slower.
public final class Peak {
  /// As many values as a first-level cache holds.
  private static final int VALUES = 4096;

  private static final int PASSES = 200;

  /// Multiply-adds of a chain in [#multiply] after its first.
  private static final int LINKS = 7;

  /// Multiply-adds a value: four chains, and three to join them.
  private static final int MULTIPLIES = 4 * (1 + LINKS) + 3;

  /// More values than any cache holds, over all threads, in each of three arrays.
  private static final int STREAMED = 1 << 24;

  /// Bytes that [#stream] moves for a value: two read, one written.
  private static final int STREAMED_BYTES = 12;

  private static final double SECONDS = 1;
  private static final int LEAST_ROUNDS = 10;
  private static final int MOST_ROUNDS = 10_000;

  private static final boolean FUSED = Machine.hasFusedMultiplyAdd();

  private Peak() {}

  /// 10⁹ `float32` operations a second on so many threads at once; a multiply-add counts as two.
  public static double gigaflops(int threads) {
    return best(
        threads,
        () -> {
          float[] values = new float[VALUES];
          return () -> {
            for (int pass = 0; pass < PASSES; pass++) {
              multiply(values, 0.999f, 0.001f);
            }
          };
        },
        2.0 * MULTIPLIES * VALUES * PASSES * threads);
  }

  /// 10⁹ bytes a second between memory and so many threads at once, two read for each one written.
  public static double gigabytes(int threads) {
    int each = STREAMED / threads;
    return best(
        threads,
        () -> {
          float[] a = new float[each];
          float[] b = new float[each];
          float[] sum = new float[each];
          return () -> stream(a, b, sum, 0.5f);
        },
        (double) STREAMED_BYTES * each * threads);
  }

  /// The best moment of a team of threads that all repeat their part of `amount`, in 10⁹ a second.
  ///
  /// They do not wait for each other: a scheduler likes to put threads that do on one processor. At
  /// the middle of each round of the first thread every thread is in some round; the speeds of
  /// those rounds are added, and the best sum counts.
  private static double best(int threads, Supplier<Runnable> work, double amount) {
    long[][] marks = new long[threads][];
    Thread[] team = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      int mine = t;
      team[t] = new Thread(() -> marks[mine] = rounds(work.get()), "cien-peak-" + t);
      team[t].start();
    }
    for (Thread thread : team) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the measurement of the peak was interrupted", e);
      }
    }
    double best = 0;
    for (int round = 1; round < marks[0].length; round++) {
      long middle = (marks[0][round - 1] + marks[0][round]) / 2;
      double sum = 0;
      for (long[] own : marks) {
        sum += 1.0 / spent(own, middle);
      }
      best = Math.max(best, amount / threads * sum);
    }
    return best;
  }

  /// When a thread began its first round, and when it ended each.
  private static long[] rounds(Runnable round) {
    long[] marks = new long[MOST_ROUNDS + 1];
    marks[0] = System.nanoTime();
    int done = 0;
    while (done < MOST_ROUNDS && (done < LEAST_ROUNDS || marks[done] - marks[0] < SECONDS * 1e9)) {
      round.run();
      marks[++done] = System.nanoTime();
    }
    return Arrays.copyOf(marks, done + 1);
  }

  /// How long the round took in which a thread was at a time; for ever if it was in none.
  private static double spent(long[] marks, long time) {
    int found = Arrays.binarySearch(marks, time);
    int end = found < 0 ? -found - 1 : found + 1;
    return end == 0 || end >= marks.length ? Double.POSITIVE_INFINITY : marks[end] - marks[end - 1];
  }

  /// Four chains that do not wait for each other, so that the latency of a multiply-add is hidden,
  /// between one load and one store. Their factors differ, or the compiler would compute one chain
  /// and copy it; more of them, and it would no longer turn the loop into vectors.
  private static void multiply(float[] values, float a, float b) {
    for (int i = 0; i < values.length; i++) {
      float v = values[i];
      float x = multiplyAdd(v, a, a);
      float y = multiplyAdd(v, b, a);
      float z = multiplyAdd(v, a, b);
      float w = multiplyAdd(v, b, b);
      for (int k = 0; k < LINKS; k++) {
        x = multiplyAdd(x, a, a);
        y = multiplyAdd(y, b, a);
        z = multiplyAdd(z, a, b);
        w = multiplyAdd(w, b, b);
      }
      values[i] = multiplyAdd(x, b, multiplyAdd(y, b, multiplyAdd(z, b, w)));
    }
  }

  /// With one rounding only where that is an instruction: elsewhere `Math.fma` is no measure of the
  /// machine.
  private static float multiplyAdd(float a, float b, float c) {
    return FUSED ? Math.fma(a, b, c) : a * b + c;
  }

  private static void stream(float[] a, float[] b, float[] sum, float scale) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a[i] + scale * b[i];
    }
  }
}
