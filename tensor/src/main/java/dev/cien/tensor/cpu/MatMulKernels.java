package dev.cien.tensor.cpu;

import dev.cien.tensor.DType;
import java.util.ArrayList;
import java.util.List;

/// Chooses the kernel of the float32 matrix product.
///
/// Vector API code runs hundreds of times slower than plain loops until C2 has compiled it. So the
/// first product has the vector kernel made fast in the background, and until it is, products run
/// on the scalar kernel. Both give the same bits, so nobody can see the moment of the switch in a
/// result.
final class MatMulKernels {
  /// Steps of K in one call, and the distance between rows.
  private static final int DEPTH = 32;

  private static final int STRIDE = 64;

  /// Rows of a left panel of either kernel at most.
  private static final int ROWS = 8;

  /// Columns of the narrow scalar kernel.
  private static final int NARROW_COLS = 64;

  private static final MatMulKernel SCALAR = new MatMulScalarKernel(MatMulScalarKernel.COLS);
  private static final MatMulKernel NARROW = new MatMulScalarKernel(NARROW_COLS);

  private static final ColdRaces COLD = new ColdRaces(MatMulKernels::races);

  private MatMulKernels() {}

  /// The fastest kernel that is ready now, for somebody with `work` multiply-adds to do.
  static MatMulKernel current(long work) {
    return COLD.ready(work) ? Vector.KERNEL : SCALAR;
  }

  /// The same for results of few columns: wide panels of these would be mostly empty, and their
  /// steps far apart.
  static MatMulKernel currentNarrow(long work) {
    return COLD.ready(work) ? Vector.KERNEL : NARROW;
  }

  static MatMulKernel scalar() {
    return SCALAR;
  }

  /// A vector kernel, warm or not. Ask [VectorSupport#available()] first.
  static MatMulKernel vector() {
    return Vector.KERNEL;
  }

  /// Has the vector kernel made fast, before anybody needs it.
  static void prepare() {
    COLD.start();
  }

  /// Waits until the vector kernel is fast; `false` if this process has only the scalar one.
  static boolean awaitVector() throws InterruptedException {
    return COLD.await();
  }

  /// Loaded only when the Vector API is there.
  private static final class Vector {
    static final MatMulKernel KERNEL = new MatMulVectorKernel();
  }

  @FunctionalInterface
  private interface Call {
    void run(MatMulKernel kernel, int steps);
  }

  private static Race race(int each, Call call) {
    return new Race(
        n -> call.run(Vector.KERNEL, n), n -> call.run(SCALAR, n), DEPTH, DEPTH * each + 4 * ROWS);
  }

  /// Long enough for [Buffers] to keep it clear of the places of others.
  private static float[] floats(int length) {
    return (float[]) Buffers.allocate(DType.FLOAT32, Math.max(length, STRIDE * STRIDE));
  }

  /// Every method of the kernel, each with the panels of its own width.
  private static List<Race> races() {
    int rows = Vector.KERNEL.rows();
    int cols = Vector.KERNEL.cols();
    float[] left = floats(STRIDE * STRIDE);
    float[] right = floats(DEPTH * SCALAR.cols());
    float[] tile = floats(ROWS * SCALAR.cols());
    float[] result = floats(STRIDE * STRIDE);
    float[] panels = floats(DEPTH * SCALAR.cols());
    List<Race> races = new ArrayList<>();
    for (int live : new int[] {rows, Math.min(4, rows), 1}) {
      races.add(
          race(
              2 * live,
              (kernel, n) ->
                  kernel.multiply(n, left, 0, right, 0, tile, 0, kernel.cols(), live, cols)));
      for (int apart : new int[] {cols, STRIDE}) {
        races.add(
            race(
                2 * live,
                (kernel, n) ->
                    kernel.multiplyRows(
                        n, left, 0, STRIDE, right, 0, apart, tile, 0, kernel.cols(), live, cols)));
      }
    }
    races.add(race(5, (kernel, n) -> kernel.multiplyRow(4, left, 0, right, 0, STRIDE, tile, n)));
    races.add(race(2, (kernel, n) -> kernel.pack(left, 0, cols, 1, n, cols, result, 0, cols)));
    races.add(
        race(8, (kernel, n) -> kernel.pack(left, 0, 1, STRIDE, n & -8, rows, result, 0, rows)));
    races.add(
        race(
            8,
            (kernel, n) ->
                kernel.packPanels(
                    left,
                    0,
                    STRIDE,
                    1,
                    n,
                    4 * kernel.rows(),
                    panels,
                    0,
                    DEPTH * kernel.rows(),
                    kernel.rows())));
    races.add(
        race(
            2,
            (kernel, n) ->
                kernel.packPanels(
                    left, 0, STRIDE, 1, n, cols, panels, 0, STRIDE * cols, kernel.cols())));
    for (boolean add : new boolean[] {false, true}) {
      races.add(
          race(
              1,
              (kernel, n) -> {
                for (int at = 0; at < n; at += ROWS) {
                  kernel.store(tile, Math.min(n, rows), result, 0, cols, add);
                }
              }));
    }
    return races;
  }
}
