package dev.cien.tensor;

import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/// The gradients of a scalar: a result, not a field of the tensors it belongs to.
///
/// Reverse-mode differentiation (Linnainmaa 1970; Rumelhart, Hinton & Williams 1986) over the
/// recorded graph. Gradients are recorded tensors themselves: nothing is computed here, and they
/// can be differentiated again.
public final class Gradients {
  private final Map<Node, Tensor> byNode;
  private final Map<Variable, Tensor> byVariable = new LinkedHashMap<>();

  private Gradients(Map<Node, Tensor> byNode) {
    this.byNode = byNode;
  }

  /// The gradients of the scalar `y` with respect to each of `with`.
  ///
  /// @throws TensorException if `y` is not a floating-point scalar
  public static Gradients of(Tensor y, List<Tensor> with) {
    if (y.size() != 1 || !y.dtype().isFloating()) {
      throw new TensorException(
          "gradients: expected a floating-point scalar, found "
              + y.dtype()
              + y.shape()
              + (y.dtype().isFloating()
                  ? ". Usual cause: a loss that was not reduced; fix: loss.mean()."
                  : ". Usual cause: a count, such as of right answers, in place of a loss; whole"
                      + " numbers have no gradient."));
    }
    return of(y, Recorder.fill(1, y.shape(), y.dtype()), with);
  }

  /// The products of `seed` (shaped like `y`) with the Jacobians of `y` for each of `with`.
  public static Gradients of(Tensor y, Tensor seed, List<Tensor> with) {
    if (!seed.shape().equals(y.shape())) {
      throw new ShapeException(
          "gradients: expected a seed shaped like the result, found "
              + seed.shape()
              + " for "
              + y.shape()
              + ". Fix: one number for each element of the result; Gradients.of(y, …) for a"
              + " scalar.");
    }
    for (Tensor x : with) {
      if (!x.dtype().isFloating()) {
        throw new TensorException(
            "gradients: expected floating-point tensors to differentiate for, found "
                + x.dtype()
                + x.shape()
                + ". Usual cause: an index or mask among the inputs; fix: leave it out, or cast it"
                + " before its use.");
      }
    }
    return new Gradients(walk(y.node(), seed, with.stream().map(Tensor::node).toList()));
  }

  static Gradients ofVariables(Tensor y, List<Variable> with) {
    List<Tensor> values = with.stream().map(Variable::value).toList();
    Gradients gradients = of(y, values);
    for (int i = 0; i < values.size(); i++) {
      gradients.byVariable.put(with.get(i), gradients.of(values.get(i)));
    }
    return gradients;
  }

  /// The gradient for `x`, one of the tensors that were asked for; zeros if the scalar does not
  /// depend on it.
  public Tensor of(Tensor x) {
    Tensor gradient = byNode.get(x.node());
    return gradient != null ? gradient : Recorder.fill(0, x.shape(), x.dtype());
  }

  /// The gradient for a variable that was asked for; zeros if the scalar does not depend on it.
  ///
  /// @throws TensorException if it was not asked for
  public Tensor of(Variable variable) {
    Tensor gradient = byVariable.get(variable);
    if (gradient == null) {
      throw new TensorException(
          "gradients: variable "
              + variable
              + " was not among those asked for. Fix: gradients(parameters) with it in the"
              + " list.");
    }
    return gradient;
  }

  /// Whether a gradient for this variable is here.
  public boolean has(Variable variable) {
    return byVariable.containsKey(variable);
  }

  /// The variables in the order in which they were asked for, each with its gradient.
  public Map<Variable, Tensor> byVariable() {
    return Collections.unmodifiableMap(byVariable);
  }

  /// These gradients with each replaced by a function of itself, for clipping and the like.
  public Gradients map(BiFunction<Variable, Tensor, Tensor> change) {
    Gradients changed = new Gradients(byNode);
    byVariable.forEach(
        (variable, gradient) -> changed.byVariable.put(variable, change.apply(variable, gradient)));
    return changed;
  }

  private static Map<Node, Tensor> walk(Node root, Tensor seed, List<Node> wanted) {
    List<Node> order = relevant(root, wanted);
    Map<Node, Tensor> gradients = new IdentityHashMap<>();
    gradients.put(root, seed);
    for (int i = order.size() - 1; i >= 0; i--) {
      Node node = order.get(i);
      Tensor dy = gradients.get(node);
      if (dy == null || node.inputs().isEmpty()) {
        continue;
      }
      List<Tensor> inputs = new ArrayList<>();
      node.inputs().forEach(input -> inputs.add(new Tensor(input)));
      Tensor[] rules = Vjp.of(node.op(), inputs, new Tensor(node), dy);
      for (int k = 0; k < rules.length; k++) {
        Node input = node.input(k);
        if (rules[k] != null && input.dtype().isFloating()) {
          gradients.merge(
              input,
              fit(rules[k], input, node.op()),
              (sum, more) -> sum.add(more).cast(input.dtype()));
        }
      }
    }
    return gradients;
  }

  private static Tensor fit(Tensor gradient, Node input, Op op) {
    if (!gradient.shape().equals(input.shape())) {
      throw new IllegalStateException(
          "gradient of "
              + op.label()
              + ": "
              + gradient.shape()
              + " for an input of "
              + input.shape());
    }
    return gradient.cast(input.dtype());
  }

  /// The nodes between `wanted` and `root`, inputs before users; only through floating-point nodes.
  private static List<Node> relevant(Node root, List<Node> wanted) {
    Set<Node> targets = Collections.newSetFromMap(new IdentityHashMap<>());
    targets.addAll(wanted);
    List<Node> order = topological(root);
    Set<Node> reaches = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Node> between = new ArrayList<>();
    for (Node node : order) {
      if (targets.contains(node) || node.inputs().stream().anyMatch(reaches::contains)) {
        reaches.add(node);
        between.add(node);
      }
    }
    return between;
  }

  private static List<Node> topological(Node root) {
    List<Node> order = new ArrayList<>();
    Map<Node, Integer> next = new IdentityHashMap<>();
    Deque<Node> stack = new ArrayDeque<>();
    stack.push(root);
    next.put(root, 0);
    while (!stack.isEmpty()) {
      Node node = stack.peek();
      int at = next.get(node);
      if (at < node.inputs().size()) {
        next.put(node, at + 1);
        Node input = node.input(at);
        if (!next.containsKey(input) && input.dtype().isFloating()) {
          next.put(input, 0);
          stack.push(input);
        }
      } else {
        order.add(stack.pop());
      }
    }
    return order;
  }
}
