package dev.cien.recipes.vision;

import dev.cien.tensor.Tensor;

/// Enlarging pictures by cubic convolution, the usual way without learning.
///
/// A new pixel at place t between old ones is Σ w(t − k)·x(k) over the four nearest k of each axis,
/// the edge repeated, with
///
/// ```
/// w(d) = 1.5·|d|³ − 2.5·|d|² + 1              for |d| ≤ 1
///      = −0.5·|d|³ + 2.5·|d|² − 4·|d| + 2     for 1 < |d| < 2
/// ```
///
/// R. G. Keys: Cubic convolution interpolation for digital image processing, 1981.
final class Bicubic {
  private static final int TAPS = 4;

  private Bicubic() {}

  /// Pictures `[N, C, H, W]` with sides `factor` times as long.
  static Tensor enlarge(Tensor pictures, int factor) {
    Tensor rows = matrix(pictures.shape().dim(2), factor);
    Tensor columns = matrix(pictures.shape().dim(3), factor);
    return rows.matmul(pictures).matmul(columns.t());
  }

  /// The weights `[factor · n, n]` of the old pixels in the new ones.
  static Tensor matrix(int n, int factor) {
    float[] weights = new float[factor * n * n];
    for (int i = 0; i < factor * n; i++) {
      double place = (i + 0.5) / factor - 0.5;
      int first = (int) Math.floor(place) - 1;
      for (int k = first; k < first + TAPS; k++) {
        weights[i * n + Math.clamp(k, 0, n - 1)] += (float) weight(Math.abs(place - k));
      }
    }
    return Tensor.of(weights, factor * n, n);
  }

  private static double weight(double d) {
    return d <= 1
        ? 1.5 * d * d * d - 2.5 * d * d + 1
        : d < 2 ? -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2 : 0;
  }
}
