package dev.cien.tensor.compile;

import dev.cien.tensor.Shape;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.ArrayList;
import java.util.List;

/// Computes a product the other way round where it is only read transposed: `(A·B)ᵀ = Bᵀ·Aᵀ`, with
/// the same bits. The gradient of a layer's weight, which is used as a transpose, then lies in
/// memory as the weight does, and the optimizer reads both along their rows.
final class Transposes extends Rewriting {
  Transposes(Simplifier simplifier) {
    super(simplifier);
  }

  @Override
  void lookOver(List<Node> order) {}

  @Override
  Node rewrite(Node node) {
    Node product = transposed(node);
    if (product == null || !isOnlyTransposed(product) || isRoot(product)) {
      return again(node);
    }
    Node a = transpose(now(product.input(0)));
    Node b = transpose(now(product.input(1)));
    return simplifier.make(product.op(), List.of(b, a), node);
  }

  private boolean isOnlyTransposed(Node product) {
    return users(product).stream().allMatch(user -> transposed(user) == product);
  }

  /// The product that a node transposes, or `null`.
  private static Node transposed(Node node) {
    boolean transposes =
        node.op() instanceof Op.Permute p
            && p.axes().equals(lastTwoSwapped(node.shape().rank()))
            && node.input(0).op() instanceof Op.MatMul;
    return transposes ? node.input(0) : null;
  }

  private static List<Integer> lastTwoSwapped(int rank) {
    List<Integer> axes = new ArrayList<>();
    for (int d = 0; d < rank; d++) {
      axes.add(d < rank - 2 ? d : rank < 2 ? d : 2 * rank - 3 - d);
    }
    return axes;
  }

  private Node transpose(Node x) {
    int[] dims = x.shape().dims();
    int last = dims.length - 1;
    int columns = dims[last];
    dims[last] = dims[last - 1];
    dims[last - 1] = columns;
    Op permute = new Op.Permute(lastTwoSwapped(dims.length));
    Node like = new Node(permute, List.of(x), Shape.of(dims), x.dtype(), x.site());
    return simplifier.simplify(like, List.of(x));
  }
}
