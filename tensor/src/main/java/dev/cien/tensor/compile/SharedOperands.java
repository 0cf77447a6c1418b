package dev.cien.tensor.compile;

import dev.cien.tensor.DType;
import dev.cien.tensor.cpu.MatMulPanels;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The right operands that several thin matrix products of a program share, as the steps of a
/// recurrent layer share its weight: they are packed once, before the first product.
final class SharedOperands {
  private static final int MANY = 4;

  /// Rows beyond which packing hardly counts beside the product itself.
  private static final int THIN = 128;

  /// Multiply-adds below which a product is computed without packing.
  private static final long SMALL = 1 << 16;

  private record Key(int base, int offset, List<Integer> strides, int k, int n) {}

  /// A shared operand.
  static final class Panels {
    private final AffineView view;
    private final int k;
    private final int n;
    private final MatMulPanels panels = new MatMulPanels();
    private boolean packed;

    private Panels(AffineView view, int k, int n) {
      this.view = view;
      this.k = k;
      this.n = n;
    }

    MatMulPanels panels() {
      return panels;
    }

    boolean packed() {
      return packed;
    }

    /// The task that packs it, for the first product that needs it.
    Task task(Node product) {
      packed = true;
      Node b = product.input(1);
      int[] strides = view.strides();
      return new Task(
          "pack " + b.shape(),
          List.of(view.base()),
          List.of(),
          x -> panels.pack(k, n, (float[]) x[0], view.offset(), strides[0], strides[1]),
          0,
          Task.lines(List.of(product)),
          "");
    }
  }

  private final Set<Node> leaves;
  private final Map<Node, Integer> ids = new IdentityHashMap<>();
  private final Map<Key, Integer> uses = new HashMap<>();
  private final Map<Key, Panels> shared = new HashMap<>();

  SharedOperands(List<Node> order, Set<Node> leaves) {
    this.leaves = leaves;
    for (Node node : order) {
      Key key = node.op() instanceof Op.MatMul ? key(node) : null;
      if (key != null) {
        uses.merge(key, 1, Integer::sum);
      }
    }
  }

  /// The panels for the right operand of a product, or `null` if it does not share it.
  Panels of(Node product, AffineView view) {
    Key key = key(product);
    if (key == null || uses.getOrDefault(key, 0) < MANY) {
      return null;
    }
    return shared.computeIfAbsent(key, k -> new Panels(view, k.k, k.n));
  }

  private Key key(Node product) {
    int m = product.shape().dim(-2);
    int n = product.shape().dim(-1);
    int k = product.input(0).shape().dim(-1);
    boolean thin =
        product.shape().rank() == 2
            && product.dtype() == DType.FLOAT32
            && m > 1
            && m <= THIN
            && (long) m * n * k > SMALL;
    AffineView view =
        thin
            ? AffineView.of(
                product.input(1), node -> leaves.contains(node) ? Layout.own(node) : null)
            : null;
    if (view == null) {
      return null;
    }
    int base = ids.computeIfAbsent(view.base(), node -> ids.size());
    return new Key(base, view.offset(), Op.list(view.strides()), k, n);
  }
}
