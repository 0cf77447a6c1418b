package dev.cien.zoo.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.nn.PaddingMode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PictureDenoiserTest {
  @Test
  void listensToPictureTimeAndClass() {
    PictureDenoiser model = PictureDenoiser.of(1, 3, 4, Rng.of(1));
    model.out().weight().assign(Tensor.randn(Rng.of(3), 1, 4, 3, 3));
    Tensor x = Tensor.randn(Rng.of(2), 2, 1, 12, 12);
    Tensor early = Tensor.of(new int[] {1, 1}, 2);
    Tensor late = Tensor.of(new int[] {1, 90}, 2);
    Tensor label = Tensor.of(new int[] {0, 3}, 2);
    Tensor other = Tensor.of(new int[] {2, 3}, 2);
    Tensor noise = model.noise(x, early, label);
    assertThat(noise.shape()).isEqualTo(Shape.of(2, 1, 12, 12));
    float[] base = noise.toFloats();
    float[] later = model.noise(x, late, label).toFloats();
    float[] asked = model.of(other).noise(x, early).toFloats();
    assertThat(differ(base, later, 0)).isFalse();
    assertThat(differ(base, later, 1)).isTrue();
    assertThat(differ(base, asked, 0)).isTrue();
    assertThat(differ(base, asked, 1)).isFalse();
  }

  @Test
  void wordsAreToldAsTheirMean() {
    PictureDenoiser model = PictureDenoiser.of(3, 5, 4, Rng.of(1));
    model.out().weight().assign(Tensor.randn(Rng.of(3), 3, 4, 3, 3));
    Tensor x = Tensor.randn(Rng.of(2), 1, 3, 4, 4);
    Tensor t = Tensor.of(new int[] {7}, 1);
    float[] one = words(model, x, t, 2).toFloats();
    float[] nobody = words(model, x, t, 5).toFloats();
    assertThat(words(model, x, t, 2, 5, 5).toFloats()).containsExactly(one, within(1e-5f));
    assertThat(words(model, x, t, 5, 5).toFloats()).containsExactly(nobody, within(1e-5f));
    assertThat(words(model, x, t, 4, 1).toFloats())
        .containsExactly(words(model, x, t, 1, 4).toFloats(), within(1e-5f));
    // A class of its own is the same as the only word.
    assertThat(model.noise(x, t, Tensor.of(new int[] {2}, 1)).toFloats())
        .containsExactly(one, within(1e-5f));
    assertThat(words(model, x, t, 4, 1).toFloats()).isNotEqualTo(one);
  }

  private static Tensor words(PictureDenoiser model, Tensor x, Tensor t, int... words) {
    return model.of(Tensor.of(words, 1, words.length)).noise(x, t);
  }

  @Test
  void atFirstItFindsNothing() {
    Tensor x = Tensor.randn(Rng.of(2), 1, 1, 8, 8);
    Tensor zero = Tensor.of(new int[] {0}, 1);
    assertThat(PictureDenoiser.of(1, 3, 4, Rng.of(1)).noise(x, zero, zero).std().item())
        .isLessThan(1e-6);
  }

  @Test
  void roundATorusNoPlaceIsSpecial() {
    PictureDenoiser zeros = PictureDenoiser.of(3, 2, 4, Rng.of(1));
    zeros.out().weight().assign(Tensor.randn(Rng.of(3), 3, 4, 3, 3));
    PictureDenoiser ring = zeros.withPaddingMode(PaddingMode.CIRCULAR);
    Tensor x = Tensor.randn(Rng.of(2), 1, 3, 12, 16);
    Tensor one = Tensor.of(new int[] {1}, 1);
    Tensor rolled = x.roll(2, 4).roll(3, -8);
    float[] expected = ring.noise(x, one, one).roll(2, 4).roll(3, -8).toFloats();
    assertThat(ring.noise(rolled, one, one).toFloats()).containsExactly(expected, within(1e-4f));
    assertThat(apart(zeros.noise(rolled, one, one).toFloats(), expected)).isGreaterThan(0.01);
  }

  private static double apart(float[] a, float[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  private static boolean differ(float[] a, float[] b, int sample) {
    double largest = 0;
    for (int i = sample * 144; i < (sample + 1) * 144; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest > 1e-6;
  }

  @Test
  void timesAreWaves() {
    float[] waves = new TimeFeatures(4).of(Tensor.of(new int[] {0, 3}, 2)).toFloats();
    assertThat(waves[0]).isZero();
    assertThat(waves[2]).isEqualTo(1);
    assertThat((double) waves[4]).isCloseTo(Math.sin(3), within(1e-6));
    assertThat((double) waves[5]).isCloseTo(Math.sin(0.03), within(1e-6));
    assertThat((double) waves[7]).isCloseTo(Math.cos(0.03), within(1e-6));
    assertThatThrownBy(() -> new TimeFeatures(3)).hasMessageContaining("even width");
  }
}
