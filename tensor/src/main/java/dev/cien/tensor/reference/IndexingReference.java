package dev.cien.tensor.reference;

import dev.cien.tensor.Shape;
import dev.cien.tensor.TensorException;
import dev.cien.tensor.graph.Node;

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
            throw new TensorException(
                node.op().label()
                    + ": index "
                    + found
                    + " is outside axis "
                    + axis
                    + " of "
                    + from
                    + ": expected 0 to "
                    + (length - 1)
                    + ". Recorded at "
                    + node.site()
                    + ". Usual cause: labels that start at 1, or more "
                    + "classes or tokens in the data than the model was made for.");
          }
          return Coordinates.flat(c, strides) + ((int) found - c[axis]) * strides[axis];
        });
  }
}
