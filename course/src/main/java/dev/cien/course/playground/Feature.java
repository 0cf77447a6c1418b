package dev.cien.course.playground;

/// What the network may be told of a point, in the order of its input nodes.
public enum Feature {
  /// x.
  X("x"),
  /// y.
  Y("y"),
  /// x².
  X_SQUARED("xSquared"),
  /// y².
  Y_SQUARED("ySquared"),
  /// x · y.
  X_TIMES_Y("xTimesY"),
  /// sin x.
  SIN_X("sinX"),
  /// sin y.
  SIN_Y("sinY");

  private final String key;

  Feature(String key) {
    this.key = key;
  }

  /// What links call it.
  public String key() {
    return key;
  }

  /// Its value at a point.
  public double at(double x, double y) {
    return switch (this) {
      case X -> x;
      case Y -> y;
      case X_SQUARED -> x * x;
      case Y_SQUARED -> y * y;
      case X_TIMES_Y -> x * y;
      case SIN_X -> StrictMath.sin(x);
      case SIN_Y -> StrictMath.sin(y);
    };
  }
}
