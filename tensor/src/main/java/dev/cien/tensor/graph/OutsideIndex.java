package dev.cien.tensor.graph;

import dev.cien.tensor.Shape;
import dev.cien.tensor.TensorException;
import java.util.Arrays;

/// What is said of an index that names no place of its axis: in the user's words, at the position
/// in the user's tensor.
public final class OutsideIndex {
  private OutsideIndex() {}

  /// The error of an [Op.Gather] or [Op.ScatterAdd].
  ///
  /// @param index the index that was found
  /// @param position where it stands in the node's index, its second input, seen as `[outer, axis,
  ///   inner]`
  public static TensorException of(Node node, long index, int[] position) {
    Shape shape = node.input(1).shape();
    int axis = axis(node);
    int inner = shape.strides()[axis];
    return of(node, index, (position[0] * shape.dim(axis) + position[1]) * inner + position[2]);
  }

  /// The error of an [Op.Gather] or [Op.ScatterAdd].
  ///
  /// @param index the index that was found
  /// @param place where it stands among the elements of the node's index
  public static TensorException of(Node node, long index, int place) {
    Node table = table(node);
    Shape of = table.shape();
    int axis = axis(node);
    String parameter = table.parameter();
    return new TensorException(
        node.called()
            + (parameter == null ? "" : " of " + parameter)
            + ": index "
            + index
            + position(node.input(1), place)
            + " is outside axis "
            + axis
            + " of "
            + of
            + (of.dim(axis) == 0 ? ", which is empty" : ": expected 0 to " + (of.dim(axis) - 1))
            + ". Usual cause: labels that start at 1, or more classes or tokens in the data than"
            + " the table has; negative indices do not count from the end. Recorded at "
            + node.site()
            + ".");
  }

  /// What the user's index is for. Where the compiler looks up rows in the product of a table, the
  /// table, which has as many.
  private static Node table(Node node) {
    Node table = node.input(0);
    return node.op() instanceof Op.Gather(int axis) && axis == 0 && table.op() instanceof Op.MatMul
        ? table.input(0)
        : table;
  }

  private static int axis(Node node) {
    return node.op() instanceof Op.Gather gather
        ? gather.axis()
        : ((Op.ScatterAdd) node.op()).axis();
  }

  /// Where in the tensor that the user gave as an index: what the operation reads is that one under
  /// other sizes, or repeated.
  private static String position(Node node, int place) {
    Node at = node;
    int flat = place;
    while (at.op() instanceof Op.Reshape || at.op() instanceof Op.Expand) {
      Shape inner = at.input(0).shape();
      if (at.op() instanceof Op.Expand) {
        int[] coordinates = coordinates(at.shape(), flat);
        flat = 0;
        for (int d = 0; d < coordinates.length; d++) {
          flat += inner.dim(d) == 1 ? 0 : coordinates[d] * inner.strides()[d];
        }
      }
      at = at.input(0);
    }
    return at.shape().rank() == 0
        ? ""
        : " at position "
            + Arrays.toString(coordinates(at.shape(), flat))
            + " of "
            + at.dtype()
            + at.shape();
  }

  private static int[] coordinates(Shape shape, int flat) {
    int[] strides = shape.strides();
    int[] coordinates = new int[strides.length];
    for (int d = 0; d < coordinates.length; d++) {
      coordinates[d] = flat / strides[d] % shape.dim(d);
    }
    return coordinates;
  }
}
