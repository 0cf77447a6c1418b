package dev.cien.tensor.compile;

import dev.cien.tensor.Shape;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Groups the nodes of a graph into units: each unit is one kernel.
///
/// Element-wise nodes of one shape join the unit of a value they read; a reduction over the
/// trailing axes joins as well, and what uses its result, stretched back, too: softmax or a layer
/// norm becomes one row kernel. Other reductions form a unit of their own that takes in the
/// element-wise nodes made only for it. Views, constants and truth values are written into every
/// unit that uses them. A node joins a unit only if no path leads out of the unit and back to the
/// node.
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

    /// First reduced axis of a row unit, or −1 if there is no row reduction.
    int split = -1;

    boolean column;
    final boolean fused;
    final Set<Unit> reads = new LinkedHashSet<>();
    boolean visited;

    Unit(Shape space, boolean fused) {
      this.space = space;
      this.fused = fused;
    }
  }

  private record Use(Node producer, boolean aligned) {}

  private final Map<Node, Unit> unitOf = new IdentityHashMap<>();
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
      if (leaves.contains(node) || isInline(node)) {
        continue;
      }
      if (node.op().isElementwise() || node.op() instanceof Op.Reduce) {
        place(node);
      } else {
        alone(node);
      }
    }
    Set<Unit> all = new LinkedHashSet<>();
    order.stream().map(unitOf::get).filter(java.util.Objects::nonNull).forEach(all::add);
    return sort(all);
  }

  Unit of(Node node) {
    return unitOf.get(node);
  }

  /// Nodes that are written into each kernel that uses them.
  boolean isInline(Node node) {
    if (roots.contains(node)) {
      return false;
    }
    return switch (node.op()) {
      case Op.Fill _, Op.Iota _ -> true;
      case Op.Pad _ -> false;
      case Op.View _ -> true;
      case Op.Less _, Op.LessEqual _, Op.Equal _, Op.And _, Op.Or _, Op.Not _ -> true;
      case Op.Cast _ -> node.input(0).dtype() == dev.cien.tensor.DType.BOOL;
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
    if (chosen != null && reduces && !joinsRow((Op.Reduce) node.op(), space, chosen)) {
      chosen = absorbs(node, chosen) ? chosen : null;
      if (chosen != null) {
        chosen.column = true;
      }
    } else if (chosen != null && reduces) {
      chosen.split = firstReduced((Op.Reduce) node.op(), space);
    }
    if (chosen == null) {
      chosen = new Unit(space, true);
      if (reduces && joinsRow((Op.Reduce) node.op(), space, chosen)) {
        chosen.split = firstReduced((Op.Reduce) node.op(), space);
      } else {
        chosen.column = reduces;
      }
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
    Set<Node> seen = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
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
      boolean aligned =
          use.aligned
              && (!(at.op() instanceof Op.View) || at.op() instanceof Op.Expand && isRowValue(at));
      at.inputs().forEach(input -> open.add(new Use(input, aligned)));
    }
    return found;
  }

  /// Whether an expansion stretches only trailing axes, all of which were 1.
  private static boolean isRowValue(Node expand) {
    Shape from = expand.input(0).shape();
    boolean stretching = false;
    for (int d = 0; d < from.rank(); d++) {
      boolean stretched = from.dim(d) != expand.shape().dim(d);
      if (stretching && from.dim(d) != 1) {
        return false;
      }
      stretching |= stretched;
    }
    return true;
  }

  private boolean fits(Node node, Shape space, Unit unit, List<Use> uses) {
    if (unit.nodes.size() >= MOST_NODES) {
      return false;
    }
    boolean full = space.equals(unit.space);
    boolean row =
        unit.split >= 0 && !(node.op() instanceof Op.Reduce) && node.shape().equals(rowShape(unit));
    if (!full && !row || full && unit.space.equals(rowShape(unit)) && unit.split >= 0) {
      return false;
    }
    for (Use use : uses) {
      if (unitOf.get(use.producer) == unit) {
        Shape shape = use.producer.shape();
        boolean ok =
            use.aligned
                && (shape.equals(unit.space) && full
                    || unit.split >= 0 && shape.equals(rowShape(unit)));
        if (!ok) {
          return false;
        }
      }
    }
    return true;
  }

  private static Shape rowShape(Unit unit) {
    int[] dims = unit.space.dims();
    for (int d = Math.max(0, unit.split); d < dims.length && unit.split >= 0; d++) {
      dims[d] = 1;
    }
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
    boolean sameKind =
        a.space.equals(b.space) && (a.split == b.split || a.split < 0 || b.split < 0);
    if (!sameKind
        || a.nodes.size() + b.nodes.size() > MOST_NODES
        || depends(a, b)
        || depends(b, a)) {
      return false;
    }
    int split = Math.max(a.split, b.split);
    return split < 0 || !(rowShapeOf(a.space, split).equals(a.space));
  }

  private static Shape rowShapeOf(Shape space, int split) {
    int[] dims = space.dims();
    for (int d = split; d < dims.length; d++) {
      dims[d] = 1;
    }
    return Shape.of(dims);
  }

  private Unit merge(Unit into, Unit from) {
    for (Node node : from.nodes) {
      unitOf.put(node, into);
    }
    into.nodes.addAll(from.nodes);
    into.reads.addAll(from.reads);
    into.split = Math.max(into.split, from.split);
    Set<Unit> seen = new LinkedHashSet<>(unitOf.values());
    for (Unit unit : seen) {
      if (unit.reads.remove(from) && unit != into) {
        unit.reads.add(into);
      }
    }
    into.reads.remove(into);
    return into;
  }

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

  private boolean joinsRow(Op.Reduce op, Shape space, Unit unit) {
    int first = firstReduced(op, space);
    if (first < 0 || unit.split >= 0 && unit.split != first) {
      return false;
    }
    int rows = 1;
    for (int d = 0; d < first; d++) {
      rows *= space.dim(d);
    }
    return rows >= FEW_ROWS || space.size() <= SMALL;
  }

  /// The first reduced axis if the reduction takes all axes from there on, else −1.
  static int firstReduced(Op.Reduce op, Shape space) {
    int first = op.axes().isEmpty() ? space.rank() : op.axes().get(0);
    for (int d = 0; d < space.rank(); d++) {
      boolean reduced = op.axes().contains(d);
      if (d >= first && !reduced && space.dim(d) != 1) {
        return -1;
      }
    }
    return first;
  }

  /// Whether everything in the unit exists only for this reduction.
  private boolean absorbs(Node reduction, Unit unit) {
    if (unit.split >= 0) {
      return false;
    }
    Set<Node> inside = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
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
