package dev.cien.tensor.compile;

import dev.cien.tensor.Shape;
import dev.cien.tensor.graph.Node;

/// Where the elements of a computed node lie: in a buffer of its own, row-major, or as part of the
/// buffer of a concatenation that it will be copied into otherwise.
///
/// @param base the node whose buffer it is
/// @param offset position of the first element
/// @param strides elements to move for each axis
record Layout(Node base, int offset, int[] strides) {
  /// A buffer of its own.
  static Layout own(Node node) {
    return new Layout(node, 0, node.shape().strides());
  }

  /// A part of this, `start` elements along an axis from its beginning.
  Layout part(int axis, int start) {
    return new Layout(base, offset + start * strides[axis], strides);
  }

  /// Whether elements of this shape lie one after the other, in order.
  boolean isRowMajor(Shape shape) {
    int[] plain = shape.strides();
    for (int d = 0; d < plain.length; d++) {
      if (shape.dim(d) != 1 && strides[d] != plain[d]) {
        return false;
      }
    }
    return true;
  }
}
