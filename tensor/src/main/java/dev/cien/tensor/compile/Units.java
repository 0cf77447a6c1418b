package dev.cien.tensor.compile;

import dev.cien.tensor.DType;
import dev.cien.tensor.Shape;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Groups the nodes of a graph into units: each unit is one kernel.
///
/// Element-wise nodes of one shape join the unit of a value they read; a reduction over axes that
/// include the last joins as well, and what uses its result, stretched back, too: softmax, a layer
/// norm or a batch norm becomes one row kernel. Other reductions form a unit that takes in the
/// element-wise nodes made only for it; those over the same axes of one space share it. Views,
/// constants and truth values are written into every unit that uses them. A node joins a unit only
/// if no path leads out of the unit and back to the node.
final class Units {
  /// Below this many rows a reduction gets a kernel of its own: its rows are the only parallel
  /// work.
  private static final int FEW_ROWS = 16;

  private static final int SMALL = 16384;
  private static final int MOST_NODES = 120;

  /// One kernel: its nodes in dependency order and the shape that they share.
  static final class Unit {
    final List<Node> nodes = new ArrayList<>();
    Shape space;

    /// The reduced axes of more than one element, or `null` if nothing is reduced.
    List<Integer> axes;

    /// Whether only reductions come out, each finished once: then there is nothing to do for a row.
    boolean column;

    final boolean fused;
    final Set<Unit> reads = new LinkedHashSet<>();
    boolean visited;

    Unit(Shape space, boolean fused) {
      this.space = space;
      this.fused = fused;
    }

    boolean isRow() {
      return axes != null && !column;
    }
  }

  private record Use(Node producer, boolean aligned) {}

  private final Map<Node, Unit> unitOf = new IdentityHashMap<>();
  private final Map<Node, Integer> position = new IdentityHashMap<>();

  /// Values that each kernel computes for itself although another computes them, too.
  private final Set<Node> again = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Map<Node, List<Node>> users;
  private final Set<Node> roots;
  private final Set<Node> leaves;

  Units(Map<Node, List<Node>> users, Set<Node> roots, Set<Node> leaves) {
    this.users = users;
    this.roots = roots;
    this.leaves = leaves;
  }

  /// The units in an order in which they can run.
  List<Unit> group(List<Node> order) {
    for (Node node : order) {
      position.put(node, position.size());
      if (leaves.contains(node) || isInline(node)) {
        continue;
      }
      if (node.op().isElementwise() || node.op() instanceof Op.Reduce) {
        place(node);
      } else {
        alone(node);
      }
    }
    joinReductions(order);
    Set<Unit> all = new LinkedHashSet<>();
    order.stream().map(unitOf::get).filter(Objects::nonNull).forEach(all::add);
    for (Node node : new Recomputation(this, users, roots, leaves).of(order)) {
      again.add(node);
      unitOf.remove(node).nodes.removeIf(each -> each == node);
    }
    return sort(all).stream().filter(unit -> !unit.nodes.isEmpty()).toList();
  }

  Unit of(Node node) {
    return unitOf.get(node);
  }

  /// Nodes that are written into each kernel that uses them.
  boolean isInline(Node node) {
    return again.contains(node) || isAlwaysInline(node);
  }

  private boolean isAlwaysInline(Node node) {
    if (roots.contains(node)) {
      return false;
    }
    return switch (node.op()) {
      case Op.Fill _, Op.Iota _ -> true;
      case Op.Pad _ -> false;
      case Op.View _ -> true;
      case Op.Less _, Op.LessEqual _, Op.Equal _, Op.And _, Op.Or _, Op.Not _ -> true;
      case Op.Cast _ -> node.input(0).dtype() == DType.BOOL;
      default -> false;
    };
  }

  private void alone(Node node) {
    Unit unit = new Unit(node.shape(), false);
    add(unit, node, uses(node));
  }

  private void place(Node node) {
    List<Use> uses = uses(node);
    boolean reduces = node.op() instanceof Op.Reduce;
    Shape space = reduces ? node.input(0).shape() : node.shape();
    Unit chosen = null;
    for (Use use : uses) {
      Unit candidate = unitOf.get(use.producer);
      if (candidate == null || candidate == chosen || !candidate.fused || candidate.column) {
        continue;
      }
      if (fits(node, space, candidate, uses) && free(candidate, uses, chosen)) {
        chosen = chosen == null ? candidate : merge(chosen, candidate);
      }
    }
    List<Integer> axes = reduces ? reducedAxes((Op.Reduce) node.op(), space) : null;
    if (chosen != null && reduces && !joinsRow(axes, space, chosen)) {
      chosen = absorbs(node, chosen) ? chosen : null;
      if (chosen != null) {
        chosen.column = true;
      }
    }
    if (chosen == null) {
      chosen = new Unit(space, true);
      chosen.column = reduces && !joinsRow(axes, space, chosen);
    }
    if (reduces) {
      chosen.axes = axes;
    }
    add(chosen, node, uses);
  }

  private void add(Unit unit, Node node, List<Use> uses) {
    unit.nodes.add(node);
    unitOf.put(node, unit);
    for (Use use : uses) {
      Unit read = unitOf.get(use.producer);
      if (read != null && read != unit) {
        unit.reads.add(read);
      }
    }
  }

  /// The computed nodes that `node` reads, through inline nodes; aligned if element for element, or
  /// a row's value by each element of the row.
  private List<Use> uses(Node node) {
    List<Use> found = new ArrayList<>();
    Deque<Use> open = new ArrayDeque<>();
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    node.inputs().forEach(input -> open.add(new Use(input, true)));
    while (!open.isEmpty()) {
      Use use = open.poll();
      Node at = use.producer;
      if (leaves.contains(at)) {
        continue;
      }
      if (!isInline(at)) {
        found.add(use);
        continue;
      }
      if (!use.aligned && !seen.add(at)) {
        continue;
      }
      boolean aligned = use.aligned && keepsAlignment(at);
      at.inputs().forEach(input -> open.add(new Use(input, aligned)));
    }
    return found;
  }

  /// Whether what an inline node reads is aligned where the node is. A truth value that is
  /// stretched gets a buffer, and so does what it reads: no kernel may still be computing that.
  private boolean keepsAlignment(Node node) {
    if (!(node.op() instanceof Op.Expand)) {
      return !(node.op() instanceof Op.View);
    }
    Node stretched = node.input(0);
    return leaves.contains(stretched) || !isInline(stretched) || !stretched.op().isElementwise();
  }

  private boolean fits(Node node, Shape space, Unit unit, List<Use> uses) {
    if (unit.nodes.size() >= MOST_NODES || isLong(node) && hasLong(unit)) {
      return false;
    }
    boolean full = space.equals(unit.space);
    Shape rowShape = unit.isRow() ? without(unit.space, unit.axes) : null;
    boolean row = !(node.op() instanceof Op.Reduce) && node.shape().equals(rowShape);
    if (!full && !row) {
      return false;
    }
    for (Use use : uses) {
      if (unitOf.get(use.producer) == unit) {
        Shape shape = use.producer.shape();
        if (!use.aligned || !(shape.equals(unit.space) && full || shape.equals(rowShape))) {
          return false;
        }
      }
    }
    return true;
  }

  /// Whether a node is some hundred and fifty instructions: two of them in one kernel are more than
  /// C2 compiles well, and nothing is saved that would be worth it.
  private static boolean isLong(Node node) {
    return node.dtype() == DType.FLOAT32
        && (node.op() instanceof Op.Pow
            || node.op() instanceof Op.Sin
            || node.op() instanceof Op.Cos);
  }

  private static boolean hasLong(Unit unit) {
    return unit.nodes.stream().anyMatch(Units::isLong);
  }

  private static Shape without(Shape space, List<Integer> axes) {
    int[] dims = space.dims();
    axes.forEach(axis -> dims[axis] = 1);
    return Shape.of(dims);
  }

  /// Whether the node may join: nothing else that it reads depends on the unit.
  private boolean free(Unit unit, List<Use> uses, Unit other) {
    for (Use use : uses) {
      Unit read = unitOf.get(use.producer);
      if (read != null && read != unit && depends(read, unit)) {
        return false;
      }
    }
    return other == null || mergeable(unit, other);
  }

  private boolean mergeable(Unit a, Unit b) {
    return a.space.equals(b.space)
        && (a.axes == null || b.axes == null || a.axes.equals(b.axes))
        && a.nodes.size() + b.nodes.size() <= MOST_NODES
        && !(hasLong(a) && hasLong(b))
        && !depends(a, b)
        && !depends(b, a);
  }

  private Unit merge(Unit into, Unit from) {
    for (Node node : from.nodes) {
      unitOf.put(node, into);
    }
    into.nodes.addAll(from.nodes);
    into.reads.addAll(from.reads);
    into.axes = into.axes == null ? from.axes : into.axes;
    into.nodes.sort(Comparator.comparingInt(position::get));
    Set<Unit> seen = new LinkedHashSet<>(unitOf.values());
    for (Unit unit : seen) {
      if (unit.reads.remove(from) && unit != into) {
        unit.reads.add(into);
      }
    }
    into.reads.remove(into);
    return into;
  }

  /// Whether `from` reads, directly or through others, what `target` computes. No unit can be
  /// passed over for lying earlier: one that it reads may have grown since.
  private static boolean depends(Unit from, Unit target) {
    Deque<Unit> open = new ArrayDeque<>(List.of(from));
    Set<Unit> seen = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      Unit unit = open.poll();
      if (unit == target) {
        return true;
      }
      for (Unit read : unit.reads) {
        if (seen.add(read)) {
          open.add(read);
        }
      }
    }
    return false;
  }

  /// Whether a reduction may be part of a row kernel: it takes the last axis, where elements lie
  /// side by side, and leaves rows enough to share between threads.
  private static boolean joinsRow(List<Integer> axes, Shape space, Unit unit) {
    int last = space.rank() - 1;
    while (last > 0 && space.dim(last) == 1) {
      last--;
    }
    boolean inner = axes.isEmpty() || axes.contains(last);
    boolean same = unit.axes == null || unit.axes.equals(axes);
    int rows = without(space, axes).size();
    return inner && same && (rows >= FEW_ROWS || space.size() <= SMALL);
  }

  private static List<Integer> reducedAxes(Op.Reduce op, Shape space) {
    return op.axes().stream().filter(axis -> space.dim(axis) != 1).sorted().toList();
  }

  /// Reductions over the same axes of one space that read something in common and do not wait for
  /// each other share a kernel.
  private void joinReductions(List<Node> order) {
    Map<List<Object>, Unit> known = new HashMap<>();
    for (Node node : order) {
      Unit unit = unitOf.get(node);
      if (unit == null || !unit.column) {
        continue;
      }
      Unit other = known.putIfAbsent(List.of(unit.space, unit.axes), unit);
      if (other == null || other == unit) {
        continue;
      }
      Set<Node> common = sources(other);
      common.retainAll(sources(unit));
      if (!common.isEmpty() && mergeable(other, unit)) {
        merge(other, unit);
      } else {
        known.put(List.of(unit.space, unit.axes), unit);
      }
    }
  }

  /// Whether everything in the unit exists only for this reduction.
  private boolean absorbs(Node reduction, Unit unit) {
    if (unit.axes != null) {
      return false;
    }
    Set<Node> inside = Collections.newSetFromMap(new IdentityHashMap<>());
    inside.addAll(unit.nodes);
    inside.add(reduction);
    for (Node node : unit.nodes) {
      if (roots.contains(node) || !staysInside(node, inside)) {
        return false;
      }
    }
    return true;
  }

  private boolean staysInside(Node node, Set<Node> inside) {
    for (Node user : users.getOrDefault(node, List.of())) {
      if (!inside.contains(user)
          && !(isInline(user) && !(user.op() instanceof Op.View) && staysInside(user, inside))) {
        return false;
      }
    }
    return true;
  }

  /// What a unit reads from outside, through views.
  private Set<Node> sources(Unit unit) {
    Set<Node> sources = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> open = new ArrayDeque<>();
    unit.nodes.forEach(node -> open.addAll(node.inputs()));
    while (!open.isEmpty()) {
      Node at = open.poll();
      if (unitOf.get(at) == unit) {
        continue;
      }
      if (!leaves.contains(at) && isInline(at)) {
        open.addAll(at.inputs());
      } else {
        sources.add(at);
      }
    }
    return sources;
  }

  private static List<Unit> sort(Set<Unit> all) {
    List<Unit> sorted = new ArrayList<>();
    for (Unit start : all) {
      Deque<Unit> stack = new ArrayDeque<>(List.of(start));
      while (!stack.isEmpty()) {
        Unit unit = stack.peek();
        Unit open =
            unit.visited
                ? null
                : unit.reads.stream().filter(read -> !read.visited).findFirst().orElse(null);
        if (open != null) {
          stack.push(open);
        } else {
          stack.pop();
          if (!unit.visited) {
            unit.visited = true;
            sorted.add(unit);
          }
        }
      }
    }
    return sorted;
  }
}
