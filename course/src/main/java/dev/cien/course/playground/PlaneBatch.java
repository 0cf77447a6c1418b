package dev.cien.course.playground;

/// What passing some points through the network leaves for the way back, `[layer][point][node]`.
final class PlaneBatch {
  /// What a layer gives on, the inputs first.
  final double[][][] outputs;

  /// What its activation is applied to.
  final double[][][] sums;

  /// With batch norm, the normalised sums before scale and shift.
  final double[][][] units;

  /// With batch norm, `[layer][node]`: 1 / √(variance + ε).
  final double[][] inverse;

  /// With dropout, what outputs were multiplied with.
  final double[][][] masks;

  PlaneBatch(double[][] inputs, int layers) {
    this.outputs = new double[layers + 1][][];
    this.sums = new double[layers + 1][][];
    this.units = new double[layers + 1][][];
    this.inverse = new double[layers + 1][];
    this.masks = new double[layers + 1][][];
    outputs[0] = inputs;
  }

  /// Sets each number to 0 with a probability and stretches the others, so that the mean stays;
  /// gives the factors.
  static double[][] drop(double[][] a, double share, SeedRandom random) {
    double[][] mask = new double[a.length][a[0].length];
    for (int point = 0; point < a.length; point++) {
      for (int node = 0; node < mask[point].length; node++) {
        mask[point][node] = random.next() < share ? 0 : 1 / (1 - share);
        a[point][node] *= mask[point][node];
      }
    }
    return mask;
  }
}
