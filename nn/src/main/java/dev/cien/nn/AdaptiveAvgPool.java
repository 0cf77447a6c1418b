package dev.cien.nn;

import dev.cien.tensor.Tensor;
import java.util.Arrays;

/// The mean over bins that divide each of the last axes into a given number of nearly equal parts,
/// whatever its size: see [Tensor#adaptiveAvgPool].
///
/// Shapes: x `[…, in…]`, y `[…, out…]`.
///
/// @param out the sizes of the result's last axes; 1 for all is the mean of everything ("global
///   average pooling")
public record AdaptiveAvgPool(int... out) implements Layer {
  /// Checks and copies the sizes.
  public AdaptiveAvgPool {
    out = Pools.checked("AdaptiveAvgPool", out);
  }

  /// To the given sizes of the last axes: `of(1, 1)` for the mean of each channel of an image.
  public static AdaptiveAvgPool of(int... out) {
    return new AdaptiveAvgPool(out);
  }

  @Override
  public Tensor forward(Tensor x) {
    Pools.check(this, out.length, x);
    return x.adaptiveAvgPool(out);
  }

  @Override
  public String toString() {
    return "AdaptiveAvgPool(out=" + Arrays.toString(out) + ")";
  }
}
