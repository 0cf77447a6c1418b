package dev.cien.tensor.reference;

import dev.cien.tensor.TensorException;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Computes a recorded graph one node at a time, each operation straight from its definition.
///
/// Floats are held as `double`, whole numbers as `long`. Nodes that have storage are taken as they
/// are; every other node that a root needs is computed once.
public final class Reference {
  private Reference() {}

  /// The elements of each root as its number format stores them. Every result on the way is rounded
  /// to its node's format, so overflow and rounding happen where the engine has them; sums and
  /// products inside one operation are accumulated in float64.
  ///
  /// @throws TensorException if an index is out of range or a placeholder has no elements
  public static List<Object> evaluate(List<Node> roots) {
    Map<Node, Value> values = compute(roots, true);
    return roots.stream().map(root -> values.get(root).toStorage(root.dtype())).toList();
  }

  /// The elements of each root as unrounded doubles: what exact arithmetic would give, for tests
  /// with a tolerance. Only constants and casts are rounded to their format. Integers and booleans
  /// become doubles too.
  ///
  /// @throws TensorException if an index is out of range or a placeholder has no elements
  public static List<double[]> evaluateDoubles(List<Node> roots) {
    Map<Node, Value> values = compute(roots, false);
    return roots.stream().map(root -> values.get(root).toDoubles()).toList();
  }

  private static Map<Node, Value> compute(List<Node> roots, boolean rounded) {
    List<Node> order = order(roots);
    Map<Node, Integer> readers = new IdentityHashMap<>();
    roots.forEach(root -> readers.merge(root, 1, Integer::sum));
    order.forEach(node -> inputsOf(node).forEach(input -> readers.merge(input, 1, Integer::sum)));
    Map<Node, Value> values = new IdentityHashMap<>();
    for (Node node : order) {
      List<Node> inputs = inputsOf(node);
      Value result =
          node.storage() == null
              ? value(node, inputs.stream().map(values::get).toList())
              : Value.of(node.storage(), node.dtype(), node.shape().size());
      boolean wraps = !node.dtype().isFloating();
      values.put(node, rounded || wraps ? result.in(node.dtype()) : result);
      for (Node input : inputs) {
        if (readers.merge(input, -1, Integer::sum) == 0) {
          values.remove(input);
        }
      }
    }
    return values;
  }

  private static List<Node> inputsOf(Node node) {
    return node.storage() == null ? node.inputs() : List.of();
  }

  /// All nodes that the roots need, inputs first. Iterative: recorded graphs can be deeper than the
  /// stack.
  private static List<Node> order(List<Node> roots) {
    List<Node> order = new ArrayList<>();
    Set<Node> opened = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Node> done = Collections.newSetFromMap(new IdentityHashMap<>());
    ArrayDeque<Node> stack = new ArrayDeque<>(roots);
    while (!stack.isEmpty()) {
      Node node = stack.peek();
      if (opened.add(node)) {
        inputsOf(node).stream().filter(input -> !done.contains(input)).forEach(stack::push);
      } else {
        stack.pop();
        if (done.add(node)) {
          order.add(node);
        }
      }
    }
    return order;
  }

  private static Value value(Node node, List<Value> in) {
    return switch (node.op()) {
      case Op.Data _ ->
          throw new TensorException(
              "data: " + node + " has no elements: a placeholder was not given any");
      case Op.Fill(double value) -> SourceReference.fill(node, value);
      case Op.Iota(int axis) -> SourceReference.iota(node, axis);
      case Op.RandomBits(int ordinal) -> SourceReference.randomBits(node, ordinal, in.get(0));
      case Op.Cast _ -> ElementwiseReference.cast(in.get(0), node.dtype());
      case Op.Unary op -> ElementwiseReference.unary(op, in.get(0));
      case Op.Binary op -> ElementwiseReference.binary(op, in.get(0), in.get(1));
      case Op.Where _ -> ElementwiseReference.where(in.get(0), in.get(1), in.get(2));
      case Op.Reshape _, Op.StopGradient _ -> in.get(0);
      case Op.Permute(List<Integer> axes) -> MovementReference.permute(node, in.get(0), axes);
      case Op.Expand _ -> MovementReference.expand(node, in.get(0));
      case Op.Slice op -> MovementReference.slice(node, in.get(0), op);
      case Op.Pad op -> MovementReference.pad(node, in.get(0), op);
      case Op.Concat(int axis) -> MovementReference.concat(node, in, axis);
      case Op.Unfold op -> MovementReference.unfold(node, in.get(0), op);
      case Op.Fold op -> MovementReference.fold(node, in.get(0), op);
      case Op.Sum(List<Integer> axes) -> ReductionReference.sum(node, in.get(0), axes);
      case Op.Prod(List<Integer> axes) -> ReductionReference.prod(node, in.get(0), axes);
      case Op.MaxOf(List<Integer> axes) -> ReductionReference.max(node, in.get(0), axes);
      case Op.ArgMax(int axis) -> ReductionReference.argMax(node, in.get(0), axis);
      case Op.ArgSort(int axis, boolean descending) ->
          ReductionReference.argSort(node, in.get(0), axis, descending);
      case Op.CumSum(int axis) -> ReductionReference.cumSum(node, in.get(0), axis);
      case Op.Gather(int axis) -> IndexingReference.gather(node, in.get(0), in.get(1), axis);
      case Op.ScatterAdd(int axis) ->
          IndexingReference.scatterAdd(node, in.get(0), in.get(1), in.get(2), axis);
      case Op.MatMul _ -> ContractionReference.matMul(node, in.get(0), in.get(1));
      case Op.Attend _ -> AttentionReference.attend(node, in);
      case Op.AttendGradient _ -> AttentionReference.gradient(node, in);
      case Op.Conv(Op.Geometry geometry) ->
          ContractionReference.conv(node, geometry, in.get(0), in.get(1));
      case Op.ConvInput(Op.Geometry geometry, _) ->
          ContractionReference.convInput(node, geometry, in.get(0), in.get(1));
      case Op.ConvWeight(Op.Geometry geometry, _) ->
          ContractionReference.convWeight(node, geometry, in.get(0), in.get(1));
      case Op.ArgMaxPool op -> ReductionReference.argMaxPool(node, in.get(0), op);
    };
  }
}
