package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.tensor.reference.Reference;
import dev.cien.testkit.Tolerance;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sums of many pieces, products and reductions, which the compiler rewrites, and concatenations,
/// whose parts it computes in place: the results are the reference's, and the rewriting happened.
class LongSumsTest {
  private static final Tolerance TOLERANCE = new Tolerance(1e-4, 1e-5);
  private final Rng rng = Rng.of(5);

  private static void check(Tensor... results) {
    AgainstReference.check(TOLERANCE, results);
  }

  private static String kernels(Tensor[] inputs, Step.Body body) {
    return Step.inference(body).explain(inputs);
  }

  @Test
  void gradientsThroughTheStepsOfARecurrentNetwork() {
    Tensor x = Tensor.randn(rng, 6, 3, 5).compute();
    Tensor in = Tensor.randn(rng, 5, 8).compute();
    Tensor w = Tensor.randn(rng, 4, 8).compute();
    Tensor b = Tensor.randn(rng, 8).compute();
    Tensor loss = recurrent(x, in, w, b);
    Gradients gradients = loss.gradients(x, in, w, b);
    check(loss, gradients.of(x), gradients.of(in), gradients.of(w), gradients.of(b));
  }

  /// Two gates of width 4, cut out of one product at each step.
  private static Tensor recurrent(Tensor x, Tensor in, Tensor w, Tensor b) {
    Tensor inputs = x.matmul(in);
    Tensor h = Tensor.zeros(3, 4);
    List<Tensor> outputs = new ArrayList<>();
    for (int t = 0; t < 6; t++) {
      Tensor gates = inputs.at(t).add(h.matmul(w)).add(b);
      Tensor keep = gates.slice(1, 0, 4).sigmoid();
      h = keep.mul(h).add(gates.slice(1, 4, 8).tanh());
      outputs.add(h);
    }
    return Tensor.stack(0, outputs.toArray(Tensor[]::new)).square().mean();
  }

  @Test
  void aRecurrentNetworkHasOneProductForTheGradientOfItsWeight() {
    Tensor[] inputs = {
      Tensor.randn(rng, 6, 3, 5),
      Tensor.randn(rng, 5, 8),
      Tensor.randn(rng, 4, 8),
      Tensor.randn(rng, 8)
    };
    String program =
        kernels(
            inputs,
            in -> new Tensor[] {recurrent(in[0], in[1], in[2], in[3]).gradients(in[2]).of(in[2])});
    assertThat(program.lines().filter(line -> line.contains("matmul [4, 18]·[18, 8]"))).hasSize(1);
    assertThat(program).doesNotContain("matmul [4, 3]·[3, 8]");
  }

  @Test
  void aWeightThatManyThinProductsShareIsPackedOnce() {
    Tensor x = Tensor.randn(rng, 5, 300).compute();
    Tensor w = Tensor.randn(rng, 300, 300).mul(0.05).compute();
    Step.Body steps =
        in -> {
          Tensor h = in[0];
          for (int t = 0; t < 5; t++) {
            h = h.matmul(in[1].t()).tanh();
          }
          return new Tensor[] {h};
        };
    assertThat(kernels(new Tensor[] {x, w}, steps).lines().filter(line -> line.contains("  pack ")))
        .hasSize(1);
    Tensor expected = steps.record(x, w)[0];
    Tensor found = Step.inference(steps).run(x, w)[0];
    TOLERANCE.check(
        "five steps",
        found.toDoubles(),
        Elements.toDoubles(
            Reference.evaluate(List.of(expected.node())).getFirst(), expected.size()));
  }

  @Test
  void piecesThatDoNotTouchOrOverlap() {
    Tensor a = Tensor.randn(rng, 3, 2).compute();
    Tensor b = Tensor.randn(rng, 3, 2).compute();
    check(a.pad(1, 1, 5, 0).add(b.pad(1, 4, 2, 0)));
    check(a.pad(1, 0, 3, 0).add(b.pad(1, 1, 2, 0)));
    check(a.pad(1, 0, 3, 1).add(b.pad(1, 3, 0, 1)));
    check(a.pad(0, 2, 1, 0).add(b.pad(0, 2, 1, 0)).add(a.pad(0, 0, 3, 0)));
  }

  @Test
  void sumsOfProductsAndReductionsThatAreUsedElsewhereToo() {
    Tensor[] x = new Tensor[4];
    for (int i = 0; i < x.length; i++) {
      x[i] = Tensor.randn(rng, 3, 7).compute();
    }
    Tensor product = x[0].matmul(x[1].t());
    Tensor sum = product.add(x[1].matmul(x[2].t())).add(x[2].matmul(x[3].t()));
    check(sum, product);
    Tensor row = x[0].sum(new int[] {0}, false);
    Tensor rows = row.add(x[1].sum(new int[] {0}, false)).add(x[2].sum(new int[] {0}, false));
    check(rows.add(x[3].sum(new int[] {0}, false)), row);
  }

  @Test
  void partsOfConcatenationsAreReadWhereTheyLie() {
    Tensor a = Tensor.randn(rng, 3, 4).compute();
    Tensor b = Tensor.randn(rng, 3, 5).compute();
    Tensor w = Tensor.randn(rng, 4, 4).compute();
    Tensor part = a.exp();
    Tensor product = part.matmul(w);
    Tensor inner = Tensor.concat(1, part, b.tanh(), product);
    Tensor outer = Tensor.concat(0, inner, inner.mul(2), Tensor.zeros(1, 13), inner.flip(0));
    check(
        outer,
        part.t().reshape(12),
        product.sum(new int[] {0}, true),
        Tensor.concat(1, part.unsqueeze(0), part.unsqueeze(0)),
        inner.t().slice(0, 2, 9));
  }

  @Test
  void aConcatenationOfComputedPartsCopiesNothing() {
    Tensor[] inputs = {Tensor.randn(rng, 3, 4), Tensor.randn(rng, 3, 5)};
    String program =
        kernels(inputs, in -> new Tensor[] {Tensor.concat(1, in[0].exp(), in[1].exp()).add(1)});
    assertThat(program).startsWith("program: 3 tasks").doesNotContain("copy");
  }
}
