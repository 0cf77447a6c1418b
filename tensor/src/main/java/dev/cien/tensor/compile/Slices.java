package dev.cien.tensor.compile;

import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Takes slices before element-wise operations instead of behind them, where nothing else is read
/// of the result: `(a + b)[s] = a[s] + b[s]`. The gates of a recurrent cell, computed side by side
/// and taken apart at once, are then computed in the kernel that uses them.
final class Slices extends Rewriting {
  /// Nodes of which only slices are computed.
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

  Slices(Simplifier simplifier) {
    super(simplifier);
  }

  @Override
  void lookOver(List<Node> order) {
    for (Node node : order.reversed()) {
      if (node.op().isElementwise() && !isRoot(node) && isTakenApart(node)) {
        open.add(node);
      }
    }
  }

  @Override
  Node rewrite(Node node) {
    return node.op() instanceof Op.Slice && open.contains(node.input(0))
        ? sliced(node, node.input(0))
        : again(node);
  }

  /// Whether all that is read of a node are slices for element-wise operations, no element twice;
  /// or whether it is read once, by such a node.
  private boolean isTakenApart(Node node) {
    List<Node> readers = users(node);
    if (readers.size() == 1 && open.contains(readers.getFirst())) {
      return readers.getFirst().shape().equals(node.shape());
    }
    long read = 0;
    for (Node reader : readers) {
      if (!(reader.op() instanceof Op.Slice)
          || users(reader).isEmpty()
          || !users(reader).stream().allMatch(user -> user.op().isElementwise())) {
        return false;
      }
      read += reader.shape().size();
    }
    return read > 0 && read <= node.shape().size();
  }

  /// The slice of an element-wise node, computed from slices of what the node reads.
  private Node sliced(Node slice, Node node) {
    List<Node> inputs = new ArrayList<>();
    for (Node input : node.inputs()) {
      inputs.add(
          open.contains(input)
              ? sliced(slice, input)
              : simplifier.simplify(
                  new Node(slice.op(), List.of(input), slice.shape(), input.dtype(), slice.site()),
                  List.of(now(input))));
    }
    return simplifier.make(node.op(), inputs, slice.shape(), node.dtype(), node.site());
  }
}
