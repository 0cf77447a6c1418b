package dev.cien.course.playground;

/// What pulls weights towards 0.
public enum Regularization {
  /// Nothing.
  NONE,
  /// The size of the weight; a weight that would cross 0 stays there for good.
  L1,
  /// Half the square of the weight.
  L2;

  /// The slope of the pull at a weight.
  double slope(double weight) {
    return switch (this) {
      case NONE -> 0;
      case L1 -> Math.signum(weight);
      case L2 -> weight;
    };
  }
}
