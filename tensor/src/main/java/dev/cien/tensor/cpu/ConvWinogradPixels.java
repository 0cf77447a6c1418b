package dev.cien.tensor.cpu;

/// The images of a Winograd convolution cut into overlapping tiles of 6×6 pixels, 4 apart, and
/// transformed.
///
/// @param pixels where the images lie
/// @param images how many there are
/// @param c channels of a group
/// @param top the line that the first tile starts on; negative in the padding
/// @param left the column that the first tile starts on
/// @param tilesY tiles of an image from top to bottom
/// @param tilesX tiles of an image from left to right
record ConvWinogradPixels(
    ConvPixels pixels, int images, int c, int top, int left, int tilesY, int tilesX) {
  /// Pixels of a tile along an axis.
  static final int IN = 6;

  /// Results of a tile along an axis.
  static final int OUT = 4;

  /// Places of a transformed tile.
  static final int PLACES = IN * IN;

  /// Rows of tiles in all images.
  int rows() {
    return images * tilesY;
  }

  /// Channels rounded up to whole vectors.
  int width() {
    return ceil(c);
  }

  /// A number of channels rounded up to whole vectors.
  static int ceil(int channels) {
    return Math.ceilDiv(channels, ConvTiles.LANES) * ConvTiles.LANES;
  }

  /// Writes transformed rows of tiles to `v[place · step + (tile · width) + channel]`, the first
  /// tile of row `from` at `at`.
  void transform(
      ConvTiles math, float[] x, int group, int from, int rows, float[] v, int at, int step) {
    int width = width();
    int line = tilesX * OUT + IN - OUT;
    int size = line * width;
    float[] lines = (float[]) ConvScratch.FLOATS.take(IN * size);
    float[] half = (float[]) ConvScratch.FLOATS.take(IN * size);
    for (int row = from; row < from + rows; row++) {
      int known = 0;
      if (row > from && row % tilesY > 0) {
        known = IN - OUT;
        System.arraycopy(lines, OUT * size, lines, 0, known * size);
      }
      pixels.read(
          x,
          row / tilesY,
          group * c,
          c,
          0,
          row % tilesY * OUT + top + known,
          left,
          IN - known,
          line,
          lines,
          known * size,
          width,
          size);
      math.pixels(lines, 0, size, half, 0, size, size);
      int tile = at + (row - from) * tilesX * width;
      for (int i = 0; i < IN; i++) {
        for (int t = 0; t < tilesX; t++) {
          math.pixels(
              half,
              i * size + t * OUT * width,
              width,
              v,
              i * IN * step + tile + t * width,
              step,
              width);
        }
      }
    }
    ConvScratch.FLOATS.give(lines);
    ConvScratch.FLOATS.give(half);
  }
}
