package dev.cien.tensor.compile;

import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import dev.cien.tensor.loop.Kernel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// From a graph to tasks: simplify, group, write kernels. [Program] then places the buffers.
final class Compiler {
  private final Set<Node> leaves = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Node> buffered = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Task> tasks = new ArrayList<>();
  private Units units;
  private Map<Node, Layout> places;
  private SharedOperands operands;
  private Set<Node> roots;

  /// The nodes from which `roots` are computed, inputs before users; computed ones and data are
  /// leaves.
  static List<Node> order(List<Node> roots) {
    List<Node> order = new ArrayList<>();
    Map<Node, Integer> next = new IdentityHashMap<>();
    Deque<Node> stack = new ArrayDeque<>();
    for (Node root : roots) {
      if (next.putIfAbsent(root, 0) == null) {
        stack.push(root);
      }
      while (!stack.isEmpty()) {
        Node node = stack.peek();
        int at = next.get(node);
        List<Node> inputs = node.storage() != null ? List.of() : node.inputs();
        if (at < inputs.size()) {
          next.put(node, at + 1);
          if (next.putIfAbsent(inputs.get(at), 0) == null) {
            stack.push(inputs.get(at));
          }
        } else {
          order.add(stack.pop());
        }
      }
    }
    return order;
  }

  static boolean isLeaf(Node node) {
    return node.isData() || node.storage() != null;
  }

  /// Compiles the graph above `rawRoots`; `arguments` are given at each run, other leaves keep the
  /// storage they have.
  static Program compile(List<Node> arguments, List<Node> rawRoots, int[] inPlace) {
    return new Compiler().build(arguments, rawRoots, inPlace);
  }

  private Program build(List<Node> arguments, List<Node> rawRoots, int[] inPlace) {
    List<Node> raw = order(rawRoots);
    List<Node> found = new ArrayList<>(arguments);
    Set<Node> known = Collections.newSetFromMap(new IdentityHashMap<>());
    known.addAll(arguments);
    raw.stream().filter(node -> isLeaf(node) && !known.contains(node)).forEach(found::add);
    List<Node> given = found.stream().map(Compiler::leaf).toList();
    leaves.addAll(given);
    Simplifier simplifier = new Simplifier();
    List<Node> simple = simplifier.rewrite(raw, found, given, rawRoots);
    List<Node> looked = new Lookups(simplifier).rewrite(orderTo(simple), simple);
    List<Node> summed = new Sums(simplifier).rewrite(orderTo(looked), looked);
    List<Node> sliced = new Slices(simplifier).rewrite(orderTo(summed), summed);
    List<Node> results =
        new Transposes(simplifier)
            .rewrite(orderTo(sliced), sliced).stream().map(this::withoutReshape).toList();
    List<Node> order = orderTo(results);
    roots = Collections.newSetFromMap(new IdentityHashMap<>());
    results.stream().filter(node -> !leaves.contains(node)).forEach(roots::add);
    Map<Node, List<Node>> users = new IdentityHashMap<>();
    order.forEach(
        node ->
            inputsOf(node)
                .forEach(input -> users.computeIfAbsent(input, n -> new ArrayList<>()).add(node)));
    buffered.addAll(leaves);
    units = new Units(users, roots, leaves);
    List<Units.Unit> sorted = units.group(order);
    places = new Placement(users, roots, leaves, units).of(order);
    operands = new SharedOperands(order, leaves);
    for (Units.Unit unit : sorted) {
      emit(unit, users);
    }
    return new Program(tasks, given, arguments.size(), results, inPlace);
  }

  /// A leaf as the rules that rewrite graphs may see it: what it was once computed from is none of
  /// theirs.
  private static Node leaf(Node node) {
    if (node.isData()) {
      return node;
    }
    Node leaf = Node.data(node.storage(), node.shape(), node.dtype());
    leaf.name(node.name());
    return leaf;
  }

  private List<Node> inputsOf(Node node) {
    return leaves.contains(node) ? List.of() : node.inputs();
  }

  private List<Node> orderTo(List<Node> results) {
    List<Node> all = order(results);
    return all.stream().filter(node -> !leaves.contains(node)).toList();
  }

  /// Row-major order does not know sizes: a reshaped result is the result itself.
  private Node withoutReshape(Node node) {
    Node at = node;
    while (!leaves.contains(at) && at.op() instanceof Op.Reshape) {
      at = at.input(0);
    }
    return at;
  }

  private void emit(Units.Unit unit, Map<Node, List<Node>> users) {
    Node only = unit.nodes.getFirst();
    if (unit.fused) {
      List<Node> outputs = unit.nodes.stream().filter(node -> escapes(node, unit, users)).toList();
      fused(unit, outputs);
      return;
    }
    switch (only.op()) {
      case Op.MatMul _ -> product(only);
      case Op.Attend _, Op.AttendGradient _ -> attention(only);
      case Op.Concat c -> concat(only, c.axis());
      case Op.Pad p -> plain(only, Primitives.pad(only, p));
      case Op.Gather _, Op.ScatterAdd _ -> index(only);
      case Op.Fill _, Op.Iota _, Op.View _ -> copy(only);
      default -> plain(only, Primitives.of(only));
    }
  }

  private void product(Node node) {
    AffineView a = reachOrCopy(node.input(0));
    AffineView b = reachOrCopy(node.input(1));
    SharedOperands.Panels shared = operands.of(node, b);
    if (shared != null && !shared.packed()) {
      add(shared.task(node));
    }
    add(
        new Task(
            "matmul " + node.input(0).shape() + "·" + node.input(1).shape(),
            shared == null ? List.of(a.base(), b.base()) : List.of(a.base()),
            List.of(place(node).base()),
            shared == null
                ? Primitives.matMul(node, a, b, place(node))
                : Primitives.matMul(node, a, shared.panels(), place(node)),
            Flops.of(node),
            Task.lines(List.of(node)),
            ""));
    buffered.add(node);
  }

  private void attention(Node node) {
    List<AffineView> operands = node.inputs().stream().map(this::reachOrCopy).toList();
    add(
        operation(
            node,
            operands.stream().map(AffineView::base).toList(),
            Primitives.attention(node, operands)));
  }

  private Layout place(Node node) {
    return places.getOrDefault(node, Layout.own(node));
  }

  /// Copies what does not lie in its place yet.
  private void concat(Node node, int axis) {
    int start = 0;
    for (Node part : node.inputs()) {
      Layout place = place(node).part(axis, start);
      start += part.shape().dim(axis);
      Node source = part;
      if (buffered.contains(part) || part.op() instanceof Op.View) {
        AffineView view = reachOrCopy(part);
        if (view.base() == place.base() && view.offset() == place.offset()) {
          continue;
        }
        source =
            new Node(new Op.StopGradient(), List.of(part), part.shape(), part.dtype(), part.site());
      }
      if (part.shape().size() > 0) {
        Units.Unit unit = new Units.Unit(part.shape(), true);
        unit.nodes.add(source);
        KernelWriter writer =
            new KernelWriter(unit, List.of(source), null, this::reach, _ -> place);
        add(kernel(writer.write(name(unit)), List.of(node)));
      }
    }
    buffered.add(node);
  }

  private void index(Node node) {
    // A constant base, as in every gradient of a look-up, is filled in where the result goes.
    Op.Fill base =
        node.op() instanceof Op.ScatterAdd && node.input(0).op() instanceof Op.Fill fill
            ? fill
            : null;
    List<Node> reads = new ArrayList<>();
    if (base == null) {
      reads.add(contiguous(node.input(0)));
    }
    AffineView index = reachOrCopy(node.input(1));
    Task.Action action = Primitives.indexing(node, index, base);
    if (action == null) {
      copy(node.input(1));
      index = reachOrCopy(node.input(1));
      action = Primitives.indexing(node, index, base);
    }
    reads.add(index.base());
    if (node.op() instanceof Op.ScatterAdd) {
      reads.add(contiguous(node.input(2)));
    }
    add(operation(node, reads, action));
  }

  private void plain(Node node, Task.Action action) {
    List<Node> reads = node.inputs().stream().map(this::contiguous).toList();
    add(operation(node, reads, action));
  }

  private static Task operation(Node node, List<Node> reads, Task.Action action) {
    return new Task(
        node.op().label() + " " + node.shape(),
        reads,
        List.of(node),
        action,
        Flops.of(node),
        Task.lines(List.of(node)),
        "");
  }

  private void add(Task task) {
    tasks.add(task);
    buffered.addAll(task.writes());
  }

  /// Whether somebody outside the unit needs the value: then it is stored.
  private boolean escapes(Node node, Units.Unit unit, Map<Node, List<Node>> users) {
    if (roots.contains(node)) {
      return true;
    }
    Deque<Node> open = new ArrayDeque<>(users.getOrDefault(node, List.of()));
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    while (!open.isEmpty()) {
      Node user = open.poll();
      if (!seen.add(user)) {
        continue;
      }
      if (units.isInline(user)) {
        open.addAll(users.getOrDefault(user, List.of()));
      } else if (units.of(user) != unit) {
        return true;
      }
    }
    return false;
  }

  private void fused(Units.Unit unit, List<Node> outputs) {
    KernelWriter.Written whole = write(unit, outputs, null);
    Parts parts =
        unit.column && outputs.stream().allMatch(this::liesInOrder)
            ? Parts.of(whole.kernel(), unit.space, unit.axes)
            : null;
    if (parts == null) {
      add(kernel(whole, unit.nodes));
      buffered.addAll(outputs);
      return;
    }
    KernelWriter.Written cut = write(unit, outputs, parts);
    add(kernel(cut, unit.nodes));
    for (int i = 0; i < outputs.size(); i++) {
      Node output = outputs.get(i);
      Layout place = place(output);
      Kernel fold = parts.fold(Lowering.reduction((Op.Reduce) output.op()), output, place.offset());
      List<Node> partial = List.of(cut.writes().get(i));
      add(kernel(new KernelWriter.Written(fold, partial, List.of(place.base())), List.of(output)));
    }
    buffered.addAll(outputs);
  }

  /// Whether the elements of a node lie one after the other where it is computed.
  private boolean liesInOrder(Node node) {
    return place(node).isRowMajor(node.shape());
  }

  private KernelWriter.Written write(Units.Unit unit, List<Node> outputs, Parts parts) {
    return new KernelWriter(unit, outputs, parts, this::reach, this::place).write(name(unit));
  }

  private static Task kernel(KernelWriter.Written written, List<Node> nodes) {
    Kernel kernel = written.kernel();
    return new Task(
        kernel.name(),
        written.reads(),
        written.writes(),
        new KernelTask(kernel),
        kernel.flops(),
        Task.lines(nodes),
        kernel.toString());
  }

  private static String name(Units.Unit unit) {
    String kind = unit.column ? "reduce" : unit.axes != null ? "row" : "map";
    StringBuilder dims = new StringBuilder();
    for (int dim : unit.space.dims()) {
      dims.append(dims.isEmpty() ? "" : "x").append(dim);
    }
    return kind
        + "_"
        + (unit.nodes.getLast().op() instanceof Op.View
            ? "copy"
            : unit.nodes.getLast().op().label())
        + "_"
        + unit.nodes.getLast().dtype()
        + "_"
        + dims;
  }

  /// Where a node lies that has been computed, or `null`.
  private Layout layout(Node node) {
    return buffered.contains(node) ? place(node) : null;
  }

  /// A view of a buffer from which a kernel reads `node`, or `null` if the kernel writes the node
  /// out itself.
  private AffineView reach(Node node) {
    if (!buffered.contains(node) && !(node.op() instanceof Op.View)) {
      return null;
    }
    return reachOrCopy(node);
  }

  /// A view of a buffer, for whoever can walk by strides; what strides cannot reach is copied
  /// first.
  private AffineView reachOrCopy(Node node) {
    while (true) {
      Node end = node;
      while (!buffered.contains(end)
          && end.op() instanceof Op.View
          && !(end.op() instanceof Op.Pad)) {
        end = end.input(0);
      }
      if (!buffered.contains(end)) {
        copy(end);
      }
      AffineView view = AffineView.of(node, this::layout);
      if (view != null) {
        return view;
      }
      copy(AffineView.obstacle(node, this::layout));
    }
  }

  /// A node whose own row-major buffer holds the elements of `node`.
  private Node contiguous(Node node) {
    Node at = node;
    while (!buffered.contains(at) && at.op() instanceof Op.Reshape) {
      at = at.input(0);
    }
    if (!buffered.contains(at)) {
      copy(at);
    }
    return at;
  }

  /// Gives a view, a constant or a truth value a buffer of its own.
  private void copy(Node node) {
    if (node.op() instanceof Op.Pad p) {
      plain(node, Primitives.pad(node, p));
      return;
    }
    Units.Unit unit = new Units.Unit(node.shape(), true);
    unit.nodes.add(node);
    fused(unit, List.of(node));
  }
}
