package dev.cien.tensor.compile;

import dev.cien.tensor.Shape;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.List;

/// Arithmetic operations of the operations that are no loop nests; a multiply-add counts as two.
final class Flops {
  private Flops() {}

  /// Of one evaluation of a node; 0 for those that only move or compare.
  static long of(Node node) {
    Shape y = node.shape();
    return switch (node.op()) {
      case Op.MatMul _ -> 2L * y.size() * node.input(0).shape().dim(-1);
      case Op.Attend _ -> attention(node, 1, 1);
      case Op.AttendGradient _ -> attention(node, 3, 2);
      case Op.Conv _ -> products(y, node.input(1).shape());
      case Op.ConvInput _ -> products(node.input(0).shape(), node.input(1).shape());
      case Op.ConvWeight _ -> products(node.input(1).shape(), y);
      case Op.CumSum _, Op.Fold _, Op.ScatterAdd _ -> node.inputs().getLast().shape().size();
      default -> 0;
    };
  }

  /// Products of each query with each key: so many of the keys' width, so many of the values'. What
  /// a mask spares is not known here.
  private static long attention(Node node, int ofKeys, int ofValues) {
    Shape query = node.input(0).shape();
    Shape value = node.input(2).shape();
    long each = (long) ofKeys * query.dim(-1) + (long) ofValues * value.dim(-1);
    return 2 * (query.size() / query.dim(-1)) * (long) value.dim(-2) * each;
  }

  /// Each output of a convolution is a sum over the channels and places of a kernel.
  private static long products(Shape output, Shape weight) {
    List<Integer> sizes = Op.list(weight.dims());
    return 2L * output.size() * sizes.subList(1, sizes.size()).stream().reduce(1, (a, b) -> a * b);
  }
}
