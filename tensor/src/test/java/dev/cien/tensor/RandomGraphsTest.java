package dev.cien.tensor;

import dev.cien.tensor.graph.Node;
import dev.cien.tensor.reference.Reference;
import dev.cien.testkit.Tolerance;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Random graphs: what the engine computes equals what the reference computes, outputs and
/// gradients.
///
/// A failing list of choices is shrunk, and the first tensor of the graph that is wrong by itself
/// is named.
class RandomGraphsTest {
  private static final Tolerance TOLERANCE = new Tolerance(2e-4, 1e-4);

  @Property(tries = 300, seed = "20261123")
  void outputsAgree(
      @ForAll @Size(min = 1, max = 25) List<@IntRange(max = 100_000_000) Integer> choices) {
    List<Tensor> outputs = RandomGraph.of(choices).outputs();
    check(outputs, choices);
  }

  @Property(tries = 150, seed = "20261124")
  void gradientsAgree(
      @ForAll @Size(min = 1, max = 15) List<@IntRange(max = 100_000_000) Integer> choices) {
    RandomGraph graph = RandomGraph.of(choices);
    Tensor sum = Tensor.scalar(0);
    for (Tensor output : graph.outputs()) {
      sum =
          output.dtype().isFloating() && output.size() > 0 ? sum.add(output.square().mean()) : sum;
    }
    List<Tensor> leaves = graph.differentiable();
    Gradients gradients = sum.gradients(leaves.toArray(Tensor[]::new));
    List<Tensor> results = new ArrayList<>(leaves.stream().map(gradients::of).toList());
    results.add(sum);
    check(results, choices);
  }

  private static void check(List<Tensor> results, List<Integer> choices) {
    List<Node> nodes = results.stream().map(Tensor::node).toList();
    List<Object> expected = Reference.evaluate(nodes);
    try {
      Tensor.computeAll(results);
      for (int i = 0; i < results.size(); i++) {
        tolerance(results.get(i))
            .check("output " + i, results.get(i).toDoubles(), Elements.toDoubles(expected.get(i)));
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          e.getMessage() + "\nchoices " + choices + "\n" + firstWrong(choices), e);
    }
  }

  /// Whole numbers and truth values are equal, or not: the graph has no rounding before them.
  private static Tolerance tolerance(Tensor result) {
    return result.dtype() == DType.BFLOAT16
        ? new Tolerance(0x1p-6, 1e-3)
        : result.dtype().isFloating() ? TOLERANCE : Tolerance.EXACT;
  }

  /// The first tensor of the graph that is wrong when it is the only output.
  private static String firstWrong(List<Integer> choices) {
    int count = RandomGraph.of(choices).items().size();
    for (int i = 0; i < count; i++) {
      Tensor alone = RandomGraph.of(choices).items().get(i).tensor();
      Object expected = Reference.evaluate(List.of(alone.node())).getFirst();
      try {
        tolerance(alone).check("tensor " + i, alone.toDoubles(), Elements.toDoubles(expected));
      } catch (AssertionError | RuntimeException e) {
        return "first wrong alone: "
            + alone.node()
            + " of "
            + alone.node().inputs()
            + ": "
            + e.getMessage();
      }
    }
    return "every tensor of the graph is right when it is the only output";
  }
}
