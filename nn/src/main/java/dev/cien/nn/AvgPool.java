package dev.cien.nn;

import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;
import java.util.Arrays;

/// The mean of each window over the last axes.
///
/// Shapes: x `[…, in…]`, y `[…, out…]` with out = ⌊(in + 2·padding − kernel) / stride⌋ + 1 for each
/// size of the kernel.
///
/// @param kernel the size of the window along each of the last axes
/// @param window how it moves
/// @param countPadding whether padding counts as zeros, by default true
public record AvgPool(int[] kernel, Window window, boolean countPadding) implements Layer {
  /// Checks and copies the kernel.
  public AvgPool {
    kernel = Pools.checked("AvgPool", kernel);
  }

  /// Over the last axis, with windows side by side: the stride is the kernel.
  public static AvgPool of1d(int kernel) {
    return new AvgPool(new int[] {kernel}, Window.stride(kernel), true);
  }

  /// Over the last two axes, with square windows side by side.
  public static AvgPool of2d(int kernel) {
    return new AvgPool(new int[] {kernel, kernel}, Window.stride(kernel), true);
  }

  /// Over the last three axes, with cubic windows side by side.
  public static AvgPool of3d(int kernel) {
    return new AvgPool(new int[] {kernel, kernel, kernel}, Window.stride(kernel), true);
  }

  /// This layer with windows that move otherwise.
  public AvgPool withWindow(Window value) {
    return new AvgPool(kernel, value, countPadding);
  }

  /// This layer with padding left out of the mean, or counted.
  public AvgPool withCountPadding(boolean value) {
    return new AvgPool(kernel, window, value);
  }

  @Override
  public Tensor forward(Tensor x) {
    Pools.check(this, kernel.length, x);
    return x.avgPool(kernel, window, countPadding);
  }

  @Override
  public String toString() {
    return "AvgPool(kernel=" + Arrays.toString(kernel) + ", " + window + ")";
  }
}
