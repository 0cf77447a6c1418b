package dev.cien.recipes.generative;

import dev.cien.tensor.Rng;
import java.util.Arrays;

/// How far two clouds of equally many points in the plane are apart: over many directions, the mean
/// distance between the i-th points of both in the order along that direction, which is the earth
/// mover's distance of what one sees from there.
///
/// N. Bonneel et al.: Sliced and Radon Wasserstein barycenters of measures, 2015.
final class SlicedWasserstein {
  private static final int DIRECTIONS = 64;

  private SlicedWasserstein() {}

  /// The distance of points `[n, 2]`.
  static double between(float[] a, float[] b, Rng rng) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "sliced Wasserstein: expected equally many points, found "
              + a.length / 2
              + " and "
              + b.length / 2);
    }
    double sum = 0;
    for (int d = 0; d < DIRECTIONS; d++) {
      // Evenly turned from a random first direction.
      double angle = Math.PI * (d + rng.nextDouble()) / DIRECTIONS;
      double[] p = seen(a, angle);
      double[] q = seen(b, angle);
      for (int i = 0; i < p.length; i++) {
        sum += Math.abs(p[i] - q[i]);
      }
    }
    return sum / DIRECTIONS / (a.length / 2.0);
  }

  private static double[] seen(float[] xy, double angle) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double[] along = new double[xy.length / 2];
    for (int i = 0; i < along.length; i++) {
      along[i] = cos * xy[2 * i] + sin * xy[2 * i + 1];
    }
    Arrays.sort(along);
    return along;
  }
}
