package dev.cien.nn;

import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import dev.cien.tensor.Window;
import java.util.Arrays;

/// What a convolution sees beyond the edge: PyTorch's `padding_mode`.
public enum PaddingMode {
  /// Nothing: zeros, so that a place can tell how far from the edge it is.
  ZEROS,

  /// The opposite edge, as if the input lay round a ring or a torus: element −1 is the last one,
  /// element n the first one. Then no place is special, and a network of nothing but such layers
  /// gives for a rolled input the rolled output.
  CIRCULAR;

  /// An input and the window that is to be moved over it: the same, or the wrapped input and a
  /// window without padding.
  record Padded(Tensor x, Window window) {}

  /// @param spatial how many axes the window moves along, the last ones of x
  Padded of(Object layer, Tensor x, Window window, int spatial) {
    if (this == ZEROS) {
      return new Padded(x, window);
    }
    Tensor wrapped = x;
    for (int axis = 0; axis < spatial; axis++) {
      wrapped =
          wrapped(
              layer, wrapped, 2 + axis, each(window.padLow(), axis), each(window.padHigh(), axis));
    }
    return new Padded(wrapped, window.withPadding(0));
  }

  /// A setting that is given for every axis or once for all.
  private static int each(int[] numbers, int axis) {
    return numbers.length == 1 ? numbers[0] : numbers[axis];
  }

  private static Tensor wrapped(Object layer, Tensor x, int axis, int low, int high) {
    Shape shape = x.shape();
    int n = shape.dim(axis);
    if (Math.max(low, high) > n) {
      throw new TensorException(
          layer
              + ": expected circular padding of at most the "
              + n
              + " elements of axis "
              + axis
              + ", found "
              + Arrays.toString(new int[] {low, high})
              + " for "
              + shape
              + ". Usual cause: a picture that became smaller than its kernels.");
    }
    if (low == 0 && high == 0) {
      return x;
    }
    return Tensor.concat(axis, x.slice(axis, n - low, n), x, x.slice(axis, 0, high));
  }
}
