package dev.cien.tensor.compile;

import dev.cien.tensor.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A pass over a graph, inputs before users, that makes some nodes anew, and with them all that is
/// computed from those.
abstract class Rewriting {
  final Simplifier simplifier;
  private final Map<Node, Node> rewritten = new IdentityHashMap<>();
  private final Map<Node, List<Node>> users = new IdentityHashMap<>();
  private final Set<Node> roots = Collections.newSetFromMap(new IdentityHashMap<>());

  Rewriting(Simplifier simplifier) {
    this.simplifier = simplifier;
  }

  /// The roots of the rewritten graph whose computed nodes are `order`.
  final List<Node> rewrite(List<Node> order, List<Node> roots) {
    this.roots.addAll(roots);
    for (Node node : order) {
      for (Node input : node.inputs()) {
        users.computeIfAbsent(input, n -> new ArrayList<>()).add(node);
      }
    }
    lookOver(order);
    for (Node node : order) {
      rewritten.put(node, rewrite(node));
    }
    return roots.stream().map(this::now).toList();
  }

  /// Looks at the graph before anything is rewritten.
  abstract void lookOver(List<Node> order);

  /// What becomes of a node whose inputs are rewritten already: [#again], if nothing special.
  abstract Node rewrite(Node node);

  /// A node with its rewritten inputs.
  final Node again(Node node) {
    List<Node> inputs = node.inputs().stream().map(this::now).toList();
    return inputs.equals(node.inputs()) ? node : simplifier.simplify(node, inputs);
  }

  /// What a node has become.
  final Node now(Node node) {
    return rewritten.getOrDefault(node, node);
  }

  /// The nodes that read a node, once for each time.
  final List<Node> users(Node node) {
    return users.getOrDefault(node, List.of());
  }

  /// Whether a node is a result.
  final boolean isRoot(Node node) {
    return roots.contains(node);
  }

  /// Whether a node is read a single time, and no result.
  final boolean isReadOnce(Node node) {
    return users(node).size() == 1 && !isRoot(node);
  }
}
