package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.testkit.Tolerance;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the compiler does to pass over memory less often: slices taken before element-wise
/// operations, cheap values computed again, equal sums found behind reshapes. The results are the
/// reference's, and the passes are gone.
class FewerPassesTest {
  private static final Tolerance TOLERANCE = new Tolerance(1e-4, 1e-5);
  private final Rng rng = Rng.of(5);

  private static void check(Tensor... results) {
    AgainstReference.check(TOLERANCE, results);
  }

  private static List<String> tasks(Step.Body body, Tensor... inputs) {
    return Step.inference(body)
        .explain(inputs)
        .lines()
        .filter(line -> line.matches(" *\\d+  \\S.*"))
        .map(line -> line.strip().split(" +", 2)[1])
        .toList();
  }

  @Test
  void slicesOfASumAreSumsOfSlices() {
    Tensor x = Tensor.randn(rng, 7, 5).compute();
    Tensor bias = Tensor.randn(rng, 7).compute();
    Tensor y = gatesOf(x, bias);
    check(y, y.square().sum().gradients(x).of(x));
    assertThat(tasks(in -> new Tensor[] {gatesOf(in[0], in[1])}, x, bias))
        .containsExactly("matmul [7, 5]·[5, 7]", "map_mul_float32_7x3");
  }

  private static Tensor gatesOf(Tensor x, Tensor bias) {
    Tensor gates = x.matmul(x.t()).add(bias).mul(0.5);
    return gates.slice(1, 0, 3).sigmoid().mul(gates.slice(1, 3, 6).tanh());
  }

  @Test
  void aSumThatIsAlsoReadWholeIsComputedOnce() {
    Tensor x = Tensor.randn(rng, 7, 5).compute();
    Tensor bias = Tensor.randn(rng, 7).compute();
    Step.Body body =
        in -> {
          Tensor gates = in[0].matmul(in[0].t()).add(in[1]);
          return new Tensor[] {gates.slice(1, 0, 3).sigmoid(), gates.exp()};
        };
    Tensor[] results = body.record(x, bias);
    check(results);
  }

  @Test
  void overlappingAndSteppedSlices() {
    Tensor x = Tensor.randn(rng, 6, 9).compute();
    Tensor sum = x.add(x.t().t()).mul(x);
    check(
        sum.slice(1, 0, 6).exp().add(sum.slice(1, 3, 9)),
        sum.flip(1).exp(),
        sum.slice(1, 1, 9, 2).tanh().sum(1));
  }

  /// Two powers in one kernel would be more than C2 compiles.
  @Test
  void powersHaveAKernelEach() {
    Tensor x = Tensor.rand(rng, 40, 31).add(0.5).compute();
    Step.Body body = in -> new Tensor[] {in[0].pow(2.5).mul(in[0].pow(1.5)).mul(in[0].sin())};
    check(body.record(x));
    assertThat(tasks(body, x)).hasSize(3).allMatch(task -> task.startsWith("map_"));
  }

  @Test
  void theSlopeOfASigmoidIsComputedAgain() {
    Step.Body body =
        in -> {
          Tensor y = in[0].matmul(in[1]).sigmoid();
          Tensor loss = y.matmul(in[1]).square().sum();
          return new Tensor[] {loss.gradients(in[0]).of(in[0])};
        };
    Tensor x = Tensor.randn(rng, 40, 30).compute();
    Tensor w = Tensor.randn(rng, 30, 30).compute();
    check(body.record(x, w));
    String program = Step.inference(body).explain(x, w);
    long stored =
        program
            .lines()
            .filter(line -> line.matches(" *writes slot .*float32\\[40, 30\\].*"))
            .count();
    assertThat(stored).as("matrices written by\n%s", program).isEqualTo(7);
  }

  private static Tensor normalized(Tensor x, Tensor scale) {
    int[] axes = {0, 2};
    Tensor centred = x.sub(x.mean(axes, true));
    Tensor variance = centred.square().mean(axes, true);
    return centred.mul(variance.add(1e-5).rsqrt()).mul(scale);
  }

  /// The gradient of a batch norm needs what came in and two numbers a channel; that of the
  /// activation after it needs what comes out.
  @Test
  void aNormIsComputedAgainFromWhatCameIn() {
    Step.Body body =
        in -> {
          Tensor x = in[0].matmul(in[1]);
          Tensor y = normalized(x, in[2]).relu().matmul(in[1]);
          Tensor z = normalized(y, in[2]).add(x).relu().matmul(in[1]);
          Tensor cost = z.square().mean();
          return new Tensor[] {
            cost.gradients(in).of(in[0]), cost.gradients(in).of(in[1]), cost.gradients(in).of(in[2])
          };
        };
    Tensor x = Tensor.randn(rng, 21, 3, 17).compute();
    Tensor w = Tensor.randn(rng, 17, 17).mul(0.2).compute();
    Tensor scale = Tensor.randn(rng, 3, 1).compute();
    check(body.record(x, w, scale));
    String program = Step.inference(body).explain(x, w, scale);
    List<String> norms =
        program
            .lines()
            .dropWhile(line -> !line.contains("row_where"))
            .takeWhile(line -> !line.matches(" *\\d+  matmul.*"))
            .filter(line -> line.matches(" *writes slot .*float32\\[\\d+, 3, 17\\].*"))
            .toList();
    assertThat(norms).as(program).hasSize(1);
  }

  /// What is computed again later must not see what a step has meanwhile made of its variables.
  @Test
  void whatIsComputedAgainSeesTheOldValues() {
    Variable scale = Variable.of("scale", Tensor.randn(rng, 3, 1).compute());
    Tensor w = Tensor.randn(rng, 17, 17).mul(0.2).compute();
    Tensor x = Tensor.randn(rng, 21, 3, 17).compute();
    Step.Body body =
        in -> {
          Tensor y = normalized(in[0].matmul(w), scale.value()).relu();
          Tensor cost = y.matmul(w).square().sum();
          return new Tensor[] {cost.gradients(in).of(in[0])};
        };
    float[] expected = body.record(x)[0].toFloats();
    Tensor halved = scale.value().mul(0.5).compute();
    Step step =
        Step.training(
            in -> {
              Tensor[] results = body.record(in);
              scale.assign(scale.value().mul(0.5));
              return results;
            });
    assertThat(step.run(x)[0].toFloats()).isEqualTo(expected);
    assertThat(scale.value().toFloats()).isEqualTo(halved.toFloats());
  }

  @Test
  void aWeightsGradientLiesAsTheWeightDoes() {
    Step.Body body =
        in -> {
          Tensor loss = in[0].matmul(in[1].t()).square().sum();
          return new Tensor[] {in[1].sub(loss.gradients(in[1]).of(in[1]).mul(0.1))};
        };
    Tensor x = Tensor.randn(rng, 8, 30).compute();
    Tensor w = Tensor.randn(rng, 20, 30).compute();
    check(body.record(x, w));
    assertThat(tasks(body, x, w)).contains("matmul [20, 8]·[8, 30]");
  }

  /// As when a row of a table is not to be trained.
  @Test
  void aChoiceThatOnlyGradientsSeeCostsNothingForwards() {
    Step.Body body =
        in -> {
          Tensor frozen = Tensor.where(in[0].lt(0), in[0].detach(), in[0]).exp();
          return new Tensor[] {frozen, frozen.sum().gradients(in[0]).of(in[0])};
        };
    Tensor x = Tensor.randn(rng, 20, 6).compute();
    check(body.record(x));
    assertThat(tasks(in -> new Tensor[] {body.record(in)[0]}, x))
        .containsExactly("map_exp_float32_20x6");
  }

  @Test
  void equalSumsBehindReshapesAreOne() {
    Step.Body body =
        in -> {
          Tensor y = in[0].exp();
          return new Tensor[] {y.sum(0), y.reshape(4, 5, 6).sum(0, 1).mul(2)};
        };
    Tensor x = Tensor.randn(rng, 20, 6).compute();
    check(body.record(x));
    assertThat(tasks(body, x)).filteredOn(task -> task.startsWith("reduce")).hasSize(1);
  }

  @Test
  void aTensorComputedBeforeIsOnlyItsElements() {
    Tensor a = Tensor.randn(rng, 24).compute();
    Tensor b = Tensor.randn(rng, 24).compute();
    Tensor folded = a.reshape(2, 12);
    Tensor other = b.reshape(2, 12);
    Tensor product = a.reshape(4, 6).matmul(b.reshape(6, 4));
    Tensor.computeAll(List.of(folded, other, product));
    Tensor[] results =
        Step.inference(
                in ->
                    new Tensor[] {
                      folded.reshape(4, 6).add(in[0]),
                      other.reshape(4, 6).add(in[0]),
                      folded.sum(0),
                      other.sum(0),
                      product.t().mul(2)
                    })
            .run(Tensor.zeros(6));
    assertThat(results[0].toFloats()).isEqualTo(a.toFloats());
    assertThat(results[1].toFloats()).isEqualTo(b.toFloats());
    TOLERANCE.check("sum", results[2].toDoubles(), folded.sum(0).toDoubles());
    TOLERANCE.check("other sum", results[3].toDoubles(), other.sum(0).toDoubles());
    TOLERANCE.check("product", results[4].toDoubles(), product.t().mul(2).toDoubles());
  }
}
