package dev.cien.recipes.generative;

import dev.cien.tensor.Rng;
import java.util.List;
import java.util.Locale;

/// Points in the plane whose distribution is known: narrow normal clouds around the places of a
/// path, so that one can say of each sample which cloud it belongs to, or none.
enum Points {
  /// Eight clouds on a circle.
  RING(0.06),
  /// Twenty-five clouds in five rows.
  GRID(0.05),
  /// A spiral, cut into twenty stretches.
  SPIRAL(0.05);

  /// Half the side of the square that pictures show.
  static final double REACH = 2.2;

  private static final int STRETCH = 20;

  private final double deviation;
  private final double[][] path;
  private final int modes;

  Points(double deviation) {
    this.deviation = deviation;
    this.path =
        switch (ordinal()) {
          case 0 -> ring();
          case 1 -> grid();
          default -> spiral();
        };
    this.modes = ordinal() < 2 ? path.length : path.length / STRETCH;
  }

  private static double[][] ring() {
    double[][] path = new double[8][];
    for (int i = 0; i < path.length; i++) {
      double angle = 2 * Math.PI * i / path.length;
      path[i] = new double[] {1.5 * StrictMath.cos(angle), 1.5 * StrictMath.sin(angle)};
    }
    return path;
  }

  private static double[][] grid() {
    double[][] path = new double[25][];
    for (int i = 0; i < path.length; i++) {
      path[i] = new double[] {0.8 * (i % 5 - 2), 0.8 * (i / 5 - 2)};
    }
    return path;
  }

  /// r grows with the angle; places are at equal distances along the curve.
  private static double[][] spiral() {
    double[][] path = new double[20 * STRETCH][];
    for (int i = 0; i < path.length; i++) {
      // The length up to radius r grows like r².
      double r = Math.sqrt(0.1 + (2.9 - 0.1) * i / path.length);
      double angle = 5.5 * r;
      path[i] = new double[] {r * StrictMath.cos(angle), r * StrictMath.sin(angle)};
    }
    return path;
  }

  /// Their name in settings.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return List.of(RING.word(), GRID.word(), SPIRAL.word());
  }

  static Points of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// Into how many clouds or stretches samples are counted.
  int modes() {
    return modes;
  }

  /// Random points, `[count, 2]`.
  float[] draw(int count, Rng rng) {
    float[] xy = new float[2 * count];
    for (int i = 0; i < count; i++) {
      double[] place = path[rng.nextInt(path.length)];
      xy[2 * i] = (float) (place[0] + deviation * rng.nextGaussian());
      xy[2 * i + 1] = (float) (place[1] + deviation * rng.nextGaussian());
    }
    return xy;
  }

  /// The cloud that a point belongs to: the nearest one, if it is within three deviations; else −1.
  int modeOf(double x, double y) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < path.length; i++) {
      double dx = x - path[i][0];
      double dy = y - path[i][1];
      double d = dx * dx + dy * dy;
      if (d < least) {
        least = d;
        best = i;
      }
    }
    return least <= 9 * deviation * deviation ? best * modes / path.length : -1;
  }
}
