package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What is kept as bfloat16 gets its gradient in that format, however many users it has.
class StoredFormatGradientsTest {
  private final Tensor x = Tensor.of(new float[] {1, 2, 3, 4}).cast(DType.BFLOAT16).compute();

  @Test
  void throughWindowsAndPositions() {
    assertThat(gradient(t -> t.unfold(0, 2, 1))).containsExactly(1, 2, 2, 1);
    Tensor twice = Tensor.of(new int[] {3, 0, 3});
    assertThat(gradient(t -> t.gather(0, twice))).containsExactly(1, 0, 0, 2);
    assertThat(gradient(t -> t.indexSelect(0, twice))).containsExactly(1, 0, 0, 2);
  }

  @Test
  void ofSeveralUsers() {
    assertThat(gradient(t -> Tensor.concat(0, t, t.flip(0), t))).containsExactly(3, 3, 3, 3);
    assertThat(gradient(t -> t.roll(0, 1))).containsExactly(1, 1, 1, 1);
  }

  private float[] gradient(UnaryOperator<Tensor> function) {
    Tensor gradient = function.apply(x).sum().gradients(x).of(x);
    assertThat(gradient.dtype()).isEqualTo(DType.BFLOAT16);
    return gradient.toFloats();
  }
}
