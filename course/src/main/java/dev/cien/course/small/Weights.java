package dev.cien.course.small;

/// The parameters of one layer.
///
/// @param weights `[out][in]`: one row a neuron
/// @param biases `[out]`
public record Weights(double[][] weights, double[] biases) {
  /// How many neurons it has.
  public int outputs() {
    return biases.length;
  }

  /// How many numbers it takes.
  public int inputs() {
    return weights[0].length;
  }

  /// How many parameters it has.
  public int count() {
    return outputs() * (inputs() + 1);
  }
}
