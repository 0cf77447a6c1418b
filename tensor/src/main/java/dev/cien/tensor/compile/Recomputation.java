package dev.cien.tensor.compile;

import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Chooses the values that are computed again by each kernel that needs them instead of being
/// stored, where that takes no more reading: a few cheap operations on one value that is stored
/// anyway, such as y(1 − y) in the gradient of a sigmoid, which the forward pass could compute, but
/// would have to write.
final class Recomputation {
  /// Operations between a value and the stored one that it is computed from, at most.
  private static final int MOST = 8;

  private final Units units;
  private final Map<Node, List<Node>> users;
  private final Set<Node> roots;
  private final Set<Node> leaves;

  /// For each chosen value the stored one that it is computed from.
  private final Map<Node, Node> chosen = new IdentityHashMap<>();

  Recomputation(Units units, Map<Node, List<Node>> users, Set<Node> roots, Set<Node> leaves) {
    this.units = units;
    this.users = users;
    this.roots = roots;
    this.leaves = leaves;
  }

  /// The chosen ones among grouped nodes in dependency order.
  Set<Node> of(List<Node> order) {
    for (Node node : order) {
      Units.Unit unit = units.of(node);
      if (unit == null || !unit.fused || roots.contains(node) || !isCheap(node.op())) {
        continue;
      }
      Set<Node> sources = Collections.newSetFromMap(new IdentityHashMap<>());
      Set<Node> between = Collections.newSetFromMap(new IdentityHashMap<>());
      between.add(node);
      if (collect(node, unit, sources, between) && sources.size() == 1 && onlyKernelsRead(node)) {
        Node source = sources.iterator().next();
        boolean stored =
            units.of(source) != unit || leaves.contains(source) || leaves(source, unit);
        if (stored && leaves(node, unit)) {
          between.stream()
              .filter(each -> units.of(each) != null)
              .forEach(each -> chosen.put(each, source));
        }
      }
    }
    return chosen.keySet();
  }

  private static boolean isCheap(Op op) {
    return switch (op) {
      case Op.Neg _, Op.Abs _, Op.Add _, Op.Sub _, Op.Mul _, Op.Max _, Op.Min _, Op.Where _ -> true;
      default -> false;
    };
  }

  /// Collects the stored values that a node is computed from, and the cheap operations of its own
  /// kernel between them; `false` if one cannot be followed.
  private boolean collect(Node node, Units.Unit unit, Set<Node> sources, Set<Node> between) {
    for (Node input : node.inputs()) {
      if (between.contains(input)) {
        continue;
      }
      boolean leaf = leaves.contains(input);
      boolean onTheWay =
          !leaf
              && (units.of(input) == null
                  || units.of(input) == unit && isCheap(input.op()) && !leaves(input, unit));
      if (chosen.containsKey(input)) {
        sources.add(chosen.get(input));
      } else if (!onTheWay) {
        sources.add(input);
      } else {
        boolean followed =
            !(input.op() instanceof Op.View)
                && !(input.op() instanceof Op.Iota)
                && between.size() < MOST
                && between.add(input)
                && collect(input, unit, sources, between);
        if (!followed) {
          return false;
        }
      }
    }
    return true;
  }

  /// Whether all users are loop nests, which can compute the value themselves.
  private boolean onlyKernelsRead(Node node) {
    return users.getOrDefault(node, List.of()).stream()
        .allMatch(user -> user.op().isElementwise() || user.op() instanceof Op.Reduce);
  }

  /// Whether a kernel other than its own reads the value, not counting those that will compute it.
  private boolean leaves(Node node, Units.Unit unit) {
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> open = new ArrayDeque<>(List.of(node));
    while (!open.isEmpty()) {
      Node at = open.poll();
      if (roots.contains(at)) {
        return true;
      }
      for (Node user : users.getOrDefault(at, List.of())) {
        if (units.isInline(user) || chosen.containsKey(user)) {
          if (seen.add(user)) {
            open.add(user);
          }
        } else if (units.of(user) != unit) {
          return true;
        }
      }
    }
    return false;
  }
}
