package dev.cien.tensor.cpu;

import dev.cien.tensor.DType;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Runs the vector kernels of convolutions in the background, on memory of its own, until C2 has
/// made them faster than the scalar loops.
///
/// Cold vector code is hundreds of times slower than that, so convolutions take the scalar loops
/// until then. Both give the same bits, so nobody can tell when.
enum ConvWarmer {
  /// [ConvTiles].
  TILES {
    @Override
    List<Sample> samples() {
      ConvShape s = shape(32, 48, 8, 3);
      return List.of(
          new Sample(s, ConvPlan.forward(s, DType.FLOAT32, FIRST, FIRST)),
          new Sample(s, ConvPlan.weightGradient(s, DType.FLOAT32, FIRST, FIRST)));
    }
  },

  /// [ConvArithmetic] of float32.
  PLANES {
    @Override
    List<Sample> samples() {
      ConvShape many = shape(4, 9, 16, 3);
      ConvShape few = shape(3, 2, 16, 3);
      return List.of(
          new Sample(many, ConvPlan.forward(many, DType.FLOAT32, FIRST, FIRST)),
          new Sample(few, ConvPlan.forward(few, DType.FLOAT32, FIRST, FIRST)),
          new Sample(many, ConvPlan.weightGradient(many, DType.FLOAT32, FIRST, FIRST)));
    }
  };

  private static final ConvLayout FIRST = ConvLayout.CHANNELS_FIRST;
  private static final long PATIENCE = 5_000_000_000L;

  private final AtomicBoolean started = new AtomicBoolean();
  private volatile boolean ready;

  /// Whether vector kernels should run; the first question starts the warming.
  boolean ready() {
    if (!ready && started.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("cien-conv-warmer").start(this::warm);
    }
    return ready;
  }

  private void warm() {
    long give = System.nanoTime() + PATIENCE;
    try {
      for (Sample sample : samples()) {
        sample.time(false);
        while (sample.time(true) >= sample.time(false) && System.nanoTime() < give) {}
      }
    } finally {
      ready = true;
    }
  }

  /// Convolutions that use all of the kernels, small enough to stay on one thread.
  abstract List<Sample> samples();

  static ConvShape shape(int c, int k, int size, int kernel) {
    int[] ones = {1, 1};
    return ConvShape.of(
        1, c, k, 1, new int[] {size, size}, new int[] {kernel, kernel}, ones, ones, ones, ones);
  }

  /// A plan with arrays large enough for any role.
  record Sample(ConvPlan plan, float[] a, float[] b, float[] result) {
    private static final int BATCH = 10;

    Sample(ConvShape s, ConvPlan plan) {
      int size = Math.max(s.weightLength(), Math.max(s.inputLength(), s.outputLength()));
      this(plan, new float[size], new float[size], new float[size]);
    }

    long time(boolean vectors) {
      long start = System.nanoTime();
      for (int i = 0; i < BATCH; i++) {
        plan.run(a, b, result, vectors);
      }
      return System.nanoTime() - start;
    }
  }
}
