package dev.cien.tensor;

import dev.cien.tensor.graph.Node;
import dev.cien.tensor.reference.Reference;
import dev.cien.testkit.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random graphs: what the engine computes equals what the reference computes, outputs and
/// gradients.
///
/// A failure names the seed, the tensors of the graph, and the first of them that is wrong by
/// itself. `-Dgraphs=2000` tries more of them, for whoever changes the compiler.
class RandomGraphsTest {
  private static final Tolerance TOLERANCE = new Tolerance(2e-4, 1e-4);

  private static final int GRAPHS = Integer.getInteger("graphs", 150);

  static LongStream outputSeeds() {
    return LongStream.range(0, GRAPHS);
  }

  static LongStream gradientSeeds() {
    return LongStream.range(1000, 1000 + GRAPHS / 2);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("outputSeeds")
  void outputsAgree(long seed) {
    List<Integer> choices = choices(seed, 25);
    check(RandomGraph.of(choices).outputs(), seed, choices);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("gradientSeeds")
  void gradientsAgree(long seed) {
    List<Integer> choices = choices(seed, 15);
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
    check(results, seed, choices);
  }

  private static List<Integer> choices(long seed, int most) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.ints(1 + random.nextInt(most), 0, 100_000_000).boxed().toList();
  }

  private static void check(List<Tensor> results, long seed, List<Integer> choices) {
    List<Node> nodes = results.stream().map(Tensor::node).toList();
    List<Object> expected = Reference.evaluate(nodes);
    try {
      Tensor.computeAll(results);
      for (int i = 0; i < results.size(); i++) {
        tolerance(results.get(i))
            .check(
                "output " + i,
                results.get(i).toDoubles(),
                Elements.toDoubles(expected.get(i), results.get(i).size()));
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          e.getMessage()
              + "\nseed "
              + seed
              + ", the graph:\n"
              + graph(choices)
              + "\n"
              + firstWrong(choices),
          e);
    }
  }

  /// Whole numbers and truth values are equal, or not: the graph has no rounding before them.
  private static Tolerance tolerance(Tensor result) {
    return result.dtype() == DType.BFLOAT16
        ? new Tolerance(0x1p-6, 1e-3)
        : result.dtype().isFloating() ? TOLERANCE : Tolerance.EXACT;
  }

  private static String graph(List<Integer> choices) {
    return RandomGraph.of(choices).items().stream()
        .map(item -> "  " + item.tensor().node() + " of " + item.tensor().node().inputs())
        .collect(Collectors.joining("\n"));
  }

  /// The first tensor of the graph that is wrong when it is the only output.
  private static String firstWrong(List<Integer> choices) {
    int count = RandomGraph.of(choices).items().size();
    for (int i = 0; i < count; i++) {
      Tensor alone = RandomGraph.of(choices).items().get(i).tensor();
      Object expected = Reference.evaluate(List.of(alone.node())).getFirst();
      try {
        tolerance(alone)
            .check("tensor " + i, alone.toDoubles(), Elements.toDoubles(expected, alone.size()));
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
