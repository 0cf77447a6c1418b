package dev.cien.course.small;

import java.util.List;

/// One example: what goes in, and what should come out.
///
/// @param inputs one number for each input node
/// @param targets one number for each output node
public record Sample(double[] inputs, double[] targets) {
  /// The inputs of all samples, row by row.
  static double[][] inputs(List<Sample> samples) {
    return samples.stream().map(Sample::inputs).toArray(double[][]::new);
  }

  /// The targets of all samples, row by row.
  static double[][] targets(List<Sample> samples) {
    return samples.stream().map(Sample::targets).toArray(double[][]::new);
  }
}
