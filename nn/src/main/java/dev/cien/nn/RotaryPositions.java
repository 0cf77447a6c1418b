package dev.cien.nn;

import dev.cien.tensor.Tensor;

/// Turns pairs of features by angles that grow with the position, so that products of queries and
/// keys depend on their distance (Su et al. 2021, arXiv:2104.09864).
///
/// Feature i is paired with feature i + width/2, as in LLaMA and GPT-NeoX, and turned by
/// t·base^(−2i/width) at position t. Shapes: x and y `[…, T, width]`: queries or keys of one head.
/// Nothing is learned.
///
/// @param width how many features, an even number
/// @param base what the frequencies fall by, by default 10000
public record RotaryPositions(int width, double base) implements Layer {
  /// Checks the width.
  public RotaryPositions {
    Positions.even("RotaryPositions", width);
  }

  /// For heads of `width` features.
  public static RotaryPositions of(int width) {
    return new RotaryPositions(width, 10_000);
  }

  @Override
  public Tensor forward(Tensor x) {
    return forward(x, 0);
  }

  /// As [#forward] where the first element of the sequence is at position `start`.
  public Tensor forward(Tensor x, int start) {
    Positions.check(this, width, x);
    return turns(start, x.shape().dim(-2)).of(x);
  }

  /// How far each pair of features is turned at each position.
  ///
  /// @param cos cosines of the angles, `[T, width / 2]`
  /// @param sin their sines
  public record Turns(Tensor cos, Tensor sin) {
    /// Those of some positions, `[count]` of whole numbers from 0.
    public Turns at(Tensor positions) {
      return new Turns(cos.indexSelect(0, positions), sin.indexSelect(0, positions));
    }

    /// x, `[…, T, width]`, with its pairs turned.
    public Tensor of(Tensor x) {
      int half = cos.shape().dim(-1);
      Tensor c = cos.cast(x.dtype());
      Tensor s = sin.cast(x.dtype());
      Tensor a = x.slice(-1, 0, half);
      Tensor b = x.slice(-1, half, 2 * half);
      return Tensor.concat(-1, a.mul(c).sub(b.mul(s)), b.mul(c).add(a.mul(s)));
    }
  }

  /// The turns of positions `start` to `start + length - 1`.
  public Turns turns(int start, int length) {
    int half = width / 2;
    float[] cos = new float[length * half];
    float[] sin = new float[length * half];
    for (int t = 0; t < length; t++) {
      for (int i = 0; i < half; i++) {
        double angle = (start + t) * StrictMath.pow(base, -2.0 * i / width);
        cos[t * half + i] = (float) StrictMath.cos(angle);
        sin[t * half + i] = (float) StrictMath.sin(angle);
      }
    }
    return new Turns(Tensor.of(cos, length, half), Tensor.of(sin, length, half));
  }
}
