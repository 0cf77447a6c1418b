package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The first operation that makes a number that is not finite is named, with its line and what it
/// read.
class NanFinderTest {
  private final Variable weight = Variable.of("layer.weight", Tensor.of(new float[] {1, 0, -1}));

  private Optional<NanFinder.Finding> find(Step.Body body, Tensor... inputs) {
    return NanFinder.find(Rng.of(1), body, inputs);
  }

  @Test
  void namesTheOperationTheParameterAndTheLine() {
    var found =
        find(in -> new Tensor[] {in[0].mul(weight.value()).log().exp().sum()}, Tensor.ones(3))
            .orElseThrow();
    assertThat(found.operation()).isEqualTo("log");
    assertThat(found.parameter()).isEqualTo("layer.weight");
    assertThat(found.count()).isEqualTo(2);
    assertThat(found.value()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(found.line()).contains("NanFinderTest.java:");
    assertThat(found.toString())
        .startsWith("log at or after layer.weight gave -Infinity in 2 of 3 elements, shape [3]");
  }

  @Test
  void masksOfInfinityAreNoFault() {
    var found =
        find(
            in -> {
              Tensor masked =
                  Tensor.where(
                      Tensor.triangle(3, 3, 0), in[0], Tensor.full(Double.NEGATIVE_INFINITY, 3, 3));
              return new Tensor[] {masked.softmax(1)};
            },
            Tensor.ones(3, 3));
    assertThat(found).isEmpty();
  }

  @Test
  void theFirstNanMadeOfInfinitiesIsFound() {
    var found =
        find(
            in -> {
              Tensor infinite = Tensor.full(Double.POSITIVE_INFINITY, 2).mul(in[0]);
              return new Tensor[] {infinite.sub(infinite)};
            },
            Tensor.ones(2));
    assertThat(found.orElseThrow().operation()).isEqualTo("sub");
    assertThat(found.orElseThrow().value()).isNaN();
  }

  @Test
  void aVariableThatWasNotFiniteBeforeIsNamed() {
    weight.assign(Tensor.of(new float[] {1, Float.NaN, 2}));
    var found = find(in -> new Tensor[] {weight.value().sum()});
    assertThat(found.orElseThrow())
        .hasToString("layer.weight [3] already held NaN in 1 of 3 elements");
  }

  @Test
  void assignmentsAreLookedAtButNotMade() {
    var found =
        find(
            in -> {
              weight.assign(weight.value().div(0));
              return new Tensor[] {in[0].sum()};
            },
            Tensor.ones(2));
    assertThat(found.orElseThrow().operation()).isEqualTo("div");
    assertThat(weight.value().toFloats()).containsExactly(1, 0, -1);
  }
}
