package dev.cien.recipes.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.io.Pixels;
import dev.cien.recipes.InputException;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestoringTest {
  @Test
  void cubicWeightsAreThoseOfKeys() {
    float[] weights = Bicubic.matrix(6, 2).toFloats();
    // New pixel 6 lies a quarter before old pixel 3: at 2.75.
    assertThat(Arrays.copyOfRange(weights, 6 * 6, 7 * 6))
        .containsExactly(
            new float[] {0, -0.0234375f, 0.2265625f, 0.8671875f, -0.0703125f, 0}, within(1e-7f));
    for (int i = 0; i < 12; i++) {
      float sum = 0;
      for (int k = 0; k < 6; k++) {
        sum += weights[i * 6 + k];
      }
      assertThat(sum).isCloseTo(1, within(1e-6f));
    }
  }

  @Test
  void aSlopeStaysASlopeAwayFromTheEdge() {
    float[] slope = new float[8 * 8];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = i / 8 + 0.5f * (i % 8);
    }
    Tensor large = Bicubic.enlarge(Tensor.of(slope, 1, 1, 8, 8), 2);
    float[] values = large.toFloats();
    for (int y = 4; y < 12; y++) {
      for (int x = 4; x < 12; x++) {
        double expected = (y + 0.5) / 2 - 0.5 + 0.5 * ((x + 0.5) / 2 - 0.5);
        assertThat(values[y * 16 + x]).isCloseTo((float) expected, within(1e-5f));
      }
    }
  }

  @Test
  void theMedianTakesASingleWrongPixelAwayAndKeepsAnEdge() {
    float[] picture = new float[2 * 5 * 5];
    for (int i = 25; i < 50; i++) {
      picture[i] = i % 5 < 2 ? 0 : 1;
    }
    float[] edge = picture.clone();
    picture[12] = 9;
    Tensor repaired = Filters.median(Tensor.of(picture, 1, 2, 5, 5));
    assertThat(repaired.toFloats()).isEqualTo(edge);
  }

  @Test
  void theBlurSpreadsAPixelByItsWeights() {
    float[] picture = new float[25];
    picture[12] = 16;
    assertThat(Filters.blur(Tensor.of(picture, 1, 1, 5, 5)).toFloats())
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 2, 1, 0, 0, 2, 4, 2, 0, 0, 1, 2, 1, 0, 0, 0, 0, 0, 0);
  }

  /// A U-Net that has learnt nothing changes nothing, whatever the size.
  @Test
  void somebodysPictureKeepsItsSize() {
    Denoising recipe = new Denoising();
    Restoring untrained =
        (Restoring)
            recipe.prepare(
                recipe.settings(Map.of("data", "digits", "samples", "100", "tested", "10")));
    Pixels odd = new Pixels(1, 5, 7, bytes(35));
    Pixels same = untrained.repaired(odd);
    assertThat(same.height()).isEqualTo(5);
    assertThat(same.values()).isEqualTo(odd.values());
    SuperResolution larger = new SuperResolution();
    Restoring enlarging =
        (Restoring)
            larger.prepare(
                larger.settings(Map.of("data", "digits", "samples", "100", "tested", "10")));
    Pixels enlarged = enlarging.repaired(odd);
    assertThat(enlarged.width()).isEqualTo(14);
    assertThat(enlarged.height()).isEqualTo(10);
    assertThatThrownBy(() -> untrained.repaired(new Pixels(1, 1025, 1024, bytes(1025 * 1024))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected at most 1048576 pixels, found 1024 × 1025");
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (7 * i);
    }
    return bytes;
  }
}
