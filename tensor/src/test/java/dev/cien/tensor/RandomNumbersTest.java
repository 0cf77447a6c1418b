package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// What random tensors are made of, and how they are distributed.
class RandomNumbersTest {
  @Test
  void theUpperBitsAreThoseOfADivision() {
    int[] edges = {0, 1, -1, 255, 256, 257, -255, -256, -257, Integer.MAX_VALUE, Integer.MIN_VALUE};
    int[] x = new int[edges.length + 3 * 4096];
    System.arraycopy(edges, 0, x, 0, edges.length);
    Rng rng = Rng.of(3);
    for (int i = 0; i < 4096; i++) {
      int at = edges.length + 3 * i;
      x[at] = rng.nextInt();
      // Where the nearest fraction may be that of the next whole number.
      x[at + 1] = x[at] | 0xFF;
      x[at + 2] = x[at] & ~0xFF;
    }
    int[] upper = Tensor.upper(Tensor.of(x)).toInts();
    for (int i = 0; i < x.length; i++) {
      assertThat(upper[i]).as("%d", x[i]).isEqualTo(x[i] >> 8);
    }
  }

  @Test
  void uniformNumbersAreMultiplesThatNeverReachOne() {
    float[] u = Tensor.rand(Rng.of(1), 300, 301).toFloats();
    double sum = 0;
    List<Float> strange = new ArrayList<>();
    for (float value : u) {
      if (!(value >= 0 && value < 1 && value * 0x1p24f % 1 == 0)) {
        strange.add(value);
      }
      sum += value;
    }
    assertThat(strange).as("outside [0, 1), or no multiple of 2⁻²⁴").isEmpty();
    assertThat(sum / u.length).isCloseTo(0.5, Offset.offset(0.005));
  }

  @Test
  void normalNumbersHaveTheirMoments() {
    Tensor x = Tensor.randn(Rng.of(2), 100_003).cast(DType.FLOAT64);
    assertThat(x.mean().item()).isCloseTo(0, Offset.offset(0.015));
    assertThat(x.std().item()).isCloseTo(1, Offset.offset(0.01));
    assertThat(x.pow(4).mean().item()).isCloseTo(3, Offset.offset(0.1));
    assertThat(x.isFinite().all().toBooleans()).containsExactly(true);
  }
}
