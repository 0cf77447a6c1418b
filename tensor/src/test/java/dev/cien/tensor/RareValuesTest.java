package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Numbers at the edge of what their format holds, and sizes at the edge of what a tensor does.
class RareValuesTest {
  @Test
  void wholeNumbersByZeroAreZeroWhateverTheirSign() {
    Tensor x = Tensor.of(new int[] {-7, 7, 0, Integer.MIN_VALUE});
    assertThat(x.floorDiv(Tensor.of(new int[] {0}, 1)).toInts()).containsExactly(0, 0, 0, 0);
    Tensor far = Tensor.of(new long[] {-7, Long.MIN_VALUE});
    assertThat(far.floorDiv(Tensor.of(new long[] {0}, 1)).toLongs()).containsExactly(0, 0);
    assertThat(x.floorDiv(Tensor.of(new int[] {2}, 1)).toInts())
        .containsExactly(-4, 3, 0, Integer.MIN_VALUE / 2);
  }

  @Test
  void longNumbersAreRoundedOnce() {
    long value = (1L << 60) + (1L << 36) + 1;
    Tensor x = Tensor.of(new long[] {value});
    assertThat(x.toFloats()).containsExactly((float) value);
    assertThat(x.cast(DType.FLOAT32).toFloats()).isEqualTo(x.toFloats());
  }

  @Test
  void takingAwayMinusZeroIsAddingZero() {
    Tensor x = Tensor.of(new float[] {-0.0f, 1});
    assertThat(x.sub(Tensor.full(-0.0, 2)).toFloats()).containsExactly(0.0f, 1);
    assertThat(x.sub(Tensor.full(0, 2)).toFloats()).containsExactly(-0.0f, 1);
  }

  @Test
  void trianglesKeepTheirFormat() {
    for (DType dtype : DType.values()) {
      Tensor x = Tensor.ones(2, 2).cast(dtype);
      assertThat(x.tril(0).dtype()).isEqualTo(dtype);
      assertThat(x.triu(0).dtype()).isEqualTo(dtype);
      assertThat(x.tril(0).toFloats()).containsExactly(1, 0, 1, 1);
      assertThat(x.triu(0).toFloats()).containsExactly(1, 1, 0, 1);
    }
  }

  @Test
  void anEmptyShapeMayHaveLargeAxesInAnyOrder() {
    int large = 1 << 20;
    assertThat(Shape.of(large, large, 0).size()).isZero();
    assertThat(Tensor.zeros(0, large, large).permute(1, 2, 0).size()).isZero();
  }

  @Test
  void whatNeedsMoreThanAllMemorySaysSo() {
    long heap = Runtime.getRuntime().maxMemory();
    int size = (int) Math.min(Integer.MAX_VALUE - 100, heap / Double.BYTES + 1);
    Tensor huge = Tensor.arange(size).cast(DType.FLOAT64);
    if ((long) size * Double.BYTES > heap) {
      assertThatThrownBy(huge::compute)
          .isInstanceOf(TensorException.class)
          .hasMessageContaining(size + " elements of 8 bytes")
          .hasMessageContaining("-Xmx");
    }
  }
}
