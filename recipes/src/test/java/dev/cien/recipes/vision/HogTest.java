package dev.cien.recipes.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HogTest {
  private static final Hog HOG = new Hog(8, 4, 4);

  @Test
  void aVerticalEdgeVotesForTheHorizontalDirectionOnly() {
    float[] picture = new float[64];
    for (int i = 0; i < 64; i++) {
      picture[i] = i % 8 < 2 ? 0 : 1;
    }
    double[] votes = HOG.histograms(picture);
    // Columns 1 and 2 have a gradient of 1 in each of the four rows of the left cells.
    assertThat(votes).containsExactly(8, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0);
    float[] features = HOG.of(picture);
    assertThat(features).hasSize(HOG.size()).hasSize(16);
    assertThat(features[0]).isCloseTo((float) Math.sqrt(0.5), within(1e-5f));
    assertThat(features[8]).isCloseTo((float) Math.sqrt(0.5), within(1e-5f));
  }

  @Test
  void aDirectionBetweenTwoIsShared() {
    // gₓ = 2, gᵧ = 2·tan(π/8) away from the edges: halfway between directions 0 and π/4.
    float[] picture = new float[64];
    for (int i = 0; i < 64; i++) {
      picture[i] = (float) (i % 8 + i / 8 * Math.tan(Math.PI / 8));
    }
    double[] votes = new Hog(8, 2, 4).histograms(picture);
    int inner = (1 * 4 + 1) * 4;
    assertThat(votes[inner]).isCloseTo(votes[inner + 1], within(1e-5)).isGreaterThan(1);
    assertThat(votes[inner + 2] + votes[inner + 3]).isCloseTo(0, within(1e-5));
  }

  @Test
  void turningLightIntoDarkChangesNothing() {
    float[] picture = new float[64];
    float[] negative = new float[64];
    for (int i = 0; i < 64; i++) {
      picture[i] = (i * 37 % 64) / 64f;
      negative[i] = 1 - picture[i];
    }
    float[] features = HOG.of(picture);
    float[] turned = HOG.of(negative);
    for (int i = 0; i < features.length; i++) {
      assertThat(turned[i]).isCloseTo(features[i], within(1e-5f));
    }
  }

  @Test
  void aPictureThatIsNotWholeCellsIsAnError() {
    assertThatThrownBy(() -> new Hog(30, 4, 9)).hasMessageContaining("30 pixels in cells of 4");
  }
}
