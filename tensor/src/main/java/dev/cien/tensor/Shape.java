package dev.cien.tensor;

import dev.cien.tensor.graph.Site;
import java.util.Arrays;
import java.util.Optional;

/// The sizes of a tensor's axes, outermost first. Immutable; equal by value; printed as `[2, 3]`.
///
/// A shape without axes, `[]`, is a scalar's and has one element. An axis of size 0 is legal and
/// makes an empty tensor. A tensor holds at most 2³¹ − 1 elements: the largest Java array.
public final class Shape {
  /// The shape of a scalar, `[]`.
  public static final Shape SCALAR = new Shape();

  private static final int MOST = Integer.MAX_VALUE - 8;

  private final int[] dims;
  private final int size;

  private Shape(int... dims) {
    this.dims = dims;
    long count = 1;
    for (int dim : dims) {
      if (dim < 0) {
        throw new ShapeException(
            operation()
                + ": expected sizes of 0 or more, found "
                + Arrays.toString(dims)
                + ". Usual cause: a size worked out from another; only reshape takes a -1.");
      }
      // A size of 0 may still follow.
      count = Math.min(count * dim, MOST + 1L);
    }
    if (count > MOST) {
      throw new ShapeException(
          operation()
              + ": "
              + Arrays.toString(dims)
              + " has more elements than one tensor can hold ("
              + MOST
              + "). Usual cause: a missing reduction or an outer product that was not meant; fix:"
              + " split the work by batch.");
    }
    this.size = (int) count;
  }

  /// The method that was called with these sizes, or that made them.
  private static String operation() {
    String name = Site.here().operation();
    return name.equals("of") ? "shape" : name;
  }

  /// The shape with the given sizes.
  public static Shape of(int... dims) {
    return dims.length == 0 ? SCALAR : new Shape(dims.clone());
  }

  /// How many axes.
  public int rank() {
    return dims.length;
  }

  /// How many elements: the product of the sizes.
  public int size() {
    return size;
  }

  /// The size of an axis; negative axes count from the end.
  public int dim(int axis) {
    return dims[axis(axis)];
  }

  /// The sizes, as a copy.
  public int[] dims() {
    return dims.clone();
  }

  /// An axis as a number of 0 or more; −1 is the last one.
  ///
  /// @throws ShapeException if there is no such axis
  public int axis(int axis) {
    int resolved = axis < 0 ? axis + dims.length : axis;
    if (resolved < 0 || resolved >= dims.length) {
      throw new ShapeException(
          Site.here().operation()
              + ": axis "
              + axis
              + " does not exist in shape "
              + this
              + ": expected "
              + (dims.length == 0
                  ? "no axis, it is a scalar"
                  : "-" + dims.length + " to " + (dims.length - 1))
              + ". Usual cause: a missing axis of samples, or one that a reduction took away; fix:"
              + " unsqueeze, or keepDims there.");
    }
    return resolved;
  }

  /// The same sizes with one axis changed.
  public Shape with(int axis, int newSize) {
    int[] changed = dims.clone();
    changed[axis(axis)] = newSize;
    return new Shape(changed);
  }

  /// Row-major strides in elements: how far apart neighbours along each axis lie.
  public int[] strides() {
    int[] strides = new int[dims.length];
    int step = 1;
    for (int d = dims.length - 1; d >= 0; d--) {
      strides[d] = step;
      step *= Math.max(1, dims[d]);
    }
    return strides;
  }

  /// The shape to which both broadcast by NumPy's rule (aligned at the end, 1 stretches), or
  /// nothing if there is none.
  public static Optional<Shape> broadcast(Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    int[] dims = new int[rank];
    for (int d = 1; d <= rank; d++) {
      int x = d <= a.rank() ? a.dims[a.rank() - d] : 1;
      int y = d <= b.rank() ? b.dims[b.rank() - d] : 1;
      if (x != y && x != 1 && y != 1) {
        return Optional.empty();
      }
      dims[rank - d] = x == 1 ? y : x;
    }
    return Optional.of(new Shape(dims));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape that && Arrays.equals(dims, that.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  @Override
  public String toString() {
    return Arrays.toString(dims);
  }
}
