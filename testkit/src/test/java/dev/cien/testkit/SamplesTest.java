package dev.cien.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.tensor.DType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void theSameSeedGivesTheSameElements() {
    assertThat(Samples.float32(7, 2, 5).toFloats())
        .isEqualTo(Samples.float32(7, 2, 5).toFloats())
        .isNotEqualTo(Samples.float32(8, 2, 5).toFloats());
  }

  @Test
  void distinctElementsKeepTheirDistance() {
    double[] sorted = Samples.distinct(3, 4, 25).toDoubles().clone();
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      assertThat(sorted[i] - sorted[i - 1]).isGreaterThan(0.009);
    }
    assertThat(Arrays.stream(sorted).map(Math::abs).min().orElseThrow())
        .isGreaterThanOrEqualTo(0.005);
  }

  @Test
  void rangesAndFormatsHold() {
    assertThat(Samples.ints(1, -2, 3, 100).toInts()).contains(-2, -1, 0, 1, 2).doesNotContain(3);
    assertThat(Arrays.stream(Samples.uniform(1, 2, 3, DType.FLOAT32, 50).toDoubles()))
        .allMatch(value -> value >= 2 && value <= 3);
    assertThat(Samples.booleans(1, 20).dtype()).isEqualTo(DType.BOOL);
  }
}
