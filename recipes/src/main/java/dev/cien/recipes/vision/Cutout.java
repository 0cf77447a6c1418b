package dev.cien.recipes.vision;

import dev.cien.io.Pixels;

/// A thing cut out of its picture, to be put into scenes.
///
/// @param picture red, green and blue, each times opacity, and opacity; no more than can be seen
/// @param kind what its pixels show
/// @param tall how high it stands, in widths of a lane
record Cutout(Pixels picture, RoadClass kind, double tall) {
  private static final int COLOURS = 3;
  private static final int FULL = 255;

  /// Opacity from which a pixel belongs to a thing and not to what is behind it.
  static final int HALF = 128;

  /// Cuts a thing out.
  ///
  /// @param rgba red, green, blue and opacity
  /// @throws IllegalArgumentException if nothing can be seen
  static Cutout of(Pixels rgba, RoadClass kind, double tall) {
    int plane = rgba.height() * rgba.width();
    byte[] values = rgba.values();
    int top = rgba.height();
    int left = rgba.width();
    int bottom = -1;
    int right = -1;
    for (int p = 0; p < plane; p++) {
      if (Byte.toUnsignedInt(values[COLOURS * plane + p]) >= HALF) {
        top = Math.min(top, p / rgba.width());
        bottom = Math.max(bottom, p / rgba.width());
        left = Math.min(left, p % rgba.width());
        right = Math.max(right, p % rgba.width());
      }
    }
    if (bottom < 0) {
      throw new IllegalArgumentException(
          "cutout: expected a picture with something to see, found opacity below one half"
              + " everywhere. Usual cause: opacity that is not the fourth channel; fix: red, green,"
              + " blue, opacity.");
    }
    int height = bottom - top + 1;
    int width = right - left + 1;
    byte[] cut = new byte[(COLOURS + 1) * height * width];
    for (int i = 0; i < height * width; i++) {
      int from = (top + i / width) * rgba.width() + left + i % width;
      int opacity = Byte.toUnsignedInt(values[COLOURS * plane + from]);
      for (int c = 0; c < COLOURS; c++) {
        int colour = Byte.toUnsignedInt(values[c * plane + from]);
        cut[c * height * width + i] = (byte) ((colour * opacity + FULL / 2) / FULL);
      }
      cut[COLOURS * height * width + i] = (byte) opacity;
    }
    return new Cutout(new Pixels(COLOURS + 1, height, width, cut), kind, tall);
  }

  /// Its picture in another height, its form kept.
  Pixels scaled(int height) {
    double share = (double) picture.width() / picture.height();
    return picture.resize(height, Math.max(1, (int) Math.round(share * height)));
  }
}
