package dev.cien.nn;

import dev.cien.tensor.Tensor;
import java.util.Arrays;

/// The largest element of each of the bins that divide the last axes into a given number of nearly
/// equal parts, whatever their sizes: see [Tensor#adaptiveMaxPool].
///
/// Shapes: x `[…, in…]`, y `[…, out…]`.
///
/// @param out the sizes of the result's last axes; 1 for all is the largest of everything ("global
///   max pooling")
public record AdaptiveMaxPool(int... out) implements Layer {
  /// Checks and copies the sizes.
  public AdaptiveMaxPool {
    out = Pools.checked("AdaptiveMaxPool", out);
  }

  /// To the given sizes of the last axes: `of(1, 1)` for the largest element of each channel of an
  /// image.
  public static AdaptiveMaxPool of(int... out) {
    return new AdaptiveMaxPool(out);
  }

  @Override
  public Tensor forward(Tensor x) {
    Pools.check(this, out.length, x);
    return x.adaptiveMaxPool(out);
  }

  @Override
  public String toString() {
    return "AdaptiveMaxPool(out=" + Arrays.toString(out) + ")";
  }
}
