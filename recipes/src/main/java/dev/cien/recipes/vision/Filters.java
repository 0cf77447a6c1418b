package dev.cien.recipes.vision;

import dev.cien.tensor.Tensor;
import java.util.Arrays;

/// Filters that repair pictures without learning.
final class Filters {
  private static final int AROUND = 9;

  private Filters() {}

  /// Each pixel the middle one, by size, of the 3 × 3 around it, the edge repeated: single wrong
  /// pixels vanish, edges stay. J. W. Tukey: Exploratory data analysis, 1977.
  static Tensor median(Tensor pictures) {
    return around(pictures, Filters::middle);
  }

  /// Each pixel the mean of the 3 × 3 around it, weighted 1 2 1 in both directions.
  static Tensor blur(Tensor pictures) {
    return around(pictures, Filters::binomial);
  }

  private interface Rule {
    float of(float... around);
  }

  private static float middle(float... around) {
    Arrays.sort(around);
    return around[AROUND / 2];
  }

  private static float binomial(float... v) {
    return (v[0] + 2 * v[1] + v[2] + 2 * v[3] + 4 * v[4] + 2 * v[5] + v[6] + 2 * v[7] + v[8]) / 16;
  }

  private static Tensor around(Tensor pictures, Rule rule) {
    int[] dims = pictures.shape().dims();
    int height = dims[2];
    int width = dims[3];
    float[] old = pictures.toFloats();
    float[] repaired = new float[old.length];
    float[] around = new float[AROUND];
    for (int i = 0; i < old.length; i++) {
      int plane = i / (height * width) * height * width;
      int y = i / width % height;
      int x = i % width;
      for (int k = 0; k < AROUND; k++) {
        int row = Math.clamp(y + k / 3 - 1, 0, height - 1);
        int column = Math.clamp(x + k % 3 - 1, 0, width - 1);
        around[k] = old[plane + row * width + column];
      }
      repaired[i] = rule.of(around);
    }
    return Tensor.of(repaired, dims);
  }
}
