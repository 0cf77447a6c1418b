package dev.cien.course.playground;

import java.util.Arrays;

/// All that a training of the playground depends on at one moment: parameters, the weights that L1
/// has switched off, and the slopes gathered for a batch that is not full yet.
///
/// Layers are counted from the inputs, which have neither weights nor biases.
///
/// @param biases `[layer][node]`
/// @param weights `[layer][node][node of the layer before]`
/// @param dead like weights: those that stay at 0
/// @param biasSlopes like biases: sums over the points since the last update
/// @param weightSlopes like weights: the same
/// @param gathered over how many points
/// @param memory what optimizer and batch norm remember; none if it is missing
public record Parameters(
    double[][] biases,
    double[][][] weights,
    boolean[][][] dead,
    double[][] biasSlopes,
    double[][][] weightSlopes,
    int gathered,
    PlaneMemory memory) {
  /// What was saved without a memory has none.
  public Parameters {
    memory = memory == null ? PlaneMemory.none() : memory;
  }

  /// A copy that shares nothing.
  public Parameters copy() {
    return new Parameters(
        copy(biases),
        copy(weights),
        copy(dead),
        copy(biasSlopes),
        copy(weightSlopes),
        gathered,
        memory.copy());
  }

  /// How many numbers can be learnt.
  public int count() {
    int count = memory.learnt();
    for (int layer = 1; layer < biases.length; layer++) {
      for (double[] of : weights[layer]) {
        count += of.length + 1;
      }
    }
    return count;
  }

  /// Whether it fits a network of these sizes.
  boolean fits(Parameters other) {
    boolean fits =
        shape(biases).equals(shape(other.biases))
            && shape(biasSlopes).equals(shape(other.biases))
            && weights.length == other.weights.length
            && dead.length == other.weights.length
            && weightSlopes.length == other.weights.length;
    for (int layer = 0; fits && layer < weights.length; layer++) {
      String expected = shape(other.weights[layer]);
      fits =
          shape(weights[layer]).equals(expected)
              && shape(weightSlopes[layer]).equals(expected)
              && dead[layer].length == weights[layer].length;
      for (int node = 0; fits && node < dead[layer].length; node++) {
        fits = dead[layer][node].length == weights[layer][node].length;
      }
    }
    return fits && gathered >= 0 && memory.fits(other.memory);
  }

  private static String shape(double[]... rows) {
    return Arrays.toString(Arrays.stream(rows).mapToInt(row -> row.length).toArray());
  }

  static double[][] copy(double[]... rows) {
    double[][] copy = new double[rows.length][];
    Arrays.setAll(copy, i -> rows[i].clone());
    return copy;
  }

  private static double[][][] copy(double[][]... all) {
    double[][][] copy = new double[all.length][][];
    Arrays.setAll(copy, i -> copy(all[i]));
    return copy;
  }

  private static boolean[][][] copy(boolean[][]... all) {
    boolean[][][] copy = new boolean[all.length][][];
    Arrays.setAll(
        copy,
        i -> {
          boolean[][] rows = new boolean[all[i].length][];
          Arrays.setAll(rows, j -> all[i][j].clone());
          return rows;
        });
    return copy;
  }
}
