package dev.cien.recipes.generative;

import dev.cien.io.Pixels;
import java.util.Arrays;

/// A box as a picture: gas from white over blue to black, walls brown, less than nothing red.
final class GasPicture {
  private static final int ZOOM = 4;
  private static final int EDGE = 2;
  private static final int WALL = 0x8a6d4b;
  private static final int NONE = 0xffffff;
  private static final int MOST = 0x0b5394;
  private static final int BEYOND = 0x000000;
  private static final int NEGATIVE = 0xd1341f;

  private GasPicture() {}

  /// A picture of a concentration, on the scale of another.
  static Pixels of(GasMedium medium, double[] c, double[] scale) {
    double most = Arrays.stream(scale).max().orElse(1);
    int side = medium.side();
    int wide = ZOOM * side + 2 * EDGE;
    byte[] values = new byte[3 * wide * wide];
    for (int i = 0; i < wide * wide; i++) {
      int y = Math.floorDiv(i / wide - EDGE, ZOOM);
      int x = Math.floorDiv(i % wide - EDGE, ZOOM);
      boolean inside = x >= 0 && x < side && y >= 0 && y < side && medium.free(y * side + x);
      int color = inside ? color(c[y * side + x] / most) : WALL;
      for (int channel = 0; channel < 3; channel++) {
        values[channel * wide * wide + i] = (byte) (color >> 16 - 8 * channel);
      }
    }
    return new Pixels(3, wide, wide, values);
  }

  private static int color(double share) {
    return share < 0
        ? blend(NONE, NEGATIVE, Math.min(1, -2 * share))
        : share <= 1
            // The root shows thin gas too.
            ? blend(NONE, MOST, Math.sqrt(share))
            : blend(MOST, BEYOND, Math.min(1, share - 1));
  }

  private static int blend(int from, int to, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int low = from >> shift & 255;
      mixed |= (int) Math.round(low + share * ((to >> shift & 255) - low)) << shift;
    }
    return mixed;
  }
}
