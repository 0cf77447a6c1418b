package dev.cien.recipes.vision;

import dev.cien.io.Pixels;

/// Gradient histograms as pictures: in each cell a line along the edge for each direction, the
/// brighter the larger its vote; the root is drawn, so that weak votes are seen.
final class HogGlyphs {
  private static final int CELL = 32;

  private HogGlyphs() {}

  /// The histograms of a grey picture, drawn.
  static Pixels of(Hog hog, float... picture) {
    double[] votes = hog.histograms(picture);
    double most = 1e-9;
    for (double vote : votes) {
      most = Math.max(most, vote);
    }
    int side = hog.cells() * CELL;
    float[] values = new float[side * side];
    for (int cell = 0; cell < hog.cells() * hog.cells(); cell++) {
      double middleY = (cell / hog.cells() + 0.5) * CELL;
      double middleX = (cell % hog.cells() + 0.5) * CELL;
      for (int d = 0; d < hog.directions(); d++) {
        // An edge lies across its gradient.
        double angle = Math.PI * (d / (double) hog.directions() + 0.5);
        float light = (float) Math.sqrt(votes[cell * hog.directions() + d] / most);
        for (double t = -0.45 * CELL; t <= 0.45 * CELL; t += 0.5) {
          int y = (int) (middleY + t * StrictMath.sin(angle));
          int x = (int) (middleX + t * StrictMath.cos(angle));
          values[y * side + x] = Math.max(values[y * side + x], light);
        }
      }
    }
    return Maps.plain(values, 1, side, side);
  }
}
