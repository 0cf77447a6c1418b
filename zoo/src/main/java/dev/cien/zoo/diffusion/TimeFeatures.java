package dev.cien.zoo.diffusion;

import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;

/// Tells a network the time as waves: sin(t ωᵢ) and cos(t ωᵢ) with ωᵢ = 10000^(−i / half), so that
/// near times look alike and far ones different.
///
/// Shapes: time int32 `[batch]`, features `[batch, width]`. Vaswani et al. 2017, arXiv:1706.03762,
/// for positions.
///
/// @param width how many features, an even number
public record TimeFeatures(int width) {
  /// Checks the width.
  public TimeFeatures {
    if (width < 2 || width % 2 != 0) {
      throw new IllegalArgumentException(
          "time features: expected an even width of 2 or more, found " + width);
    }
  }

  /// The features of times.
  public Tensor of(Tensor time) {
    float[] frequencies = new float[width / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = (float) StrictMath.pow(10_000, -(double) i / frequencies.length);
    }
    Tensor angle =
        time.cast(DType.FLOAT32).unsqueeze(1).mul(Tensor.of(frequencies, 1, frequencies.length));
    return Tensor.concat(1, angle.sin(), angle.cos());
  }
}
