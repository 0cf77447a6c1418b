package dev.cien.recipes.multimodal;

import dev.cien.recipes.kit.PrincipalAxes;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Where a [dev.cien.zoo.Clip] puts pictures and phrases, all of them vectors of length 1.
///
/// @param pictures `[P][width]`
/// @param phrases `[T][width]`
record CommonSpace(double[][] pictures, double[][] phrases) {
  /// Axes that are looked along.
  static final int AXES = 4;

  static double[][] rows(Tensor matrix) {
    double[] all = matrix.toDoubles();
    int width = matrix.shape().dim(1);
    return IntStream.range(0, matrix.shape().dim(0))
        .mapToObj(r -> Arrays.copyOfRange(all, r * width, (r + 1) * width))
        .toArray(double[][]::new);
  }

  static double cosine(double[] a, double... b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double[] cosines(double[] asked, double[]... among) {
    return Stream.of(among).mapToDouble(one -> cosine(asked, one)).toArray();
  }

  /// The numbers of the largest values, the largest first.
  static int[] best(double[] values, int count) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -values[i]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /// The directions in which all of it spreads most, each turned to the side on which it was
  /// before.
  PrincipalAxes axes(List<double[]> before) {
    double[][] all =
        Stream.concat(Stream.of(pictures), Stream.of(phrases)).toArray(double[][]::new);
    PrincipalAxes found = PrincipalAxes.of(all, AXES);
    for (int k = 0; k < before.size(); k++) {
      double[] axis = found.axes()[k];
      if (cosine(axis, before.get(k)) < 0) {
        for (int i = 0; i < axis.length; i++) {
          axis[i] = -axis[i];
        }
      }
    }
    return found;
  }
}
