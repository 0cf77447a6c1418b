package dev.cien.recipes.generative;

import dev.cien.io.Pixels;
import java.util.Arrays;

/// Pictures of tiles.
final class TilePicture {
  private static final int CHANNELS = 3;
  private static final int FRAME = 4;
  private static final byte WHITE = (byte) 255;

  private TilePicture() {}

  /// Tile number `i` of values from −1 to 1, `[n, 3, height, width]`.
  static Pixels of(float[] values, int i, int height, int width) {
    byte[] ink = new byte[CHANNELS * height * width];
    for (int p = 0; p < ink.length; p++) {
      float value = values[i * ink.length + p];
      ink[p] = (byte) Math.clamp(Math.round((value + 1) * 127.5f), 0, 255);
    }
    return new Pixels(CHANNELS, height, width, ink);
  }

  /// A tile laid side by side, so many times each way, in a white frame whose black marks show
  /// where one ends and the next begins.
  static Pixels laid(Pixels tile, int times) {
    int height = times * tile.height() + 2 * FRAME;
    int width = times * tile.width() + 2 * FRAME;
    byte[] ink = new byte[CHANNELS * height * width];
    Arrays.fill(ink, WHITE);
    for (int p = 0; p < ink.length; p++) {
      int channel = p / (height * width);
      int y = p / width % height - FRAME;
      int x = p % width - FRAME;
      boolean isDown = y >= 0 && y < times * tile.height();
      boolean isAcross = x >= 0 && x < times * tile.width();
      if (isDown && isAcross) {
        int row = channel * tile.height() + y % tile.height();
        ink[p] = tile.values()[row * tile.width() + x % tile.width()];
      } else if (isAcross && meets(x, tile.width(), times)
          || isDown && meets(y, tile.height(), times)) {
        ink[p] = 0;
      }
    }
    return new Pixels(CHANNELS, height, width, ink);
  }

  /// Whether a pixel is the last or the first of two tiles that meet.
  private static boolean meets(int at, int side, int times) {
    boolean first = at % side == 0 && at > 0;
    boolean last = at % side == side - 1 && at < times * side - 1;
    return first || last;
  }
}
