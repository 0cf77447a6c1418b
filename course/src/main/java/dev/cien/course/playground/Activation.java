package dev.cien.course.playground;

/// What a hidden node makes of its weighted sum.
public enum Activation {
  /// The larger of the sum and 0.
  RELU,
  /// The hyperbolic tangent.
  TANH,
  /// 1 / (1 + e⁻ᶻ).
  SIGMOID,
  /// The sum itself.
  LINEAR;

  /// The function.
  public double of(double z) {
    return switch (this) {
      case RELU -> Math.max(0, z);
      case TANH -> StrictMath.tanh(z);
      case SIGMOID -> 1 / (1 + StrictMath.exp(-z));
      case LINEAR -> z;
    };
  }

  /// Its slope. At 0 that of RELU is 0.
  public double slope(double z) {
    return switch (this) {
      case RELU -> z <= 0 ? 0 : 1;
      case TANH -> {
        double output = of(z);
        yield 1 - output * output;
      }
      case SIGMOID -> {
        double output = of(z);
        yield output * (1 - output);
      }
      case LINEAR -> 1;
    };
  }
}
