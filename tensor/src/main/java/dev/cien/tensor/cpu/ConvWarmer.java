package dev.cien.tensor.cpu;

import java.util.ArrayList;
import java.util.List;

/// Has the vector kernels of convolutions made fast. Convolutions take the scalar loops until then;
/// both give the same bits, so nobody can tell when.
enum ConvWarmer {
  /// [ConvTiles].
  TILES {
    @Override
    List<Race> races() {
      ConvTiles vector = ConvKernels.tiles(true);
      ConvTiles scalar = ConvKernels.tiles(false);
      List<Race> races = new ArrayList<>();
      for (int lanes = 2 * ConvTiles.LANES; lanes >= ConvTiles.LANES; lanes -= ConvTiles.LANES) {
        int width = lanes;
        int each = ConvTiles.ROWS * 2 * width / ConvTiles.LANES;
        float[] a = new float[STEPS * ConvTiles.ROWS];
        float[] b = new float[STEPS * width];
        float[] out = new float[ConvTiles.ROWS * width];
        int[] zero = new int[ConvTiles.ROWS];
        races.add(
            race(
                vector,
                scalar,
                each,
                (math, n) -> {
                  int runs = n < RUNS ? 1 : RUNS;
                  math.multiply(
                      a, 0, zero, 0, 8, zero, 0, runs, n / runs, b, 0, width, width, out, 0, width,
                      false);
                  math.multiply(
                      a, 0, zero, 0, 8, zero, 0, 1, 1, b, 0, width, width, out, 0, width, true);
                }));
        races.add(
            race(
                vector,
                scalar,
                each,
                (math, n) -> {
                  math.multiplyColumns(a, 0, 8, 8, n, b, 0, width, width, out, 0, width, false);
                  math.multiplyColumns(a, 0, 8, 8, 1, b, 0, width, width, out, 0, width, true);
                }));
      }
      int step = STEPS * ConvTiles.LANES;
      float[] from = new float[6 * step];
      float[] to = new float[6 * step];
      List<Call<ConvTiles>> lines =
          List.of(
              (math, n) -> math.pixels(from, 0, step, to, 0, step, n * ConvTiles.LANES),
              (math, n) -> math.results(from, 0, step, to, 0, step, n * ConvTiles.LANES),
              (math, n) -> math.slopes(from, 0, step, to, 0, step, n * ConvTiles.LANES),
              (math, n) -> math.weights(from, 0, step, to, 0, step, n * ConvTiles.LANES),
              (math, n) -> math.weightSlopes(from, 0, step, to, 0, step, n * ConvTiles.LANES));
      lines.forEach(line -> races.add(race(vector, scalar, LINE, line)));
      return races;
    }
  },

  /// [ConvArithmetic] of float32.
  PLANES {
    @Override
    List<Race> races() {
      ConvArithmetic vector = ConvKernels.planes(true, true);
      ConvArithmetic scalar = ConvKernels.planes(true, false);
      int pixels = 8 * ConvArithmetic.LANES;
      float[] x = new float[STEPS * ConvArithmetic.LANES];
      float[] w = new float[STEPS * ConvArithmetic.ROWS];
      float[] y = new float[ConvArithmetic.ROWS * STEPS * ConvArithmetic.LANES];
      float[] lanes = new float[ConvArithmetic.CHANNELS * ConvArithmetic.TAPS * 16];
      float[] sums = new float[ConvArithmetic.CHANNELS * ConvArithmetic.TAPS];
      int[][] offsets = new int[STEPS + 1][];
      for (int n = 0; n <= STEPS; n++) {
        offsets[n] = new int[n];
      }
      int[] taps = new int[ConvArithmetic.TAPS];
      return List.of(
          race(
              vector,
              scalar,
              ConvArithmetic.ROWS * 2,
              (math, n) ->
                  math.accumulate(x, offsets[n], w, 0, ConvArithmetic.ROWS, y, pixels, 0, 32)),
          race(
              vector,
              scalar,
              8,
              (math, n) -> math.accumulate(x, offsets[n], w, 0, 1, y, pixels, 0, pixels)),
          race(
              vector,
              scalar,
              4,
              (math, n) -> math.accumulate(x, offsets[n], w, 0, 1, y, pixels, 0, 32)),
          race(
              vector,
              scalar,
              ConvArithmetic.CHANNELS * ConvArithmetic.TAPS,
              (math, n) ->
                  math.correlate(
                      y,
                      0,
                      STEPS * ConvArithmetic.LANES,
                      x,
                      taps,
                      0,
                      n * ConvArithmetic.LANES,
                      lanes,
                      sums)));
    }
  };

  /// Steps of a loop in one call.
  private static final int STEPS = 33;

  /// Runs of a product: the lines of a kernel of three by three.
  private static final int RUNS = 3;

  /// Vector operations in a step of a line transform.
  private static final int LINE = 12;

  private final ColdRaces cold = new ColdRaces(this::races);

  /// Whether vector kernels should run for `work` multiply-adds.
  boolean ready(long work) {
    return cold.ready(work);
  }

  /// The methods of the kernels, each for itself.
  abstract List<Race> races();

  @FunctionalInterface
  private interface Call<M> {
    void run(M math, int steps);
  }

  /// The same call of either kernel; `each` is the number of vector operations in a step.
  private static <M> Race race(M vector, M scalar, int each, Call<M> call) {
    int wide = Math.max(1, ConvTiles.LANES / VectorSupport.lanes());
    return new Race(
        n -> call.run(vector, n), n -> call.run(scalar, n), STEPS, (STEPS * each + 64) * wide);
  }
}
