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
/// stored, where that takes less reading and writing: a few cheap operations on values that are
/// stored anyway. The gradient of a sigmoid needs y(1 − y), which the forward pass could compute,
/// but would have to write; that of a batch norm needs x − μ and (x − μ)/σ, for which x and two
/// numbers a channel are enough.
///
/// Of the values that something is computed from, those much smaller than it cost nothing to read,
/// nor to store. One large one costs what reading the value itself would, and the writing is saved.
/// Two may be worth it where a single kernel needs the value: that is one read more and one write
/// less.
final class Recomputation {
  /// Operations between a value and the stored ones that it is computed from, at most.
  private static final int MOST = 12;

  /// A value that so many times as many numbers are computed from is small.
  private static final int SMALL = 16;

  private final Units units;
  private final Map<Node, List<Node>> users;
  private final Set<Node> roots;
  private final Set<Node> leaves;

  /// For each chosen value what it is computed from.
  private final Map<Node, Origin> chosen = new IdentityHashMap<>();

  Recomputation(Units units, Map<Node, List<Node>> users, Set<Node> roots, Set<Node> leaves) {
    this.units = units;
    this.users = users;
    this.roots = roots;
    this.leaves = leaves;
  }

  /// What a value is computed from.
  ///
  /// @param sources the large stored values
  /// @param between the operations of the value's own kernel between them and it
  private record Origin(Set<Node> sources, Set<Node> between) {
    static Origin none() {
      return new Origin(identitySet(), identitySet());
    }
  }

  private static <T> Set<T> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /// The chosen ones among grouped nodes in dependency order.
  Set<Node> of(List<Node> order) {
    for (Node node : order) {
      Units.Unit unit = units.of(node);
      if (unit == null || !unit.fused || roots.contains(node) || !isCheap(node.op())) {
        continue;
      }
      Origin origin = Origin.none();
      origin.between.add(node);
      if (!collect(node, node.shape().size(), unit, origin)
          || origin.sources.isEmpty()
          || !onlyKernelsRead(node)) {
        continue;
      }
      int readers = readers(node, unit).size();
      if (readers > 0 && origin.sources.size() <= (readers == 1 ? 2 : 1)) {
        origin.between.stream()
            .filter(each -> units.of(each) != null)
            .forEach(each -> chosen.putIfAbsent(each, origin));
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

  /// Collects what a node is computed from, for a value of `size` numbers in the end; `false` if
  /// something on the way cannot be followed, or there is too much of it.
  private boolean collect(Node node, long size, Units.Unit unit, Origin origin) {
    for (Node input : node.inputs()) {
      if (!follow(input, size, unit, origin)) {
        return false;
      }
    }
    return origin.between.size() <= MOST;
  }

  private boolean follow(Node input, long size, Units.Unit unit, Origin origin) {
    Origin known = chosen.get(input);
    if (known != null) {
      origin.sources.addAll(known.sources);
      origin.between.addAll(known.between);
      return true;
    }
    Node base = base(input);
    Units.Unit its = units.of(base);
    boolean stored = leaves.contains(base) || its != null;
    boolean small = stored && (long) SMALL * base.shape().size() <= size;
    if (small || base.op() instanceof Op.Fill || origin.between.contains(input)) {
      return true;
    }
    if (stored && (its != unit || !readers(base, unit).isEmpty())) {
      origin.sources.add(base);
      return true;
    }
    return base == input
        && !(input.op() instanceof Op.Iota || input.op() instanceof Op.View)
        && (its == null || isCheap(input.op()))
        && origin.between.add(input)
        && collect(input, size, unit, origin);
  }

  /// What a kernel reads that reads a node: the node, or what it is a view of, as long as elements
  /// side by side stay side by side. Reading a permuted value over and over would cost more than
  /// storing what is made of it.
  private Node base(Node node) {
    Node at = node;
    while (!leaves.contains(at)
        && units.of(at) == null
        && (at.op() instanceof Op.Reshape
            || at.op() instanceof Op.Expand
            || at.op() instanceof Op.Slice)) {
      at = at.input(0);
    }
    return at;
  }

  /// Whether all users are loop nests, which can compute the value themselves.
  private boolean onlyKernelsRead(Node node) {
    return users.getOrDefault(node, List.of()).stream()
        .allMatch(user -> user.op().isElementwise() || user.op() instanceof Op.Reduce);
  }

  /// The kernels other than its own that read the value, also where they read it to compute a
  /// chosen one.
  private Set<Object> readers(Node node, Units.Unit unit) {
    Set<Object> readers = identitySet();
    Set<Node> seen = identitySet();
    Deque<Node> open = new ArrayDeque<>(List.of(node));
    while (!open.isEmpty()) {
      Node at = open.poll();
      if (roots.contains(at)) {
        readers.add(at);
      }
      for (Node user : users.getOrDefault(at, List.of())) {
        if (units.isInline(user) || chosen.containsKey(user)) {
          if (seen.add(user)) {
            open.add(user);
          }
        } else if (units.of(user) != unit) {
          readers.add(units.of(user));
        }
      }
    }
    return readers;
  }
}
