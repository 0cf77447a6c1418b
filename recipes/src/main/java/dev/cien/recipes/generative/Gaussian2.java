package dev.cien.recipes.generative;

import dev.cien.tensor.Rng;

/// A normal distribution in the plane: N(mean, LLᵀ) with L lower triangular.
///
/// @param x the mean across
/// @param y the mean upwards
/// @param a L's first row
/// @param b L's second row, first entry
/// @param c L's second row, second entry
record Gaussian2(double x, double y, double a, double b, double c) {
  /// The one with the mean and covariance of points `[n, 2]`.
  static Gaussian2 fit(float[] xy) {
    int n = xy.length / 2;
    double mx = 0;
    double my = 0;
    for (int i = 0; i < n; i++) {
      mx += xy[2 * i] / n;
      my += xy[2 * i + 1] / n;
    }
    double xx = 0;
    double xCrossY = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      double dx = xy[2 * i] - mx;
      double dy = xy[2 * i + 1] - my;
      xx += dx * dx / n;
      xCrossY += dx * dy / n;
      yy += dy * dy / n;
    }
    double a = Math.sqrt(xx);
    double b = xCrossY / a;
    return new Gaussian2(mx, my, a, b, Math.sqrt(yy - b * b));
  }

  /// Random points `[count, 2]`.
  float[] draw(int count, Rng rng) {
    float[] xy = new float[2 * count];
    for (int i = 0; i < count; i++) {
      double u = rng.nextGaussian();
      double v = rng.nextGaussian();
      xy[2 * i] = (float) (x + a * u);
      xy[2 * i + 1] = (float) (y + b * u + c * v);
    }
    return xy;
  }
}
