package dev.cien.recipes.generative;

import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import java.util.Arrays;

/// Tiles that were made in one way, and what is measured of them.
///
/// @param name how they were made
/// @param values `[n, 3, side, side]`, from −1 to 1
/// @param labels the surface of each
/// @param side rows and columns of a tile
record TileKind(Text name, float[] values, int[] labels, int side) {
  private static final int CHANNELS = 3;

  /// How many values a tile has.
  int plane() {
    return CHANNELS * side * side;
  }

  /// The tiles of a surface.
  float[] of(int surface) {
    float[] some = new float[values.length];
    int found = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == surface) {
        System.arraycopy(values, i * plane(), some, found++ * plane(), plane());
      }
    }
    return Arrays.copyOf(some, found * plane());
  }

  /// The seam of a surface's tiles.
  SeamError seam(int surface) {
    return SeamError.of(of(surface), CHANNELS, side, side);
  }

  /// The geometric mean over surfaces of [SeamError#error], so that none counts more for being more
  /// colourful.
  double seam() {
    int surfaces = Arrays.stream(labels).max().orElseThrow() + 1;
    double sum = 0;
    for (int s = 0; s < surfaces; s++) {
      sum += Math.log(seam(s).error());
    }
    return Math.exp(sum / surfaces);
  }

  /// The tiles rolled by half, so that what was the seam lies in their middle: this is how a judge
  /// sees it.
  float[] rolled() {
    float[] rolled = new float[values.length];
    for (int i = 0; i < labels.length; i++) {
      System.arraycopy(
          TileCopies.patch(values, i, CHANNELS, side, side, side / 2),
          0,
          rolled,
          i * plane(),
          plane());
    }
    return rolled;
  }

  /// Patches of a surface's tiles, one of each from some place.
  float[] patches(int surface, int patch, Rng rng) {
    float[] some = of(surface);
    int each = CHANNELS * patch * patch;
    float[] patches = new float[some.length / plane() * each];
    for (int i = 0; i < some.length / plane(); i++) {
      System.arraycopy(
          TileCopies.patch(some, i, CHANNELS, side, patch, rng.nextInt(side - patch + 1)),
          0,
          patches,
          i * each,
          each);
    }
    return patches;
  }

  /// Pieces whose edges were made to meet by hand: what juts out beyond the right and the lower
  /// edge is faded into the left and the upper one.
  ///
  /// @param wider pieces of `side + band` rows and columns
  static float[] faded(float[] wider, int side, int band) {
    int whole = side + band;
    int maps = wider.length / (whole * whole);
    float[] tiles = new float[maps * side * side];
    for (int map = 0; map < maps; map++) {
      for (int r = 0; r < side; r++) {
        for (int c = 0; c < side; c++) {
          float here = across(wider, map * whole * whole + r * whole, c, side, band);
          if (r < band) {
            float there = across(wider, map * whole * whole + (r + side) * whole, c, side, band);
            here = blend(here, there, r, band);
          }
          tiles[(map * side + r) * side + c] = here;
        }
      }
    }
    return tiles;
  }

  private static float across(float[] wider, int row, int c, int side, int band) {
    return c < band ? blend(wider[row + c], wider[row + c + side], c, band) : wider[row + c];
  }

  /// From what juts out (at 0) to what is here (at `band`).
  private static float blend(float here, float there, int at, int band) {
    float share = (at + 0.5f) / band;
    return share * here + (1 - share) * there;
  }
}
