package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import dev.cien.tensor.graph.ShapeRules;
import java.util.Arrays;

/// How a convolution's or a pooling's window moves over the spatial axes.
///
/// Each setting has one number for every spatial axis, or a single number for all of them.
/// Defaults: stride 1, no padding, dilation 1, one group. Immutable: each `with` method returns a
/// changed copy.
///
/// @param stride elements from one window to the next
/// @param padLow zeros (for pooling: nothing) before the first element
/// @param padHigh the same after the last element
/// @param dilation distance between the elements of a window
/// @param groups channel groups that do not see each other; a pooling takes none
public record Window(int[] stride, int[] padLow, int[] padHigh, int[] dilation, int groups) {
  private static final Window DEFAULT =
      new Window(new int[] {1}, new int[] {0}, new int[] {0}, new int[] {1}, 1);

  /// Checks the numbers.
  public Window {
    check("stride", stride, 1);
    check("padding", padLow, 0);
    check("padding", padHigh, 0);
    check("dilation", dilation, 1);
    if (groups < 1) {
      throw new ShapeException("window: expected 1 or more groups, found " + groups + ".");
    }
  }

  /// Stride 1, no padding, dilation 1, one group.
  public static Window of() {
    return DEFAULT;
  }

  /// The default with another stride.
  public static Window stride(int... stride) {
    return DEFAULT.withStride(stride);
  }

  /// The default with the same padding on both sides.
  public static Window padding(int... padding) {
    return DEFAULT.withPadding(padding);
  }

  /// This with another stride.
  public Window withStride(int... stride) {
    return new Window(stride.clone(), padLow, padHigh, dilation, groups);
  }

  /// This with the same padding on both sides.
  public Window withPadding(int... padding) {
    return withPadding(padding, padding);
  }

  /// This with padding that may differ between the two sides.
  public Window withPadding(int[] low, int[] high) {
    return new Window(stride, low.clone(), high.clone(), dilation, groups);
  }

  /// This with another dilation.
  public Window withDilation(int... dilation) {
    return new Window(stride, padLow, padHigh, dilation.clone(), groups);
  }

  /// This with another number of groups.
  public Window withGroups(int groups) {
    return new Window(stride, padLow, padHigh, dilation, groups);
  }

  Op.Geometry geometry(String operation, int spatial) {
    return new Op.Geometry(
        Op.list(each(operation, "stride", stride, spatial)),
        Op.list(each(operation, "padding", padLow, spatial)),
        Op.list(each(operation, "padding", padHigh, spatial)),
        Op.list(each(operation, "dilation", dilation, spatial)),
        groups);
  }

  /// This window over the last axes of `x`, all of which it must fit into.
  ///
  /// @param kernel how many elements the window has along each axis
  /// @param what how the window appears in messages: `kernel [3, 3]`
  Op.Geometry over(String operation, Shape x, int[] kernel, String what) {
    Op.Geometry geometry = geometry(operation, kernel.length);
    requireSome(operation, kernel, what);
    for (int d = 0; d < kernel.length; d++) {
      int axis = x.rank() - kernel.length + d;
      long reach = (long) geometry.dilation().get(d) * (kernel[d] - 1) + 1;
      int room =
          ShapeRules.extent(
              operation,
              axis,
              (long) x.dim(axis) + geometry.padLow().get(d) + geometry.padHigh().get(d));
      if (room < reach) {
        throw new ShapeException(
            operation
                + ": "
                + what
                + " with "
                + this
                + " reaches further than the input "
                + x
                + ": along axis "
                + axis
                + " it needs "
                + reach
                + " elements, found "
                + x.dim(axis)
                + (room == x.dim(axis) ? "" : ", " + room + " with padding")
                + ". Usual cause: too many poolings or strides before, or a smaller input than the"
                + " model was made for; fix: padding, a smaller kernel, or fewer of them.");
      }
    }
    return geometry;
  }

  /// A window without elements sees nothing.
  static void requireSome(String operation, int[] kernel, String what) {
    if (Arrays.stream(kernel).anyMatch(size -> size < 1)) {
      throw new ShapeException(
          operation
              + ": expected a window of 1 or more elements along each axis, found "
              + what
              + ". Usual cause: a kernel size worked out from a smaller input; fix: at least 1.");
    }
  }

  static int[] each(String operation, String what, int[] values, int spatial) {
    if (values.length == spatial) {
      return values;
    }
    if (values.length == 1) {
      int[] all = new int[spatial];
      Arrays.fill(all, values[0]);
      return all;
    }
    throw new ShapeException(
        operation
            + (spatial == 1
                ? ": expected 1 number for "
                : ": expected 1 or " + spatial + " numbers for ")
            + what
            + ", found "
            + Arrays.toString(values)
            + ". Fix: one number for all spatial axes, or one for each.");
  }

  private static void check(String what, int[] values, int least) {
    for (int value : values) {
      if (value < least) {
        throw new ShapeException(
            "window: expected a "
                + what
                + " of "
                + least
                + " or more, found "
                + Arrays.toString(values)
                + ".");
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Window that
        && Arrays.equals(stride, that.stride)
        && Arrays.equals(padLow, that.padLow)
        && Arrays.equals(padHigh, that.padHigh)
        && Arrays.equals(dilation, that.dilation)
        && groups == that.groups;
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(new Object[] {stride, padLow, padHigh, dilation, groups});
  }

  @Override
  public String toString() {
    return "stride="
        + text(stride)
        + ", padding="
        + text(padLow)
        + (Arrays.equals(padLow, padHigh) ? "" : ".." + text(padHigh))
        + (Arrays.stream(dilation).allMatch(d -> d == 1) ? "" : ", dilation=" + text(dilation))
        + (groups == 1 ? "" : ", groups=" + groups);
  }

  private static String text(int[] values) {
    return values.length == 1 ? String.valueOf(values[0]) : Arrays.toString(values);
  }
}
