package dev.cien.nn;

import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;
import java.util.Arrays;

/// The largest element of each window over the last axes; padding never wins.
///
/// Shapes: x `[…, in…]`, y `[…, out…]` with out = ⌊(in + 2·padding − dilation·(kernel − 1) − 1) /
/// stride⌋ + 1 for each size of the kernel.
///
/// @param kernel the size of the window along each of the last axes
/// @param window how it moves
public record MaxPool(int[] kernel, Window window) implements Layer {
  /// Checks and copies the kernel.
  public MaxPool {
    kernel = Pools.checked("MaxPool", kernel);
  }

  /// Over the last axis, with windows side by side: the stride is the kernel.
  public static MaxPool of1d(int kernel) {
    return new MaxPool(new int[] {kernel}, Window.stride(kernel));
  }

  /// Over the last two axes, with square windows side by side.
  public static MaxPool of2d(int kernel) {
    return new MaxPool(new int[] {kernel, kernel}, Window.stride(kernel));
  }

  /// Over the last three axes, with cubic windows side by side.
  public static MaxPool of3d(int kernel) {
    return new MaxPool(new int[] {kernel, kernel, kernel}, Window.stride(kernel));
  }

  /// This layer with windows that move otherwise.
  public MaxPool withWindow(Window value) {
    return new MaxPool(kernel, value);
  }

  @Override
  public Tensor forward(Tensor x) {
    Pools.check(this, kernel.length, x);
    return x.maxPool(kernel, window);
  }

  @Override
  public String toString() {
    return "MaxPool(kernel=" + Arrays.toString(kernel) + ", " + window + ")";
  }
}
