package dev.cien.tensor;

import dev.cien.tensor.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a [Step] sees while it is recorded: stand-ins for variables, and the assignments made to
/// them.
final class Capture {
  private final Map<Variable, Node> reads = new LinkedHashMap<>();
  private final Map<Variable, Tensor> writes = new LinkedHashMap<>();
  private final List<Runnable> actions = new ArrayList<>();
  private final Rng rng;

  Capture(Rng rng) {
    this.rng = rng;
  }

  /// The random numbers of the step, drawn anew at each run.
  Rng rng() {
    return rng;
  }

  Tensor read(Variable variable) {
    Tensor written = writes.get(variable);
    if (written != null) {
      return written;
    }
    return new Tensor(
        reads.computeIfAbsent(
            variable,
            v -> {
              Node node = Node.placeholder(v.shape(), v.dtype());
              node.name(v.name());
              return node;
            }));
  }

  void write(Variable variable, Tensor value) {
    writes.put(variable, value);
  }

  void beforeEachRun(Runnable action) {
    actions.add(action);
  }

  /// What is to be done before each run.
  List<Runnable> actions() {
    return actions;
  }

  Map<Variable, Node> reads() {
    return reads;
  }

  Map<Variable, Tensor> writes() {
    return writes;
  }
}
