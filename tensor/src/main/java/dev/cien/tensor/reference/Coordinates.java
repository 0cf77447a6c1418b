package dev.cien.tensor.reference;

import dev.cien.tensor.Shape;

/// Walks over the coordinates of a shape in row-major order.
final class Coordinates {
  private Coordinates() {}

  /// What to compute from the coordinates of an element: the place of another element, or a
  /// negative number for none.
  @FunctionalInterface
  interface Place {
    int at(int[] coordinates);
  }

  /// For every element of `shape`, in row-major order, the place computed from its coordinates.
  static int[] places(Shape shape, Place place) {
    int[] dims = shape.dims();
    int[] coordinates = new int[dims.length];
    int[] places = new int[shape.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = place.at(coordinates);
      advance(coordinates, dims);
    }
    return places;
  }

  /// The place of the element at `coordinates` under the given strides.
  static int flat(int[] coordinates, int[] strides) {
    int place = 0;
    for (int d = 0; d < coordinates.length; d++) {
      place += coordinates[d] * strides[d];
    }
    return place;
  }

  private static void advance(int[] coordinates, int[] dims) {
    for (int d = dims.length - 1; d >= 0; d--) {
      if (++coordinates[d] < dims[d]) {
        return;
      }
      coordinates[d] = 0;
    }
  }

  /// The lines of a shape along one axis: element i of line l lies at `start(l) + i · stride`.
  record Lines(int count, int length, int stride) {
    static Lines of(Shape shape, int axis) {
      int length = shape.dim(axis);
      return new Lines(length == 0 ? 0 : shape.size() / length, length, shape.strides()[axis]);
    }

    int start(int line) {
      return line / stride * stride * length + line % stride;
    }
  }
}
