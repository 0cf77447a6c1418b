package dev.cien.cli;

import java.util.ArrayList;
import java.util.List;

/// How fast this machine multiplies and adds when nothing else holds it up: a loop over a few
/// kilobytes with many fused multiply-adds a value, which the JVM's compiler turns into vectors by
/// itself.
final class Peak {
  private static final int VALUES = 2048;
  private static final int DEPTH = 16;
  private static final int ROUNDS = 2000;
  private static final int TRIES = 8;

  private Peak() {}

  /// The best of some tries on so many threads, in 10⁹ floating-point operations a second.
  static double gigaflops(int threads) throws InterruptedException {
    double best = 0;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      List<Thread> team = new ArrayList<>();
      float[][] results = new float[threads][];
      for (int t = 0; t < threads; t++) {
        int mine = t;
        team.add(new Thread(() -> results[mine] = work(), "cien-peak-" + t));
      }
      long start = System.nanoTime();
      team.forEach(Thread::start);
      for (Thread thread : team) {
        thread.join();
      }
      double seconds = (System.nanoTime() - start) * 1e-9;
      best = Math.max(best, 2.0 * DEPTH * VALUES * ROUNDS * threads / seconds * 1e-9);
    }
    return best;
  }

  private static float[] work() {
    float[] values = new float[VALUES];
    for (int round = 0; round < ROUNDS; round++) {
      pass(values, 0.999f, 0.001f);
    }
    return values;
  }

  private static void pass(float[] values, float a, float b) {
    for (int i = 0; i < values.length; i++) {
      float v = values[i];
      v = Math.fma(v, a, b);
      v = Math.fma(v, a, b);
      v = Math.fma(v, a, b);
      v = Math.fma(v, a, b);
      v = Math.fma(v, a, b);
      v = Math.fma(v, a, b);
      v = Math.fma(v, a, b);
      v = Math.fma(v, a, b);
      v = Math.fma(v, a, b);
      v = Math.fma(v, a, b);
      v = Math.fma(v, a, b);
      v = Math.fma(v, a, b);
      v = Math.fma(v, a, b);
      v = Math.fma(v, a, b);
      v = Math.fma(v, a, b);
      v = Math.fma(v, a, b);
      values[i] = v;
    }
  }
}
