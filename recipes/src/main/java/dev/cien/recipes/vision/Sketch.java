package dev.cien.recipes.vision;

import dev.cien.io.Pixels;
import java.util.ArrayList;
import java.util.List;

/// A drawing of simple figures in the square from 0 to 1, `v` growing downwards; what is drawn
/// later lies above.
final class Sketch {
  private static final int SIDE = 64;

  /// Points a pixel, across and down.
  private static final int FINE = 2;

  private static final int FULL = 255;

  private final List<Part> parts = new ArrayList<>();

  /// Which points belong to a figure.
  @FunctionalInterface
  private interface Figure {
    boolean holds(double u, double v);
  }

  private record Part(Figure figure, int colour) {}

  /// A rectangle.
  Sketch box(double left, double top, double right, double bottom, int colour) {
    return with((u, v) -> u >= left && u <= right && v >= top && v <= bottom, colour);
  }

  /// A shape with level top and bottom: from `left` to `right` below, drawn in by `inLeft` and
  /// `inRight` above.
  Sketch trapezoid(
      double left,
      double top,
      double right,
      double bottom,
      double inLeft,
      double inRight,
      int colour) {
    return with(
        (u, v) -> {
          double up = (bottom - v) / (bottom - top);
          return up >= 0 && up <= 1 && u >= left + up * inLeft && u <= right - up * inRight;
        },
        colour);
  }

  /// All points less than `radius` from the line between two.
  Sketch stroke(double u0, double v0, double u1, double v1, double radius, int colour) {
    double du = u1 - u0;
    double dv = v1 - v0;
    double length = Math.max(du * du + dv * dv, 1e-12);
    return with(
        (u, v) -> {
          double along = Math.clamp(((u - u0) * du + (v - v0) * dv) / length, 0, 1);
          double eastwards = u - u0 - along * du;
          double downwards = v - v0 - along * dv;
          return eastwards * eastwards + downwards * downwards < radius * radius;
        },
        colour);
  }

  /// A disc.
  Sketch disc(double u, double v, double radius, int colour) {
    return stroke(u, v, u, v, radius, colour);
  }

  private Sketch with(Figure figure, int colour) {
    parts.add(new Part(figure, colour));
    return this;
  }

  /// The drawing, 64 × 64 with opacity: the share of a pixel's points that something covers.
  Pixels picture() {
    int plane = SIDE * SIDE;
    byte[] values = new byte[4 * plane];
    for (int p = 0; p < plane; p++) {
      int[] sums = new int[4];
      for (int k = 0; k < FINE * FINE; k++) {
        double u = (p % SIDE + (k % FINE + 0.5) / FINE) / SIDE;
        double v = (p / SIDE + (k / FINE + 0.5) / FINE) / SIDE;
        int colour = colour(u, v);
        if (colour >= 0) {
          sums[0] += colour >> 16 & FULL;
          sums[1] += colour >> 8 & FULL;
          sums[2] += colour & FULL;
          sums[3]++;
        }
      }
      for (int c = 0; c < 3 && sums[3] > 0; c++) {
        values[c * plane + p] = (byte) (sums[c] / sums[3]);
      }
      values[3 * plane + p] = (byte) (FULL * sums[3] / (FINE * FINE));
    }
    return new Pixels(4, SIDE, SIDE, values);
  }

  /// The colour of a point, −1 where nothing is.
  private int colour(double u, double v) {
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (parts.get(i).figure.holds(u, v)) {
        return parts.get(i).colour;
      }
    }
    return -1;
  }
}
