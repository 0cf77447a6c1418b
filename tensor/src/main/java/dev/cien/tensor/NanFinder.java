package dev.cien.tensor;

import dev.cien.tensor.compile.Engine;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the operation that first made a number that is not finite: computes what a [Step] would
/// compute, one operation after the other, and looks at every result. Slow, and meant for the
/// moment after a loss became NaN.
public final class NanFinder {
  /// Where a number stopped being finite.
  ///
  /// @param operation what was computed, `log` for instance; `variable` if a variable held such a
  ///   number already
  /// @param shape the shape of the result
  /// @param value `NaN`, `Infinity` or `-Infinity`: the first such element
  /// @param count how many elements are not finite
  /// @param parameter the name of the parameter or input that the operation, or what it depends on,
  ///   read last; may be empty
  /// @param line the user's line that wrote the operation; for a gradient, the line that asked for
  ///   gradients
  /// @param source the nearest operation from another line that it reads, with that line: for a
  ///   gradient, the operation that it is the gradient of, or one beside it; may be empty
  public record Finding(
      String operation,
      Shape shape,
      double value,
      int count,
      String parameter,
      String line,
      String source) {
    @Override
    public String toString() {
      String near = parameter.isEmpty() ? "" : " at or after " + parameter;
      return operation.equals("variable")
          ? parameter
              + " "
              + shape
              + " already held "
              + value
              + " in "
              + count
              + " of "
              + shape.size()
              + " elements"
          : operation
              + near
              + " gave "
              + value
              + " in "
              + count
              + " of "
              + shape.size()
              + " elements, shape "
              + shape
              + ", written at "
              + line
              + (source.isEmpty() ? "" : ", reading " + source);
    }
  }

  private NanFinder() {}

  /// The first operation whose result is not finite although what it read was, if there is one.
  /// Variables stay as they are; actions of [Mode#beforeEachRun] are run once.
  public static Optional<Finding> find(Rng rng, Step.Body body, Tensor... inputs) {
    Node key = Node.data(rng.nextKey(), Shape.of(2), DType.INT64);
    Capture capture = new Capture(Rng.keyed(new Tensor(key)));
    Tensor[] stand = new Tensor[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      Node node = Node.data(inputs[i].storage(), inputs[i].shape(), inputs[i].dtype());
      node.name("input " + i);
      stand[i] = new Tensor(node);
    }
    Mode mode = new Mode(true, capture.rng(), capture);
    Tensor[] results = mode.call(() -> body.record(stand));
    capture.actions().forEach(Runnable::run);
    capture.reads().forEach((variable, node) -> node.storage(variable.storage()));
    List<Node> roots = new ArrayList<>(Arrays.stream(results).map(Tensor::node).toList());
    capture.writes().values().forEach(value -> roots.add(value.node()));
    return walk(roots);
  }

  private static Optional<Finding> walk(List<Node> roots) {
    Map<Node, Boolean> sound = new IdentityHashMap<>();
    Map<Node, String> near = new IdentityHashMap<>();
    for (Node node : order(roots)) {
      Engine.compute(List.of(node));
      String name =
          node.name() != null
              ? node.name()
              : node.inputs().reversed().stream()
                  .map(input -> near.getOrDefault(input, ""))
                  .filter(n -> !n.isEmpty())
                  .findFirst()
                  .orElse("");
      near.put(node, name);
      double[] values =
          node.dtype().isFloating()
              ? Elements.toDoubles(node.storage(), node.shape().size())
              : new double[0];
      double bad = 0;
      int count = 0;
      for (double value : values) {
        if (!Double.isFinite(value) && count++ == 0) {
          bad = value;
        }
      }
      sound.put(node, count == 0);
      // A constant may well be infinite, as in masks; what is made of infinite inputs is not their
      // maker, unless it makes
      // the first NaN of them.
      boolean first =
          node.inputs().stream().allMatch(sound::get)
              || Double.isNaN(bad) && node.inputs().stream().noneMatch(NanFinder::hasNan);
      if (count > 0 && first && !(node.op() instanceof Op.Fill)) {
        String operation = node.isData() ? "variable" : node.op().label();
        return Optional.of(
            new Finding(
                operation, node.shape(), bad, count, name, node.site().toString(), source(node)));
      }
    }
    return Optional.empty();
  }

  private static String source(Node node) {
    ArrayDeque<Node> open = new ArrayDeque<>(node.inputs().reversed());
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    while (!open.isEmpty()) {
      Node next = open.pop();
      if (next.op() instanceof Op.Source || !seen.add(next)) {
        continue;
      }
      String line = next.site().toString();
      if (!line.equals(node.site().toString())) {
        return next.op().label() + " at " + line;
      }
      next.inputs().forEach(open::push);
    }
    return "";
  }

  private static boolean hasNan(Node node) {
    return node.dtype().isFloating()
        && Arrays.stream(Elements.toDoubles(node.storage(), node.shape().size()))
            .anyMatch(Double::isNaN);
  }

  /// All nodes below the roots, inputs first; what the first root needs comes first.
  private static List<Node> order(List<Node> roots) {
    List<Node> order = new ArrayList<>();
    Set<Node> done = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Node> opened = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Node root : roots) {
      ArrayDeque<Node> stack = new ArrayDeque<>(List.of(root));
      while (!stack.isEmpty()) {
        Node node = stack.peek();
        if (opened.add(node)) {
          node.inputs().reversed().stream()
              .filter(input -> !done.contains(input))
              .forEach(stack::push);
        } else {
          stack.pop();
          if (done.add(node)) {
            order.add(node);
          }
        }
      }
    }
    return order;
  }
}
