package dev.cien.recipes.generative;

import java.util.Arrays;
import java.util.function.Function;

/// A function over a square of the plane: 0 at its middle value, ±1 where it is furthest from that,
/// but for a fiftieth of the places at each end, which must not take the colour from all others.
final class PlaneMap {
  private static final int STEPS = 127;

  private PlaneMap() {}

  /// The map in bytes, ±127 for ±1.
  static byte[] of(int cells, double reach, Function<float[], float[]> values) {
    float[] shares = shares(cells, reach, values);
    byte[] map = new byte[shares.length];
    for (int i = 0; i < map.length; i++) {
      map[i] = (byte) Math.round(shares[i] * STEPS);
    }
    return map;
  }

  /// Asks the function at the middle of each cell, rows from the top.
  ///
  /// @param cells in a row
  /// @param reach half the side of the square
  /// @param values gives a value for each of the points `[n, 2]`
  static float[] shares(int cells, double reach, Function<float[], float[]> values) {
    float[] xy = new float[2 * cells * cells];
    for (int i = 0; i < cells * cells; i++) {
      xy[2 * i] = (float) ((i % cells + 0.5) / cells * 2 * reach - reach);
      xy[2 * i + 1] = (float) (reach - (i / cells + 0.5) / cells * 2 * reach);
    }
    float[] heights = values.apply(xy);
    float[] ordered = heights.clone();
    Arrays.sort(ordered);
    float middle = ordered[ordered.length / 2];
    float most =
        Math.max(
            Math.max(
                ordered[ordered.length * 49 / 50] - middle, middle - ordered[ordered.length / 50]),
            Float.MIN_NORMAL);
    float[] shares = new float[heights.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.clamp((heights[i] - middle) / most, -1, 1);
    }
    return shares;
  }
}
