package dev.cien.nn;

import dev.cien.tensor.Tensor;

/// Adds sines and cosines of the position at falling frequencies (Vaswani et al. 2017,
/// arXiv:1706.03762): feature 2i of position t gets sin(t / 10000^(2i/width)), feature 2i + 1 the
/// cosine.
///
/// Shapes: x and y `[…, T, width]`. Nothing is learned.
///
/// @param width how many features, an even number
public record SinusoidalPositions(int width) implements Layer {
  private static final double BASE = 10_000;

  /// Checks the width.
  public SinusoidalPositions {
    Positions.even("SinusoidalPositions", width);
  }

  /// For `width` features.
  public static SinusoidalPositions of(int width) {
    return new SinusoidalPositions(width);
  }

  /// What is added to `length` positions, `[length, width]`.
  public Tensor table(int length) {
    float[] values = new float[length * width];
    for (int t = 0; t < length; t++) {
      for (int i = 0; i < width; i += 2) {
        double angle = t * StrictMath.pow(BASE, -(double) i / width);
        values[t * width + i] = (float) StrictMath.sin(angle);
        values[t * width + i + 1] = (float) StrictMath.cos(angle);
      }
    }
    return Tensor.of(values, length, width);
  }

  @Override
  public Tensor forward(Tensor x) {
    Positions.check(this, width, x);
    return x.add(table(x.shape().dim(-2)).cast(x.dtype()));
  }
}
