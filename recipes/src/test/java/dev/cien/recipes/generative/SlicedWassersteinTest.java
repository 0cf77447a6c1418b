package dev.cien.recipes.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.tensor.Rng;
import org.junit.jupiter.api.Test;

class SlicedWassersteinTest {
  @Test
  void aShiftIsSeenFromEachSideByItsCosine() {
    float[] a = Points.GRID.draw(500, Rng.of(1));
    float[] b = a.clone();
    for (int i = 0; i < b.length; i += 2) {
      b[i] += 3;
    }
    // The mean of |cos| over all directions is 2/π.
    assertThat(SlicedWasserstein.between(a, b, Rng.of(2))).isCloseTo(6 / Math.PI, within(0.02));
    assertThat(SlicedWasserstein.between(a, a, Rng.of(2))).isZero();
  }

  @Test
  void theOrderOfThePointsDoesNotMatter() {
    float[] a = {0, 0, 1, 2, 5, 5};
    float[] b = {5, 5, 0, 0, 1, 2};
    assertThat(SlicedWasserstein.between(a, b, Rng.of(2))).isZero();
    assertThatThrownBy(() -> SlicedWasserstein.between(a, new float[2], Rng.of(2)))
        .hasMessageContaining("3 and 1");
  }
}
