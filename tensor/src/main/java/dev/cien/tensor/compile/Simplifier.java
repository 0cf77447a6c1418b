package dev.cien.tensor.compile;

import dev.cien.tensor.DType;
import dev.cien.tensor.Shape;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import dev.cien.tensor.graph.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Rewrites a graph into a smaller one with the same results: equal nodes become one, views of
/// views and constants fold, neutral elements vanish. One pass in dependency order reaches the
/// fixed point, because each rule looks only downwards.
final class Simplifier {
  private record Key(Op op, List<Integer> inputs, Shape shape, DType dtype) {}

  private final Map<Key, Node> known = new HashMap<>();
  private final Map<Node, Integer> ids = new IdentityHashMap<>();
  private final Map<Node, Node> rewritten = new IdentityHashMap<>();

  /// The simplified roots of the graph whose nodes are `order`; `given` are put in the place of its
  /// leaves.
  List<Node> rewrite(List<Node> order, List<Node> leaves, List<Node> given, List<Node> roots) {
    for (int i = 0; i < given.size(); i++) {
      rewritten.put(leaves.get(i), given.get(i));
      ids.put(given.get(i), ids.size());
    }
    for (Node node : order) {
      if (!rewritten.containsKey(node)) {
        List<Node> inputs = new ArrayList<>();
        node.inputs().forEach(input -> inputs.add(rewritten.get(input)));
        rewritten.put(node, simplify(node, inputs));
      }
    }
    return roots.stream().map(rewritten::get).toList();
  }

  /// What a node becomes with these inputs, which are simplified already.
  Node simplify(Node node, List<Node> in) {
    return switch (node.op()) {
      case Op.StopGradient _ -> in.get(0);
      case Op.Reshape _ when in.get(0).shape().equals(node.shape()) -> in.get(0);
      case Op.Reshape r when in.get(0).op() instanceof Op.Reshape ->
          make(r, List.of(in.get(0).input(0)), node);
      case Op.View _
          when in.get(0).op() instanceof Op.Fill fill && !(node.op() instanceof Op.Pad) ->
          make(fill, List.of(), node);
      case Op.Permute p when in.get(0).op() instanceof Op.Permute q ->
          permutes(p, q, in.get(0).input(0), node);
      case Op.Permute p when isIdentity(p) -> in.get(0);
      case Op.Expand e when in.get(0).op() instanceof Op.Expand ->
          make(e, List.of(in.get(0).input(0)), node);
      case Op.Reduce _ when in.get(0).shape().equals(node.shape()) -> in.get(0);
      case Op.Sum sum when in.get(0).op() instanceof Op.Reshape ->
          sumOfReshape(sum, in.get(0), node);
      case Op.Cast _ when in.get(0).dtype() == node.dtype() -> in.get(0);
      case Op.Neg _ when in.get(0).op() instanceof Op.Neg -> in.get(0).input(0);
      case Op.Add _ when in.get(1).op() instanceof Op.Neg ->
          make(new Op.Sub(), List.of(in.get(0), in.get(1).input(0)), node);
      case Op.Sub _ when in.get(1).op() instanceof Op.Neg ->
          make(new Op.Add(), List.of(in.get(0), in.get(1).input(0)), node);
      case Op.Mul _ when is(in.get(1), 1) -> in.get(0);
      case Op.Mul _ when is(in.get(0), 1) -> in.get(1);
      case Op.Div _ when is(in.get(1), 1) -> in.get(0);
      case Op.Sub _ when is(in.get(1), 0) -> in.get(0);
      case Op.Where _ when in.get(1) == in.get(2) -> in.get(1);
      case Op.Binary op when folds(op, in, node) ->
          make(new Op.Fill(fold(op, in)), List.of(), node);
      case Op op -> make(op, in, node);
    };
  }

  private Node permutes(Op.Permute outer, Op.Permute inner, Node x, Node like) {
    List<Integer> axes = outer.axes().stream().map(inner.axes()::get).toList();
    Op.Permute joined = new Op.Permute(axes);
    return isIdentity(joined) ? x : make(joined, List.of(x), like);
  }

  /// A sum over leading axes that a reshape only divides or joins is taken before the reshape: then
  /// equal sums are found to be equal.
  private Node sumOfReshape(Op.Sum sum, Node reshape, Node node) {
    Node x = reshape.input(0);
    int kept = node.shape().rank() - sum.axes().size();
    int leading = x.shape().rank() - kept;
    boolean same = leading > 0 && isLeading(sum.axes());
    for (int d = 1; same && d <= kept; d++) {
      same = x.shape().dim(-d) == node.shape().dim(-d);
    }
    if (!same) {
      return make(sum, List.of(reshape), node);
    }
    int[] dims = x.shape().dims();
    Arrays.fill(dims, 0, leading, 1);
    List<Integer> axes = IntStream.range(0, leading).boxed().toList();
    Node total = make(new Op.Sum(axes), List.of(x), Shape.of(dims), node.dtype(), node.site());
    return total.shape().equals(node.shape())
        ? total
        : make(new Op.Reshape(Op.list(node.shape().dims())), List.of(total), node);
  }

  private static boolean isLeading(List<Integer> axes) {
    for (int d = 0; d < axes.size(); d++) {
      if (!axes.contains(d)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIdentity(Op.Permute p) {
    for (int d = 0; d < p.axes().size(); d++) {
      if (p.axes().get(d) != d) {
        return false;
      }
    }
    return true;
  }

  private static boolean is(Node node, double value) {
    return node.op() instanceof Op.Fill fill && Double.compare(fill.value(), value) == 0;
  }

  /// Constants fold where float64 arithmetic, rounded once, gives what FLOAT32 arithmetic gives.
  private static boolean folds(Op.Binary op, List<Node> in, Node node) {
    boolean exact =
        op instanceof Op.Add
            || op instanceof Op.Sub
            || op instanceof Op.Mul
            || op instanceof Op.Div;
    return exact
        && node.dtype() == DType.FLOAT32
        && in.get(0).op() instanceof Op.Fill
        && in.get(1).op() instanceof Op.Fill;
  }

  private static double fold(Op.Binary op, List<Node> in) {
    double a = (float) ((Op.Fill) in.get(0).op()).value();
    double b = (float) ((Op.Fill) in.get(1).op()).value();
    return (float)
        (op instanceof Op.Add
            ? a + b
            : op instanceof Op.Sub ? a - b : op instanceof Op.Mul ? a * b : a / b);
  }

  Node make(Op op, List<Node> inputs, Node like) {
    return make(op, inputs, like.shape(), like.dtype(), like.site());
  }

  /// The one node of an operation on some inputs.
  Node make(Op op, List<Node> inputs, Shape shape, DType dtype, Site site) {
    Key key = new Key(op, inputs.stream().map(ids::get).toList(), shape, dtype);
    return known.computeIfAbsent(
        key,
        k -> {
          Node node = new Node(op, inputs, shape, dtype, site);
          ids.put(node, ids.size());
          return node;
        });
  }
}
