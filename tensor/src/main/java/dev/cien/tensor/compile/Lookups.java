package dev.cien.tensor.compile;

import dev.cien.tensor.DType;
import dev.cien.tensor.Shape;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import dev.cien.tensor.graph.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Multiplies a table before its rows are looked up, where more rows are looked up than it has: an
/// embedding before a recurrent or linear layer. For a table `E [V, K]`, whole numbers `i [n]` and a
/// weight `W [K, N]`,
///
///     E[i]·W = (E·W)[i]
///     dW = E[i]ᵀ·dY = Eᵀ·S      S [V, N]: the rows of dY, those of equal number added up
///     dE = rows of dY·Wᵀ, added up in the same way = S·Wᵀ
///
/// so that three products of n rows become products of V. The first has the same bits, as an element
/// of a product depends on its row and its column alone; the gradients add in another order. Rows
/// that nobody looks up take no part, as before: zero times their infinity would be NaN.
///
/// The decision and its thresholds: `docs/adr/0016-products-of-tables.md`.
final class Lookups extends Rewriting {
  private static final int ROWS_FOR_EACH = 2;
  private static final int DEPTH = 32;
  private static final int WIDTH = 16;
  private static final long SAVED = 1 << 20;
  private static final Op TRANSPOSE = new Op.Permute(List.of(1, 0));

  /// Rows that are looked up in a table.
  ///
  /// @param table `[V, K]`
  /// @param gather the look-up itself, `[n, K]`
  /// @param numbers of the rows, `[n, 1]`, rewritten
  /// @param views through which the rows are then seen, the innermost first; each leaves the last
  ///   axis alone
  private record Rows(Node table, Node gather, Node numbers, List<Node> views) {}

  /// The terms of a table's gradient.
  ///
  /// @param products of sums of rows
  /// @param numbers of the rows of each product, all the same in some order
  /// @param others the sum of all other rows whose numbers are in the same order
  private record Terms(List<Node> products, List<Node> numbers, Map<Node, Node> others) {}

  Lookups(Simplifier simplifier) {
    super(simplifier);
  }

  @Override
  void lookOver(List<Node> order) {}

  @Override
  Node rewrite(Node node) {
    Node better =
        switch (node.op()) {
          case Op.MatMul _ when node.shape().rank() == 2 -> product(node);
          case Op.ScatterAdd s when s.axis() == 0 -> tableGradient(node);
          default -> null;
        };
    return better == null ? again(node) : better;
  }

  private Node product(Node node) {
    boolean transposed = node.input(0).op().equals(TRANSPOSE);
    Node left = transposed ? node.input(0).input(0) : node.input(0);
    Rows rows = rows(left);
    int width = node.shape().dim(1);
    if (rows == null || !pays(rows.table.shape(), left.shape().dim(0), width)) {
      return null;
    }
    return transposed ? weightGradient(node, rows) : forward(node, rows);
  }

  /// Whether products of a table's rows are cheaper than those of `rows` rows.
  private static boolean pays(Shape table, int rows, int width) {
    long saved = rows - table.dim(0);
    return saved >= (ROWS_FOR_EACH - 1L) * table.dim(0)
        && table.dim(1) >= DEPTH
        && width >= WIDTH
        && saved * table.dim(1) >= SAVED / width;
  }

  /// The look-up that `x` shows, or `null`.
  private Rows rows(Node x) {
    List<Node> views = new ArrayList<>();
    Node at = x;
    while (leavesLastAxis(at)) {
      views.addFirst(at);
      at = at.input(0);
    }
    boolean found = at.op() instanceof Op.Gather(int axis) && axis == 0;
    Node numbers = found ? numbers(at.input(1)) : null;
    return numbers == null ? null : new Rows(at.input(0), at, numbers, views);
  }

  /// The numbers `[n, 1]` of an index `[n, K]` that names whole rows, or `null`.
  private Node numbers(Node index) {
    boolean whole =
        index.shape().rank() == 2
            && index.op() instanceof Op.Expand
            && index.input(0).shape().dim(1) == 1;
    return whole ? stretched(now(index.input(0)), index.shape().dim(0), 1) : null;
  }

  private Node forward(Node product, Rows rows) {
    int width = product.shape().dim(1);
    int count = rows.gather.shape().dim(0);
    Node table = now(rows.table);
    Node all =
        simplifier.make(
            product.op(),
            List.of(table, now(product.input(1))),
            Shape.of(table.shape().dim(0), width),
            product.dtype(),
            product.site());
    Node found =
        simplifier.make(
            rows.gather.op(),
            List.of(all, stretched(rows.numbers, count, width)),
            Shape.of(count, width),
            product.dtype(),
            rows.gather.site());
    return seen(found, rows.views);
  }

  private Node weightGradient(Node product, Rows rows) {
    Node numbers = seen(rows.numbers, rows.views);
    Node table = whereUsed(now(rows.table), numbers, product.site());
    Node sums = addedUp(now(product.input(1)), numbers, table.shape().dim(0), product.site());
    Shape across = Shape.of(table.shape().dim(1), table.shape().dim(0));
    Node left = view(TRANSPOSE, table, across, product.site());
    return simplifier.make(product.op(), List.of(left, sums), product);
  }

  /// The gradient of a table, where the gradients of its rows are products or sums with products in
  /// them.
  private Node tableGradient(Node scatter) {
    Node numbers = scatter.shape().rank() == 2 ? numbers(scatter.input(1)) : null;
    boolean fromZero = scatter.input(0).op() instanceof Op.Fill(double value) && value == 0;
    if (numbers == null || !fromZero) {
      return null;
    }
    Terms terms = new Terms(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
    addUp(scatter.input(2), numbers, scatter, terms);
    if (terms.products.isEmpty()) {
      return null;
    }
    Node total = terms.products.getFirst();
    for (Node product : terms.products.subList(1, terms.products.size())) {
      total = sum(total, product);
    }
    total = whereUsed(total, terms.numbers.getFirst(), scatter.site());
    for (Map.Entry<Node, Node> other : terms.others.entrySet()) {
      int count = scatter.shape().dim(0);
      total = sum(total, addedUp(other.getValue(), other.getKey(), count, scatter.site()));
    }
    return total;
  }

  /// Adds up the rows of each term of a sum, those of products before they are multiplied.
  ///
  /// @param numbers of the rows of `source`, whose leading axes they have
  private void addUp(Node source, Node numbers, Node scatter, Terms terms) {
    boolean only = isReadOnce(source);
    if (only && source.op() instanceof Op.Add) {
      addUp(source.input(0), numbers, scatter, terms);
      addUp(source.input(1), numbers, scatter, terms);
    } else if (only && isMove(source.op()) && leavesLastAxis(source)) {
      addUp(source.input(0), unseen(numbers, source), scatter, terms);
    } else if (only
        && source.op() instanceof Op.MatMul
        && source.shape().rank() == 2
        && pays(scatter.shape(), source.shape().dim(0), source.input(0).shape().dim(1))) {
      Node sums = addedUp(now(source.input(0)), numbers, scatter.shape().dim(0), scatter.site());
      Node product = simplifier.make(source.op(), List.of(sums, now(source.input(1))), scatter);
      terms.products.add(product);
      terms.numbers.add(numbers);
    } else {
      terms.others.merge(numbers, now(source), this::sum);
    }
  }

  private Node sum(Node a, Node b) {
    return simplifier.make(new Op.Add(), List.of(a, b), a);
  }

  /// The sum of the rows of each number below `count`.
  private Node addedUp(Node rows, Node numbers, int count, Site site) {
    int width = rows.shape().dim(-1);
    int many = numbers.shape().size();
    Node index = stretched(flat(numbers, 1, site), many, width);
    return simplifier.make(
        new Op.ScatterAdd(0),
        List.of(zeros(count, width, rows.dtype(), site), index, flat(rows, width, site)),
        Shape.of(count, width),
        rows.dtype(),
        site);
  }

  /// The rows of `x` that are among `numbers`, and zeros for the others.
  private Node whereUsed(Node x, Node numbers, Site site) {
    int count = x.shape().dim(0);
    Node ones = simplifier.make(new Op.Fill(1), List.of(), numbers.shape(), DType.INT32, site);
    int width = x.shape().dim(1);
    Node uses = stretched(addedUp(ones, numbers, count, site), count, width);
    Node none = zeros(count, width, DType.INT32, site);
    Node used = simplifier.make(new Op.Less(), List.of(none, uses), x.shape(), DType.BOOL, site);
    Node zeros = zeros(count, width, x.dtype(), site);
    return simplifier.make(new Op.Where(), List.of(used, x, zeros), x.shape(), x.dtype(), site);
  }

  private Node zeros(int rows, int columns, DType dtype, Site site) {
    return simplifier.make(new Op.Fill(0), List.of(), Shape.of(rows, columns), dtype, site);
  }

  private static boolean isMove(Op op) {
    return op instanceof Op.Reshape || op instanceof Op.Permute;
  }

  /// Whether a node is a view of rows as they are, all of them: of what a slice leaves out, a
  /// product before the look-up would be looked up for nothing.
  private static boolean leavesLastAxis(Node node) {
    int last = node.shape().rank() - 1;
    return switch (node.op()) {
      case Op.Reshape _, Op.Expand _ ->
          last >= 0
              && node.input(0).shape().rank() > 0
              && node.input(0).shape().dim(-1) == node.shape().dim(-1);
      case Op.Permute p -> last >= 0 && p.axes().getLast() == last;
      default -> false;
    };
  }

  /// `x` through the views of other rows.
  private Node seen(Node x, List<Node> views) {
    Node at = x;
    for (Node view : views) {
      int width = x.shape().dim(-1);
      Op op =
          switch (view.op()) {
            case Op.Reshape r -> new Op.Reshape(withLast(r.dims(), width));
            case Op.Expand e -> new Op.Expand(withLast(e.dims(), width));
            default -> view.op();
          };
      at = view(op, at, resized(view.shape(), width), view.site());
    }
    return at;
  }

  /// What [#seen] makes `x` of.
  private Node unseen(Node x, Node view) {
    Shape shape = resized(view.input(0).shape(), x.shape().dim(-1));
    if (view.op() instanceof Op.Permute p) {
      List<Integer> inverse =
          IntStream.range(0, p.axes().size()).mapToObj(p.axes()::indexOf).toList();
      return view(new Op.Permute(inverse), x, shape, view.site());
    }
    return view(new Op.Reshape(Op.list(shape.dims())), x, shape, view.site());
  }

  private static Shape resized(Shape shape, int width) {
    return Shape.of(Op.array(withLast(Op.list(shape.dims()), width)));
  }

  private static List<Integer> withLast(List<Integer> sizes, int width) {
    List<Integer> changed = new ArrayList<>(sizes);
    changed.set(sizes.size() - 1, width);
    return List.copyOf(changed);
  }

  private Node flat(Node x, int width, Site site) {
    Shape shape = Shape.of(x.shape().size() / width, width);
    return view(new Op.Reshape(Op.list(shape.dims())), x, shape, site);
  }

  private Node stretched(Node x, int rows, int width) {
    Shape shape = Shape.of(rows, width);
    return x.shape().equals(shape)
        ? x
        : view(new Op.Expand(Op.list(shape.dims())), x, shape, x.site());
  }

  private Node view(Op op, Node x, Shape shape, Site site) {
    return simplifier.simplify(new Node(op, List.of(x), shape, x.dtype(), site), List.of(x));
  }
}
