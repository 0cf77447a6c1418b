package dev.cien.recipes.generative;

import dev.cien.data.TensorDataset;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.LeastSquares;
import dev.cien.tensor.Rng;

/// The best linear filter: the gas in a cell one jump later as a weighted sum of the gas in a
/// window around it now, by least squares over the training boxes. It sees no walls.
final class GasFilter {
  private static final int REACH = 5;
  private static final int WIDTH = 2 * REACH + 1;
  private static final int ROWS = 12_000;

  private final double[] weights;

  private GasFilter(double... weights) {
    this.weights = weights;
  }

  /// Fitted to some cells of the samples.
  static GasFilter fit(TensorDataset samples, Rng rng) {
    int cells = GasScenes.SIDE * GasScenes.SIDE;
    float[] inputs = samples.inputs().toFloats();
    float[] targets = samples.targets().toFloats();
    double[][] x = new double[ROWS][];
    double[] y = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      int sample;
      int cell;
      do {
        sample = rng.nextInt(samples.size());
        cell = rng.nextInt(cells);
      } while (inputs[(2 * sample + 1) * cells + cell] == 0);
      double[] gas = new double[cells];
      boolean[] free = new boolean[cells];
      for (int i = 0; i < cells; i++) {
        gas[i] = inputs[2 * sample * cells + i];
        free[i] = inputs[(2 * sample + 1) * cells + i] > 0;
      }
      double mean = center(gas, free);
      x[row] = window(gas, cell);
      y[row] = targets[sample * cells + cell] - mean;
    }
    return new GasFilter(LeastSquares.fit(x, y));
  }

  GasJump jump() {
    return new GasJump(
        "linear",
        new Text(
            "a linear filter of " + WIDTH + " × " + WIDTH + " cells, by least squares",
            "un filtro lineal de " + WIDTH + " × " + WIDTH + " celdas, por mínimos cuadrados"),
        1,
        (scenes, gas) -> GasJump.each(gas, i -> next(scenes[i].medium(), gas[i])));
  }

  private double[] next(GasMedium medium, double[] gas) {
    double[] apart = gas.clone();
    boolean[] free = new boolean[gas.length];
    for (int i = 0; i < free.length; i++) {
      free[i] = medium.free(i);
    }
    double mean = center(apart, free);
    double[] next = new double[gas.length];
    for (int i = 0; i < gas.length; i++) {
      if (free[i]) {
        double[] seen = window(apart, i);
        next[i] = mean + weights[seen.length];
        for (int k = 0; k < seen.length; k++) {
          next[i] += weights[k] * seen[k];
        }
      }
    }
    return next;
  }

  /// Takes the mean of the free cells off them and gives it; walls hold 0.
  private static double center(double[] gas, boolean[] free) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < gas.length; i++) {
      sum += free[i] ? gas[i] : 0;
      count += free[i] ? 1 : 0;
    }
    for (int i = 0; i < gas.length; i++) {
      gas[i] = free[i] ? gas[i] - sum / count : 0;
    }
    return sum / count;
  }

  private static double[] window(double[] gas, int cell) {
    double[] seen = new double[WIDTH * WIDTH];
    for (int k = 0; k < seen.length; k++) {
      int y = cell / GasScenes.SIDE + k / WIDTH - REACH;
      int x = cell % GasScenes.SIDE + k % WIDTH - REACH;
      boolean inside = x >= 0 && x < GasScenes.SIDE && y >= 0 && y < GasScenes.SIDE;
      seen[k] = inside ? gas[y * GasScenes.SIDE + x] : 0;
    }
    return seen;
  }
}
