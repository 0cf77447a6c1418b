package dev.cien.nn;

import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;

/// y = x / √(mean of x² + ε) · weight, over the last axis (Zhang & Sennrich 2019,
/// arXiv:1910.07467).
///
/// Shapes: x and y `[…, width]`, weight `[width]`.
///
/// @param weight the scale, starts at 1
/// @param epsilon keeps the division safe, by default 2⁻²³, the spacing of `float32` at 1
public record RMSNorm(Variable weight, double epsilon) implements Layer {
  /// Over a last axis of `width` numbers.
  public static RMSNorm of(int width) {
    Checks.positive("RMSNorm", "width", width);
    return new RMSNorm(Variable.of("weight", Tensor.ones(width)), 0x1p-23);
  }

  /// This layer with another ε.
  public RMSNorm withEpsilon(double value) {
    return new RMSNorm(weight, value);
  }

  @Override
  public Tensor forward(Tensor x) {
    Checks.features(this, weight, weight.shape().dim(0), x);
    return x.mul(x.square().mean(-1, true).add(epsilon).rsqrt()).mul(weight.value());
  }

  @Override
  public String toString() {
    return "RMSNorm(width=" + weight.shape().dim(0) + ", epsilon=" + epsilon + ")";
  }
}
