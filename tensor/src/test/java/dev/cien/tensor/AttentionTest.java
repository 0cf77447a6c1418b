package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.tensor.compile.Engine;
import dev.cien.testkit.Samples;
import dev.cien.testkit.Tolerance;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttentionTest {
  private static final Optional<Tensor> EVERYWHERE = Optional.empty();

  /// The same by other operations.
  private static Tensor writtenOut(Tensor q, Tensor k, Tensor v, Optional<Tensor> mask) {
    return q.attentionWeights(k, mask).matmul(v);
  }

  @Test
  void leadingAxesBroadcastAndGradientsAddUp() {
    Tensor q = Samples.float32(1, 2, 3, 9, 4);
    Tensor k = Samples.float32(2, 3, 6, 4);
    Tensor v = Samples.float32(3, 1, 6, 5);
    Optional<Tensor> mask = Optional.of(Samples.booleans(4, 2, 1, 1, 6));
    Tensor one = q.attend(k, v, mask);
    Tensor other = writtenOut(q, k, v, mask);
    new Tolerance(1e-6, 1e-6).check("result", one.toDoubles(), other.toDoubles());
    List<Tensor> inputs = List.of(q, k, v);
    Gradients gradients = Gradients.of(one.square().sum(), inputs);
    Gradients expected = Gradients.of(other.square().sum(), inputs);
    for (Tensor x : inputs) {
      new Tolerance(1e-5, 1e-5)
          .check("gradient", gradients.of(x).toDoubles(), expected.of(x).toDoubles());
    }
  }

  @Test
  void derivativesOfDerivativesAgreeWithThoseOfTheOperationWrittenOut() {
    List<Tensor> in =
        List.of(
            Samples.float64(1, 2, 5, 3), Samples.float64(2, 2, 4, 3), Samples.float64(3, 2, 4, 2));
    Optional<Tensor> mask = Optional.of(Samples.booleans(4, 2, 5, 4));
    Tensor one = in.get(0).attend(in.get(1), in.get(2), mask);
    Tensor other = writtenOut(in.get(0), in.get(1), in.get(2), mask);
    for (int order = 1; order <= 3; order++) {
      one = summed(Gradients.of(one.square().sum(), in), in);
      other = summed(Gradients.of(other.square().sum(), in), in);
      new Tolerance(1e-9, 1e-9).check("order " + order, one.toDoubles(), other.toDoubles());
    }
  }

  private static Tensor summed(Gradients gradients, List<Tensor> in) {
    return in.stream().map(x -> gradients.of(x).sin().sum()).reduce(Tensor::add).orElseThrow();
  }

  /// Scores far apart, one of them infinite beside a hidden one that is not a number.
  @Test
  void whatIsHiddenCountsNothing() {
    Tensor q = Tensor.of(new float[] {1, -1000}, 2, 1);
    Tensor k = Tensor.of(new float[] {1000, 0, Float.NaN, 500}, 4, 1);
    Tensor v = Tensor.of(new float[] {1, 2, 3, 4}, 4, 1);
    Tensor mask = Tensor.of(new float[] {1, 1, 0, 0}, 4).gt(0);
    assertThat(q.attend(k, v, Optional.of(mask)).toFloats()).containsExactly(1, 2);
  }

  @Test
  void aQueryThatSeesNothingTakesTheMeanAndTeachesOnlyTheValues() {
    Tensor q = Samples.float32(1, 3, 2);
    Tensor k = Samples.float32(2, 4, 2);
    Tensor v = Tensor.of(new float[] {1, 2, 3, 6}, 4, 1);
    Tensor mask = Tensor.zeros(3, 4).gt(0);
    Tensor y = q.attend(k, v, Optional.of(mask));
    assertThat(y.toFloats()).containsExactly(3, 3, 3);
    Gradients gradients = Gradients.of(y.sum(), List.of(q, k, v));
    assertThat(gradients.of(q).toFloats()).containsOnly(0);
    assertThat(gradients.of(k).toFloats()).containsOnly(0);
    assertThat(gradients.of(v).toFloats()).containsOnly(0.75f);
  }

  /// 4 heads, 512 positions: less than the weights of one head, with all gradients.
  @Test
  void noTableOfWeightsIsKept() {
    Tensor q = Tensor.zeros(4, 512, 8).compute();
    Tensor y = q.attend(q, q, Optional.of(Tensor.triangle(512, 512, 0)));
    Tensor gradient = Gradients.of(y.square().sum(), List.of(q)).of(q);
    long bytes =
        Engine.compile(List.of(q.node()), List.of(gradient.node()), new int[] {-1})
            .temporaryBytes();
    assertThat(bytes).isLessThan(4 * 512 * 512);
  }

  @Test
  void withoutKeysTheResultIsZeros() {
    Tensor q = Samples.float32(1, 3, 2);
    Tensor y = q.attend(Tensor.zeros(0, 2), Tensor.zeros(0, 5), EVERYWHERE);
    assertThat(y.shape()).isEqualTo(Shape.of(3, 5));
    assertThat(y.toFloats()).containsOnly(0);
  }

  @Test
  void halfPrecisionIsReadAsFloat32() {
    Tensor q = Samples.float32(1, 3, 2).cast(DType.BFLOAT16);
    Tensor y = q.attend(q, q, EVERYWHERE);
    assertThat(y.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(Gradients.of(y.sum(), List.of(q)).of(q).dtype()).isEqualTo(DType.BFLOAT16);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    Tensor q = Samples.float32(1, 2, 5, 3);
    assertThatThrownBy(() -> q.attend(Samples.float32(1, 2, 4, 2), q, EVERYWHERE))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("attend: expected queries and keys of one width")
        .hasMessageContaining("query [2, 5, 3], key [2, 4, 2], value [2, 5, 3]");
    assertThatThrownBy(
            () -> q.attend(Samples.float32(1, 3, 4, 3), Samples.float32(1, 4, 3), EVERYWHERE))
        .hasMessageContaining("attend: expected leading axes that broadcast");
    assertThatThrownBy(() -> q.attend(q, q, Optional.of(Samples.booleans(1, 2, 5))))
        .hasMessageContaining("[…, queries, keys] = [2, 5, 5], found [2, 5]");
    assertThatThrownBy(() -> q.attend(q, q, Optional.of(Samples.float32(1, 5, 5))))
        .hasMessageContaining("attend: expected a bool mask")
        .hasMessageContaining("mask.eq(0)");
    assertThatThrownBy(() -> q.cast(DType.INT32).attend(q, q, EVERYWHERE))
        .hasMessageContaining("attend: expected floating-point queries");
  }
}
