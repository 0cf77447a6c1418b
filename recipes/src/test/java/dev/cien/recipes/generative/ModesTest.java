package dev.cien.recipes.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.tensor.Rng;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModesTest {
  @ParameterizedTest
  @EnumSource(Points.class)
  void theDataCoverThemselves(Points points) {
    Modes modes = Modes.of(points, points.draw(20_000, Rng.of(3)));
    assertThat(modes.covered()).isEqualTo(points.modes());
    // Three deviations hold 1 − e^(−9/2) of a normal distribution in the plane.
    assertThat(modes.good()).isCloseTo(0.9889, within(points == Points.SPIRAL ? 0.012 : 0.003));
    assertThat(modes.overlap()).isGreaterThan(0.94);
  }

  @ParameterizedTest
  @CsvSource({"RING, 8", "GRID, 25", "SPIRAL, 20"})
  void oneCloudIsOneShare(Points points, int count) {
    assertThat(points.modes()).isEqualTo(count);
    float[] one = points.draw(1, Rng.of(1));
    float[] same = new float[2000];
    for (int i = 0; i < same.length; i++) {
      same[i] = one[i % 2];
    }
    Modes modes = Modes.of(points, same);
    assertThat(modes.covered()).isEqualTo(1);
    assertThat(modes.overlap()).isCloseTo(1.0 / count, within(1e-9));
  }

  @Test
  void farAwayIsNowhere() {
    float[] far = new float[20];
    Arrays.fill(far, 9);
    assertThat(Modes.of(Points.RING, far)).isEqualTo(new Modes(8, 0, 0, 0));
  }

  @Test
  void aFittedNormalDistributionHasTheMomentsOfItsPoints() {
    Gaussian2 made = new Gaussian2(1, -2, 2, 0.5, 1);
    Gaussian2 found = Gaussian2.fit(made.draw(40_000, Rng.of(2)));
    assertThat(found.x()).isCloseTo(1, within(0.05));
    assertThat(found.y()).isCloseTo(-2, within(0.05));
    assertThat(found.a()).isCloseTo(2, within(0.05));
    assertThat(found.b()).isCloseTo(0.5, within(0.05));
    assertThat(found.c()).isCloseTo(1, within(0.05));
  }
}
