package dev.cien.tensor.compile;

import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Takes slices before element-wise operations instead of behind them, where nothing else is read
/// of the result: `(a + b)[s] = a[s] + b[s]`. The gates of a recurrent cell, computed side by side
/// and taken apart at once, are then computed in the kernel that uses them.
final class Slices {
  private final Simplifier simplifier;
  private final Map<Node, Node> rewritten = new IdentityHashMap<>();
  private final Map<Node, List<Node>> users = new IdentityHashMap<>();

  Slices(Simplifier simplifier) {
    this.simplifier = simplifier;
  }

  /// The roots of the rewritten graph whose computed nodes are `order`.
  List<Node> rewrite(List<Node> order, List<Node> roots) {
    Set<Node> wanted = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    wanted.addAll(roots);
    for (Node node : order) {
      for (Node input : node.inputs()) {
        users.computeIfAbsent(input, n -> new ArrayList<>()).add(node);
      }
    }
    Set<Node> open = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    for (Node node : order.reversed()) {
      if (node.op().isElementwise() && !wanted.contains(node) && isTakenApart(node, open)) {
        open.add(node);
      }
    }
    for (Node node : order) {
      List<Node> inputs = node.inputs().stream().map(this::now).toList();
      boolean same = inputs.equals(node.inputs());
      rewritten.put(node, same ? node : simplifier.simplify(node, inputs));
      if (node.op() instanceof Op.Slice && open.contains(node.input(0))) {
        rewritten.put(node, sliced(node, node.input(0), open));
      }
    }
    return roots.stream().map(this::now).toList();
  }

  private Node now(Node node) {
    return rewritten.getOrDefault(node, node);
  }

  /// Whether all that is read of a node are slices for element-wise operations, no element twice;
  /// or whether it is read once, by such a node.
  private boolean isTakenApart(Node node, Set<Node> open) {
    List<Node> readers = users.getOrDefault(node, List.of());
    if (readers.size() == 1 && open.contains(readers.getFirst())) {
      return readers.getFirst().shape().equals(node.shape());
    }
    long read = 0;
    for (Node reader : readers) {
      if (!(reader.op() instanceof Op.Slice)
          || users.getOrDefault(reader, List.of()).isEmpty()
          || !users.get(reader).stream().allMatch(user -> user.op().isElementwise())) {
        return false;
      }
      read += reader.shape().size();
    }
    return read > 0 && read <= node.shape().size();
  }

  /// The slice of an element-wise node, computed from slices of what the node reads.
  private Node sliced(Node slice, Node node, Set<Node> open) {
    List<Node> inputs = new ArrayList<>();
    for (Node input : node.inputs()) {
      inputs.add(
          open.contains(input)
              ? sliced(slice, input, open)
              : simplifier.simplify(
                  new Node(slice.op(), List.of(input), slice.shape(), input.dtype(), slice.site()),
                  List.of(now(input))));
    }
    return simplifier.make(node.op(), inputs, slice.shape(), node.dtype(), node.site());
  }
}
