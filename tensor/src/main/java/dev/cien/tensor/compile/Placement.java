package dev.cien.tensor.compile;

import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Decides which nodes are computed right where a concatenation needs them, instead of being copied
/// there: those that a loop nest or a matrix product computes, and that only readers use which can
/// walk by strides.
final class Placement {
  private final Map<Node, Layout> places = new IdentityHashMap<>();
  private final Map<Node, List<Node>> users;
  private final Set<Node> roots;
  private final Set<Node> leaves;
  private final Units units;

  Placement(Map<Node, List<Node>> users, Set<Node> roots, Set<Node> leaves, Units units) {
    this.users = users;
    this.roots = roots;
    this.leaves = leaves;
    this.units = units;
  }

  /// The layouts of all nodes that do not get a buffer of their own. A concatenation comes after
  /// those that take it in, so that places nest.
  Map<Node, Layout> of(List<Node> order) {
    for (Node node : order.reversed()) {
      if (node.op() instanceof Op.Concat concat) {
        Layout whole = places.getOrDefault(node, Layout.own(node));
        int start = 0;
        for (Node part : node.inputs()) {
          place(part, whole.part(concat.axis(), start));
          start += part.shape().dim(concat.axis());
        }
      }
    }
    return places;
  }

  private void place(Node part, Layout layout) {
    Node node = part;
    while (node.op() instanceof Op.Reshape && !leaves.contains(node) && !roots.contains(node)) {
      node = node.input(0);
    }
    boolean reshaped = node != part;
    if (reshaped && !layout.isRowMajor(part.shape())) {
      return;
    }
    Layout own =
        reshaped ? new Layout(layout.base(), layout.offset(), node.shape().strides()) : layout;
    boolean free =
        !leaves.contains(node)
            && !roots.contains(node)
            && !units.isInline(node)
            && !places.containsKey(node)
            && node.shape().size() > 0;
    if (free && isWritten(node, own) && readByStrides(node, own.isRowMajor(node.shape()))) {
      places.put(node, own);
    }
  }

  private static boolean isWritten(Node node, Layout layout) {
    boolean product =
        node.op() instanceof Op.MatMul && layout.strides()[node.shape().rank() - 1] == 1;
    return node.op().isElementwise()
        || node.op() instanceof Op.Reduce
        || node.op() instanceof Op.Concat
        || product;
  }

  private boolean readByStrides(Node node, boolean rowMajor) {
    for (Node user : users.getOrDefault(node, List.of())) {
      boolean walks =
          switch (user.op()) {
            case Op.Pad _ -> false;
            case Op.Reshape _ -> rowMajor && !roots.contains(user) && readByStrides(user, true);
            case Op.View _ -> !roots.contains(user) && readByStrides(user, false);
            case Op.MatMul _, Op.Concat _, Op.Reduce _ -> true;
            default -> user.op().isElementwise();
          };
      if (!walks) {
        return false;
      }
    }
    return true;
  }
}
