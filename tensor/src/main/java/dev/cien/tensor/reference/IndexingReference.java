package dev.cien.tensor.reference;

import dev.cien.tensor.Shape;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.OutsideIndex;

/// Operations whose places are themselves data.
final class IndexingReference {
  private IndexingReference() {}

  /// y[…, j, …] = x[…, index[…, j, …], …].
  static Value gather(Node node, Value x, Value index, int axis) {
    return x.pick(places(node, node.input(0).shape(), index, axis), 0);
  }

  /// base with source[…, j, …] added at […, index[…, j, …], …].
  static Value scatterAdd(Node node, Value base, Value index, Value source, int axis) {
    return base.plusAt(places(node, node.shape(), index, axis), source);
  }

  private static int[] places(Node node, Shape from, Value index, int axis) {
    Shape shape = node.input(1).shape();
    int[] strides = from.strides();
    int[] own = shape.strides();
    int length = from.dim(axis);
    return Coordinates.places(
        shape,
        c -> {
          long found = index.wholes()[Coordinates.flat(c, own)];
          if (found < 0 || found >= length) {
            throw OutsideIndex.of(node, found, Coordinates.flat(c, own));
          }
          return Coordinates.flat(c, strides) + ((int) found - c[axis]) * strides[axis];
        });
  }
}
