package dev.cien.tensor.cpu;

import java.lang.System.Logger.Level;

/// Chooses the kernel of the float32 matrix product.
///
/// Vector API code runs hundreds of times slower than plain loops until C2 has compiled it. So the
/// first product starts a daemon thread that exercises the vector kernel; until that is fast,
/// products run on the scalar kernel. Both give the same bits, so nobody can see the moment of the
/// switch in a result. Fast means faster than the scalar kernel in the same moment, so that a busy
/// machine decides no differently from a quiet one. On a JVM that never compiles the vector kernel
/// well (no C2) the scalar kernel stays.
final class MatMulKernels {

  /// A tile of this depth takes about a microsecond once compiled, and milliseconds before.
  private static final int TRIAL_DEPTH = 256;

  private static final int FAST_RUNS = 20;

  /// Nanoseconds a multiply-add beyond which the comparison with the scalar kernel is not worth its
  /// time.
  private static final double LIKELY_WARM_NANOS = 1;

  private static final long GIVE_UP_NANOS = 20_000_000_000L;

  private static final MatMulKernel SCALAR = new MatMulScalarKernel();

  private static volatile MatMulKernel current = SCALAR;

  private MatMulKernels() {}

  /// The fastest kernel that is ready now.
  static MatMulKernel current() {
    MatMulKernel kernel = current;
    if (kernel == SCALAR && VectorSupport.available()) {
      WarmUp.ensureStarted();
    }
    return kernel;
  }

  static MatMulKernel scalar() {
    return SCALAR;
  }

  /// A vector kernel, warm or not. Ask [VectorSupport#available()] first.
  static MatMulKernel vector() {
    return WarmUp.VECTOR;
  }

  /// Waits until the vector kernel is warm; `false` if this process stays with the scalar one.
  static boolean awaitVector() throws InterruptedException {
    if (VectorSupport.available()) {
      WarmUp.THREAD.join();
    }
    return current != SCALAR;
  }

  /// Loaded, and so started, at the first product; mentions the vector kernel.
  private static final class WarmUp {

    static final MatMulKernel VECTOR = new MatMulVectorKernel();
    static final Thread THREAD =
        Thread.ofPlatform().name("cien-matmul-warm-up").daemon().start(WarmUp::run);

    private WarmUp() {}

    static void ensureStarted() {}

    private static void run() {
      int rows = VECTOR.rows();
      int cols = VECTOR.cols();
      float[] left = new float[TRIAL_DEPTH * rows];
      float[] right = new float[TRIAL_DEPTH * cols];
      float[] tile = new float[rows * cols];
      float[] result = new float[rows * cols];
      long start = System.nanoTime();
      int fast = 0;
      while (fast < FAST_RUNS) {
        if (System.nanoTime() - start > GIVE_UP_NANOS) {
          System.getLogger(VectorSupport.class.getName())
              .log(
                  Level.WARNING,
                  "This JVM does not compile Vector API code well (is C2 off?): scalar loops"
                      + " stay.");
          return;
        }
        double vector = trial(VECTOR);
        multiply(VECTOR, left, right, tile, 4);
        multiply(VECTOR, left, right, tile, 1);
        VECTOR.multiplyRow(TRIAL_DEPTH, left, 0, right, 0, cols, tile, cols);
        VECTOR.pack(right, 0, cols, 1, TRIAL_DEPTH, cols, right, 0, cols);
        VECTOR.pack(right, 0, 1, TRIAL_DEPTH, TRIAL_DEPTH, rows, left, 0, rows);
        for (int i = 0; i < 16; i++) {
          VECTOR.store(tile, rows, result, 0, cols, (i & 1) == 0);
        }
        fast = vector < LIKELY_WARM_NANOS && vector < trial(SCALAR) ? fast + 1 : 0;
      }
      current = VECTOR;
    }

    private static void multiply(
        MatMulKernel kernel, float[] left, float[] right, float[] tile, int rows) {
      int cols = kernel.cols();
      kernel.multiply(TRIAL_DEPTH, left, 0, right, 0, cols, tile, 0, cols, rows, cols);
      kernel.multiplyRows(
          TRIAL_DEPTH, left, 0, TRIAL_DEPTH, right, 0, cols, tile, 0, cols, rows, cols);
    }

    /// Nanoseconds for one step of K and one element of a tile.
    private static double trial(MatMulKernel kernel) {
      int rows = kernel.rows();
      int cols = kernel.cols();
      float[] left = new float[TRIAL_DEPTH * rows];
      float[] right = new float[TRIAL_DEPTH * cols];
      float[] tile = new float[rows * cols];
      long before = System.nanoTime();
      multiply(kernel, left, right, tile, rows);
      return (double) (System.nanoTime() - before) / ((long) TRIAL_DEPTH * rows * cols);
    }
  }
}
