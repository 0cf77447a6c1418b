package dev.cien.cli;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;

/// How fast this machine computes and moves numbers when nothing else holds it up: what the speed
/// of kernels is a share of.
///
/// Measured rather than looked up, with plain loops that the JVM's compiler turns into vectors by
/// itself. Each figure is the best of many rounds of a few milliseconds, because other work on the
/// machine can only make a round slower.
public final class Peak {
  /// As many values as a first-level cache holds.
  private static final int VALUES = 4096;

  private static final int PASSES = 400;

  /// Fused multiply-adds a value in [#multiply]: four chains of eight, and three to join them.
  private static final int MULTIPLIES = 35;

  /// More values than any cache holds, over all threads, in each of three arrays.
  private static final int STREAMED = 1 << 24;

  /// Bytes that [#stream] moves for a value: two read, one written.
  private static final int STREAMED_BYTES = 12;

  private static final double SECONDS = 0.6;
  private static final int ROUNDS = 10;

  private Peak() {}

  /// 10⁹ `float32` operations a second on so many threads at once; a fused multiply-add counts as
  /// two.
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

  /// The best round of `amount` on a team of threads that start each round together, in 10⁹ a
  /// second.
  private static double best(int threads, Supplier<Runnable> work, double amount) {
    long[] starts = new long[threads];
    long[] ends = new long[threads];
    double[] best = new double[1];
    boolean[] enough = new boolean[1];
    long begin = System.nanoTime();
    int[] rounds = new int[1];
    // Runs once a round, when all threads have finished it.
    Runnable judge =
        () -> {
          long start = starts[0];
          long end = ends[0];
          for (int t = 1; t < threads; t++) {
            start = Math.min(start, starts[t]);
            end = Math.max(end, ends[t]);
          }
          best[0] = Math.max(best[0], amount / Math.max(1, end - start));
          enough[0] = ++rounds[0] >= ROUNDS && end - begin > SECONDS * 1e9;
        };
    CyclicBarrier ready = new CyclicBarrier(threads);
    CyclicBarrier done = new CyclicBarrier(threads, judge);
    Thread[] team = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      int mine = t;
      team[t] =
          new Thread(
              () -> {
                Runnable round = work.get();
                while (!enough[0]) {
                  await(ready);
                  starts[mine] = System.nanoTime();
                  round.run();
                  ends[mine] = System.nanoTime();
                  await(done);
                }
              },
              "cien-peak-" + t);
      team[t].start();
    }
    for (Thread thread : team) {
      join(thread);
    }
    return best[0];
  }

  /// Four chains that do not wait for each other, so that the latency of a multiply-add is hidden,
  /// between one load and one store. Their factors differ, or the compiler would compute one chain
  /// and copy it; more of them, and it would no longer turn the loop into vectors.
  private static void multiply(float[] values, float a, float b) {
    for (int i = 0; i < values.length; i++) {
      float v = values[i];
      float x = Math.fma(v, a, a);
      float y = Math.fma(v, b, a);
      float z = Math.fma(v, a, b);
      float w = Math.fma(v, b, b);
      x = Math.fma(x, a, a);
      y = Math.fma(y, b, a);
      z = Math.fma(z, a, b);
      w = Math.fma(w, b, b);
      x = Math.fma(x, a, a);
      y = Math.fma(y, b, a);
      z = Math.fma(z, a, b);
      w = Math.fma(w, b, b);
      x = Math.fma(x, a, a);
      y = Math.fma(y, b, a);
      z = Math.fma(z, a, b);
      w = Math.fma(w, b, b);
      x = Math.fma(x, a, a);
      y = Math.fma(y, b, a);
      z = Math.fma(z, a, b);
      w = Math.fma(w, b, b);
      x = Math.fma(x, a, a);
      y = Math.fma(y, b, a);
      z = Math.fma(z, a, b);
      w = Math.fma(w, b, b);
      x = Math.fma(x, a, a);
      y = Math.fma(y, b, a);
      z = Math.fma(z, a, b);
      w = Math.fma(w, b, b);
      x = Math.fma(x, a, a);
      y = Math.fma(y, b, a);
      z = Math.fma(z, a, b);
      w = Math.fma(w, b, b);
      values[i] = Math.fma(x, b, Math.fma(y, b, Math.fma(z, b, w)));
    }
  }

  private static void stream(float[] a, float[] b, float[] sum, float scale) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a[i] + scale * b[i];
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (BrokenBarrierException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
