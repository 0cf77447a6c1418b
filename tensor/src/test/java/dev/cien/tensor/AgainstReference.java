package dev.cien.tensor;

import dev.cien.tensor.graph.Node;
import dev.cien.tensor.reference.Reference;
import dev.cien.testkit.Tolerance;
import java.util.Arrays;
import java.util.List;

/// Compares what the compiler makes of a graph with the reference interpreter.
final class AgainstReference {
  private AgainstReference() {}

  /// Computes some tensors together and compares each with the reference.
  static void check(Tolerance tolerance, Tensor... results) {
    List<Node> nodes = Arrays.stream(results).map(Tensor::node).toList();
    List<Object> expected = Reference.evaluate(nodes);
    Tensor.computeAll(List.of(results));
    for (int i = 0; i < results.length; i++) {
      tolerance.check(
          "result " + i,
          results[i].toDoubles(),
          Elements.toDoubles(expected.get(i), results[i].size()));
    }
  }
}
