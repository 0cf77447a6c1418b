package dev.cien.tensor.compile;

import dev.cien.tensor.Shape;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Rewrites sums of many terms, as gradients through slices and through the steps of a recurrent
/// network make them:
///
/// * pieces padded with zeros that lie side by side become one concatenation;
/// * matrix products become one product of longer rows: Σ AₜBₜ = [A₁ A₂ …]·[B₁; B₂; …];
/// * sums over the same axes become one sum over the concatenation;
/// * where all terms are seen through the same view, the view moves behind the sum.
///
/// The order of the additions changes, and with it the last bits; the order of the graph alone
/// decides it.
final class Sums extends Rewriting {
  private static final int MANY = 3;

  private final Map<Node, Integer> ranks = new IdentityHashMap<>();

  Sums(Simplifier simplifier) {
    super(simplifier);
  }

  @Override
  void lookOver(List<Node> order) {
    order.stream().filter(node -> node.op() instanceof Op.Pad).forEach(this::rank);
  }

  @Override
  Node rewrite(Node node) {
    return isSum(node) && !isInner(node) ? sum(node) : again(node);
  }

  /// Notes where a piece lies among its neighbours.
  private void rank(Node pad) {
    if (padding(pad) instanceof Integer axis) {
      ranks.putIfAbsent(withoutReshape(pad.input(0)), low(pad, axis));
    }
  }

  /// Orders terms as the pieces that they are made of lie elsewhere, so that both concatenations
  /// are one.
  private void sort(List<Node> terms, int input) {
    Function<Node, Node> piece = term -> withoutReshape(term.input(input));
    if (terms.stream().allMatch(term -> ranks.containsKey(piece.apply(term)))) {
      terms.sort(Comparator.comparingInt(term -> ranks.get(piece.apply(term))));
    }
  }

  private static boolean isSum(Node node) {
    return node.op() instanceof Op.Add && node.dtype().isFloating();
  }

  /// Whether a sum is only a term of another.
  private boolean isInner(Node node) {
    return isReadOnce(node) && isSum(users(node).getFirst());
  }

  private Node sum(Node top) {
    Node total = sum(terms(top), top);
    return total == null ? again(top) : total;
  }

  /// The rewritten sum of some terms, or `null` if nothing can be joined. `like` has the sum's
  /// shape.
  private Node sum(List<Node> terms, Node like) {
    List<Node> left = new ArrayList<>(terms);
    List<Node> sums = new ArrayList<>();
    join(left, sums, this::view, 2, this::underView);
    join(left, sums, this::padding, 2, pads -> concatenation(pads, like));
    join(left, sums, this::product, MANY, this::longProduct);
    join(left, sums, this::reduction, MANY, this::wholeSum);
    if (sums.isEmpty()) {
      return null;
    }
    left.forEach(term -> sums.add(now(term)));
    Node total = sums.getFirst();
    for (Node term : sums.subList(1, sums.size())) {
      total = simplifier.make(new Op.Add(), List.of(total, term), like);
    }
    return total;
  }

  /// What terms must share so that their sum may be taken before a view instead of behind it.
  private Object view(Node node) {
    boolean moves = node.op() instanceof Op.Permute || node.op() instanceof Op.Reshape;
    return moves && isReadOnce(node) ? List.of(node.op(), node.input(0).shape()) : null;
  }

  private Node underView(List<Node> views) {
    Node first = views.getFirst();
    Node total = sum(views.stream().map(node -> node.input(0)).toList(), first.input(0));
    return total == null ? null : simplifier.make(first.op(), List.of(total), first);
  }

  /// The terms from left to right.
  private List<Node> terms(Node top) {
    List<Node> terms = new ArrayList<>();
    Deque<Node> open = new ArrayDeque<>(List.of(top));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node == top || isSum(node) && isInner(node)) {
        open.push(node.input(1));
        open.push(node.input(0));
      } else {
        terms.add(node);
      }
    }
    return terms;
  }

  /// Joins the terms that have the same non-null key, if there are enough and `joined` can.
  private static void join(
      List<Node> left,
      List<Node> sums,
      Function<Node, Object> key,
      int enough,
      Function<List<Node>, Node> joined) {
    Map<Object, List<Node>> alike =
        left.stream()
            .filter(term -> key.apply(term) != null)
            .collect(
                Collectors.groupingBy(
                    key, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    for (List<Node> terms : alike.values()) {
      Node whole = terms.size() < enough ? null : joined.apply(terms);
      if (whole != null) {
        sums.add(whole);
        left.removeAll(terms);
      }
    }
  }

  /// The one axis along which a node is padded with zeros, or `null`.
  private Object padding(Node node) {
    if (!(node.op() instanceof Op.Pad pad) || pad.value() != 0) {
      return null;
    }
    Integer padded = null;
    for (int d = 0; d < node.shape().rank(); d++) {
      if (pad.low().get(d) + pad.high().get(d) > 0) {
        if (padded != null) {
          return null;
        }
        padded = d;
      }
    }
    return padded;
  }

  /// What matrix products must share to become one: they are used here alone.
  private Object product(Node node) {
    return node.op() instanceof Op.MatMul && isReadOnce(node) ? node.shape() : null;
  }

  private Object reduction(Node node) {
    return node.op() instanceof Op.Sum sum && !sum.axes().isEmpty() && isReadOnce(node)
        ? List.of(sum.axes(), node.shape())
        : null;
  }

  /// The pieces between their zeros, or `null` if two of them overlap.
  private Node concatenation(List<Node> pads, Node like) {
    int axis = (Integer) padding(pads.getFirst());
    pads.sort(Comparator.comparingInt(pad -> low(pad, axis)));
    List<Node> parts = new ArrayList<>();
    int at = 0;
    for (Node pad : pads) {
      int gap = low(pad, axis) - at;
      if (gap < 0) {
        return null;
      }
      if (gap > 0) {
        parts.add(zeros(like, axis, gap));
      }
      parts.add(now(pad.input(0)));
      at = low(pad, axis) + pad.input(0).shape().dim(axis);
    }
    int rest = like.shape().dim(axis) - at;
    if (rest > 0) {
      parts.add(zeros(like, axis, rest));
    }
    return concat(axis, parts);
  }

  private static int low(Node pad, int axis) {
    return ((Op.Pad) pad.op()).low().get(axis);
  }

  private Node zeros(Node like, int axis, int size) {
    return simplifier.make(
        new Op.Fill(0), List.of(), resized(like, axis, size), like.dtype(), like.site());
  }

  private static Shape resized(Node like, int axis, int size) {
    int[] dims = like.shape().dims();
    dims[axis] = size;
    return Shape.of(dims);
  }

  private Node longProduct(List<Node> products) {
    int rank = products.getFirst().shape().rank();
    sort(products, 1);
    Node a = concat(rank - 1, products.stream().map(p -> now(p.input(0))).toList());
    Node b = concat(rank - 2, products.stream().map(p -> now(p.input(1))).toList());
    return simplifier.make(new Op.MatMul(), List.of(a, b), products.getFirst());
  }

  private Node wholeSum(List<Node> sums) {
    sort(sums, 0);
    List<Integer> axes = ((Op.Sum) sums.getFirst().op()).axes();
    List<Node> inputs = sums.stream().map(sum -> now(sum.input(0))).toList();
    int axis = axes.getFirst();
    Shape first = inputs.getFirst().shape();
    boolean alike =
        inputs.stream().allMatch(input -> resized(input, axis, 1).equals(without(first, axis)));
    return alike
        ? simplifier.make(new Op.Sum(axes), List.of(concat(axis, inputs)), sums.getFirst())
        : null;
  }

  private static Shape without(Shape shape, int axis) {
    int[] dims = shape.dims();
    dims[axis] = 1;
    return Shape.of(dims);
  }

  /// Inputs side by side, written so that equal concatenations are found to be equal: views of the
  /// parts become one view of the whole where they can.
  private Node concat(int axis, List<Node> parts) {
    Node first = parts.getFirst();
    int size = parts.stream().mapToInt(part -> part.shape().dim(axis)).sum();
    Shape shape = resized(first, axis, size);
    Op.Permute permute = commonPermute(parts);
    if (permute != null) {
      List<Node> before = parts.stream().map(part -> before(permute, part)).toList();
      Node whole = concat(permute.axes().get(axis), before);
      return simplifier.make(permute, List.of(whole), shape, first.dtype(), first.site());
    }
    boolean flat = Arrays.stream(first.shape().dims(), 0, axis).allMatch(dim -> dim == 1);
    List<Node> bare = parts.stream().map(Sums::withoutReshape).toList();
    boolean rows =
        bare.stream()
            .allMatch(
                part ->
                    part.shape().rank() > 0
                        && without(part.shape(), 0).equals(without(bare.getFirst().shape(), 0)));
    if (flat && rows && !bare.equals(parts)) {
      int length = bare.stream().mapToInt(part -> part.shape().dim(0)).sum();
      Node whole =
          simplifier.make(
              new Op.Concat(0),
              bare,
              resized(bare.getFirst(), 0, length),
              first.dtype(),
              first.site());
      return whole.shape().equals(shape)
          ? whole
          : simplifier.make(
              new Op.Reshape(Op.list(shape.dims())),
              List.of(whole),
              shape,
              first.dtype(),
              first.site());
    }
    return simplifier.make(new Op.Concat(axis), parts, shape, first.dtype(), first.site());
  }

  /// The permutation through which all parts are seen, or `null`; a constant looks the same through
  /// any.
  private static Op.Permute commonPermute(List<Node> parts) {
    Op.Permute common = null;
    for (Node part : parts) {
      if (part.op() instanceof Op.Permute p && (common == null || common.equals(p))) {
        common = p;
      } else if (!(part.op() instanceof Op.Fill)) {
        return null;
      }
    }
    return common;
  }

  private Node before(Op.Permute permute, Node part) {
    if (!(part.op() instanceof Op.Fill)) {
      return part.input(0);
    }
    int[] dims = new int[part.shape().rank()];
    for (int d = 0; d < dims.length; d++) {
      dims[permute.axes().get(d)] = part.shape().dim(d);
    }
    return simplifier.make(part.op(), List.of(), Shape.of(dims), part.dtype(), part.site());
  }

  private static Node withoutReshape(Node node) {
    return node.op() instanceof Op.Reshape ? node.input(0) : node;
  }
}
