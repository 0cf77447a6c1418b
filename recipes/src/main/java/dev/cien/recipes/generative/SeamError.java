package dev.cien.recipes.generative;

/// How much a tile shows where it meets itself: the mean square step of colour across its edges,
/// last row to first row and last column to first, against that between neighbours inside.
///
/// ```
/// ratio = mean (x[r, w − 1] − x[r, 0])², … over the seams / mean (x[r, c] − x[r, c + 1])², … inside
/// error = max(ratio, 1 / ratio)                              1: a seam like any other place
/// ```
///
/// A seam that is smoother than the rest shows as well, so that too small a ratio is no better than
/// too large a one. All tiles of a kind are counted together: one tile has few neighbours. A flat
/// tile has no seam either; that is for other figures to find.
///
/// @param seam mean square step across the seams
/// @param inside mean square step inside
record SeamError(double seam, double inside) {
  /// Of tiles together.
  ///
  /// @param values `[n, channels, height, width]`
  static SeamError of(float[] values, int channels, int height, int width) {
    double seam = 0;
    double inside = 0;
    int maps = values.length / (height * width);
    for (int map = 0; map < maps; map++) {
      int at = map * height * width;
      for (int r = 0; r < height; r++) {
        for (int c = 0; c < width; c++) {
          double here = values[at + r * width + c];
          double down = here - values[at + (r + 1) % height * width + c];
          double right = here - values[at + r * width + (c + 1) % width];
          if (r == height - 1) {
            seam += down * down;
          } else {
            inside += down * down;
          }
          if (c == width - 1) {
            seam += right * right;
          } else {
            inside += right * right;
          }
        }
      }
    }
    long count = (long) maps * (height + width);
    return new SeamError(seam / count, inside / (maps * (2L * height * width) - count));
  }

  /// Step across the seams against step inside; 1 where there is neither.
  double ratio() {
    return seam == inside ? 1 : seam / inside;
  }

  /// How far from 1 that is, either way.
  double error() {
    return Math.max(ratio(), 1 / ratio());
  }
}
