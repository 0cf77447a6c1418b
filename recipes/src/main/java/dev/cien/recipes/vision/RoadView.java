package dev.cien.recipes.vision;

import dev.cien.tensor.Rng;

/// A road on a plain as a camera above it sees it.
///
/// Depth z is 1 in the lowest row and grows towards the horizon; a point of the ground at depth z
/// lies in row
///
/// ```
/// y = horizon + (height − horizon) / z
/// ```
///
/// and things there are 1/z as large as in front. The middle of the road is at
///
/// ```
/// x = far + (near − far) / z + bend · (1 − 1/z)²
/// ```
///
/// @param height rows of the picture
/// @param width columns
/// @param horizon the row where the ground ends
/// @param near the column of the middle of the road in the lowest row
/// @param far the column where a straight road would end
/// @param bend columns by which it ends elsewhere
/// @param half columns from the middle of the road to its edge in the lowest row
/// @param lanes how many lie side by side
/// @param thick half a painted line, in halves of the road's width
/// @param dash from one dash to the next, in depths; 0 for lines without gaps
/// @param shift by how much of that the first dash is moved
/// @param edges whether the edges of the road are painted, too
record RoadView(
    int height,
    int width,
    double horizon,
    double near,
    double far,
    double bend,
    double half,
    int lanes,
    double thick,
    double dash,
    double shift,
    boolean edges) {
  private static final double EDGE = 0.92;
  private static final double PAINTED = 0.5;

  /// Any such road.
  static RoadView of(int height, int width, Rng rng) {
    return new RoadView(
        height,
        width,
        height * between(rng, 0.25, 0.45),
        width * between(rng, 0.3, 0.7),
        width * between(rng, 0.35, 0.65),
        width * between(rng, -0.3, 0.3),
        width * between(rng, 0.42, 0.65),
        2 + rng.nextInt(2),
        between(rng, 0.02, 0.04),
        rng.nextInt(4) == 0 ? 0 : between(rng, 0.6, 1.6),
        rng.nextDouble(),
        rng.nextInt(3) > 0);
  }

  static double between(Rng rng, double least, double most) {
    return least + (most - least) * rng.nextDouble();
  }

  /// The row of a depth.
  double row(double depth) {
    return horizon + (height - horizon) / depth;
  }

  /// The depth of a row below the horizon.
  double depth(double row) {
    return (height - horizon) / (row - horizon);
  }

  /// The column of a place on the ground.
  ///
  /// @param across 0 in the middle of the road, −1 and 1 at its edges
  double column(double across, double depth) {
    double away = 1 - 1 / depth;
    return far + (near - far) / depth + bend * away * away + across * half / depth;
  }

  /// The place on the ground in a column: 0 in the middle of the road, −1 and 1 at its edges.
  double across(double column, double depth) {
    return (column - column(0, depth)) * depth / half;
  }

  /// How many columns a lane has at a depth.
  double lane(double depth) {
    return 2 * half / (lanes * depth);
  }

  /// What a point shows, as long as nothing stands there.
  RoadClass at(double x, double y) {
    if (y <= horizon) {
      return RoadClass.BACKGROUND;
    }
    double depth = depth(y);
    double across = across(x, depth);
    if (Math.abs(across) > 1) {
      return RoadClass.BACKGROUND;
    }
    return isPainted(across, depth) ? RoadClass.LANE : RoadClass.ROAD;
  }

  private boolean isPainted(double across, double depth) {
    if (edges && Math.abs(Math.abs(across) - EDGE) < thick) {
      return true;
    }
    double along = dash == 0 ? 0 : depth / dash + shift;
    if (along - Math.floor(along) > PAINTED) {
      return false;
    }
    for (int i = 1; i < lanes; i++) {
      if (Math.abs(across + 1 - 2.0 * i / lanes) < thick) {
        return true;
      }
    }
    return false;
  }
}
