package dev.cien.recipes.generative;

import dev.cien.io.Pixels;
import java.util.Arrays;
import java.util.function.Function;

/// A picture of a square of the plane: a surface as colours, points as dots, movements as arrows.
final class Plane {
  /// The colour of the data.
  static final int REAL = 0x1d3557;

  /// The colour of what a model made.
  static final int MADE = 0xd1341f;

  private static final int SIDE = 300;
  private static final int BLUE = 0x0877bd;
  private static final int ORANGE = 0xf59322;

  private final double reach;
  private final int[] colors = new int[SIDE * SIDE];

  /// An empty square from −reach to reach in both directions.
  Plane(double reach) {
    this.reach = reach;
    Arrays.fill(colors, 0xffffff);
  }

  /// Colours the square by a function: white at its middle value, orange above, blue below.
  ///
  /// @param values gives a value for each of the points `[n, 2]`
  Plane surface(Function<float[], float[]> values) {
    float[] shares = PlaneMap.shares(SIDE, reach, values);
    for (int i = 0; i < shares.length; i++) {
      colors[i] = blend(shares[i] < 0 ? BLUE : ORANGE, 0.75 * Math.abs(shares[i]));
    }
    return this;
  }

  /// A dot for each of the points `[n, 2]`.
  Plane dots(float[] xy, int color) {
    for (int i = 0; i < xy.length; i += 2) {
      int x = column(xy[i]);
      int y = row(xy[i + 1]);
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          if (dx == 0 || dy == 0) {
            set(x + dx, y + dy, color);
          }
        }
      }
    }
    return this;
  }

  /// A line from each point to where it moves, a dot at its start.
  ///
  /// @param by the movements, in the plane's units
  Plane arrows(float[] xy, float[] by, int color) {
    for (int i = 0; i < xy.length; i += 2) {
      double x = xy[i];
      double y = xy[i + 1];
      line(x, y, x + by[i], y + by[i + 1], color);
      double length = Math.hypot(by[i], by[i + 1]);
      if (length > reach / 40) {
        // The two barbs of the head, at ±150°.
        for (int side = -1; side <= 1; side += 2) {
          double angle = StrictMath.atan2(by[i + 1], by[i]) + side * 5 * Math.PI / 6;
          double barb = reach / 30;
          line(
              x + by[i],
              y + by[i + 1],
              x + by[i] + barb * StrictMath.cos(angle),
              y + by[i + 1] + barb * StrictMath.sin(angle),
              color);
        }
      }
    }
    return dots(xy, color);
  }

  private void line(double x0, double y0, double x1, double y1, int color) {
    int steps =
        Math.max(1, Math.max(Math.abs(column(x1) - column(x0)), Math.abs(row(y1) - row(y0))));
    for (int s = 0; s <= Math.min(steps, 2 * SIDE); s++) {
      double part = (double) s / steps;
      set(column(x0 + part * (x1 - x0)), row(y0 + part * (y1 - y0)), color);
    }
  }

  private int column(double x) {
    return (int) Math.floor((x + reach) / (2 * reach) * SIDE);
  }

  private int row(double y) {
    return (int) Math.floor((reach - y) / (2 * reach) * SIDE);
  }

  private void set(int x, int y, int color) {
    if (x >= 0 && x < SIDE && y >= 0 && y < SIDE) {
      colors[y * SIDE + x] = color;
    }
  }

  private static int blend(int color, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      mixed |= (int) Math.round(255 + share * ((color >> shift & 255) - 255)) << shift;
    }
    return mixed;
  }

  /// The picture.
  Pixels picture() {
    byte[] values = new byte[3 * colors.length];
    for (int i = 0; i < colors.length; i++) {
      for (int c = 0; c < 3; c++) {
        values[c * colors.length + i] = (byte) (colors[i] >> 16 - 8 * c);
      }
    }
    return new Pixels(3, SIDE, SIDE, values);
  }
}
