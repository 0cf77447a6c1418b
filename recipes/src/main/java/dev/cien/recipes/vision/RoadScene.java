package dev.cien.recipes.vision;

import dev.cien.io.Pixels;

/// A picture of a road with the truth about each pixel.
///
/// @param height rows
/// @param width columns
/// @param values red, green and blue from 0 to 1, `[3, height, width]`
/// @param truth the number of a [RoadClass] for each pixel, `[height, width]`
record RoadScene(int height, int width, float[] values, int[] truth) {
  /// The picture to look at.
  Pixels picture() {
    return Maps.plain(values, 3, height, width);
  }
}
