package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static ImageDataset pictures(int count) {
    byte[] pixels = new byte[count * 36];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (7 * i);
    }
    return ImageDataset.of(pixels, new int[count], 1, 6, 6, List.of("only"));
  }

  @Test
  void drawsDependOnSeedEpochAndSampleAlone() {
    Dataset data = pictures(20).augment(Augmentation.shift(2).then(Augmentation.rotate(20)));
    float[] fifth = data.forEpoch(1, 3).batch(5).inputs().toFloats();
    float[] among = data.forEpoch(1, 3).batch(9, 5, 0).inputs().toFloats();
    assertThat(Arrays.copyOfRange(among, 36, 72)).containsExactly(fifth);
    assertThat(data.forEpoch(1, 4).batch(5).inputs().toFloats()).isNotEqualTo(fifth);
    assertThat(data.forEpoch(2, 3).batch(5).inputs().toFloats()).isNotEqualTo(fifth);
    assertThat(data.batch(5).inputs().toFloats())
        .as("unchanged outside of an epoch")
        .containsExactly(pictures(20).batch(5).inputs().toFloats());
  }

  @Test
  void selectionsAndMapsOfAugmentedSetsDrawToo() {
    Dataset data = pictures(20).augment(Augmentation.shift(2));
    Dataset view = data.select(IntStream.range(0, 20).toArray()).map(batch -> batch);
    assertThat(view.forEpoch(1, 0).all().inputs().toFloats())
        .containsExactly(data.forEpoch(1, 0).all().inputs().toFloats())
        .isNotEqualTo(data.all().inputs().toFloats());
  }

  @Test
  void twoAugmentationsInARowDrawApart() {
    float[] once = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    Dataset data =
        TensorDataset.of(Tensor.of(once, 1, 1, 1, 9), Tensor.of(new int[1], 1))
            .augment(Augmentation.flip())
            .augment(Augmentation.flip());
    Set<Float> first = new HashSet<>();
    for (int epoch = 0; epoch < 40; epoch++) {
      first.add(data.forEpoch(9, epoch).batch(0).inputs().toFloats()[0]);
    }
    assertThat(first)
        .as("equal draws would always flip twice or never")
        .containsExactlyInAnyOrder(1f, 9f);
  }

  @Test
  void shiftMovesAndRepeatsTheEdge() {
    Set<List<Float>> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      float[] picture = {1, 2, 3};
      Augmentation.shift(1).apply(picture, 1, 1, 3, Rng.of(i));
      seen.add(List.of(picture[0], picture[1], picture[2]));
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(List.of(1f, 2f, 3f), List.of(1f, 1f, 2f), List.of(2f, 3f, 3f));
  }

  @Test
  void flipMirrorsEveryRowOfEveryChannelHalfOfTheTime() {
    int flipped = 0;
    for (int i = 0; i < 200; i++) {
      float[] picture = {1, 2, 3, 4, 5, 6, 7, 8};
      Augmentation.flip().apply(picture, 2, 2, 2, Rng.of(i));
      if (picture[0] == 2) {
        flipped++;
        assertThat(picture).containsExactly(2, 1, 4, 3, 6, 5, 8, 7);
      } else {
        assertThat(picture).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
      }
    }
    assertThat(flipped).isBetween(60, 140);
  }

  @Test
  void rotationByNothingIsNothingAndKeepsTheCentre() {
    float[] picture = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    Augmentation.rotate(0).apply(picture, 1, 3, 3, Rng.of(1));
    assertThat(picture).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    Augmentation.rotate(90).apply(picture, 1, 3, 3, Rng.of(1));
    assertThat(picture[4]).isCloseTo(5, offset(1e-5f));
    assertThat(picture[0]).isNotEqualTo(1);
  }

  @Test
  void cutoutCoversASquareWithTheMean() {
    float[] picture = new float[64];
    for (int i = 0; i < 64; i++) {
      picture[i] = i % 2;
    }
    Augmentation.cutout(4).apply(picture, 1, 8, 8, Rng.of(3));
    long covered = IntStream.range(0, 64).filter(i -> picture[i] == 0.5f).count();
    assertThat(covered).isBetween(4L, 16L);
  }

  @Test
  void onlyPicturesAreAugmented() {
    Dataset rows = DatasetTest.numbers(3).augment(Augmentation.flip());
    assertThatThrownBy(() -> rows.forEpoch(0, 0).batch(0))
        .hasMessageContaining("expected pictures [N, C, H, W], found [1, 2]");
    assertThatThrownBy(() -> Augmentation.shift(-1)).hasMessageContaining("0 or more pixels");
  }

  @Test
  void labelsOfPicturesAreChecked() {
    assertThatThrownBy(
            () -> ImageDataset.of(new byte[4], new int[] {2}, 1, 2, 2, List.of("a", "b")))
        .hasMessageContaining("labels from 0 to 1, found 2 for picture 0");
    assertThatThrownBy(() -> ImageDataset.of(new byte[5], new int[] {0}, 1, 2, 2, List.of("a")))
        .hasMessageContaining("found 5 bytes");
  }

  @Test
  void lightMovesMeanAndContrastAlone() {
    float[] picture = {0.1f, 0.5f, 0.3f, 0.7f};
    float[] lit = picture.clone();
    Augmentation.light(0.5).apply(lit, 1, 2, 2, Rng.of(3));
    double gain = (lit[1] - lit[0]) / 0.4;
    assertThat(gain).isBetween(0.5, 1.5).isNotEqualTo(1);
    assertThat((double) lit[3] - lit[0]).isEqualTo(0.6 * gain, offset(1e-6));
    double mean = (lit[0] + lit[1] + lit[2] + lit[3]) / 4.0;
    assertThat(mean - 0.4).isBetween(-0.25, 0.25);
    assertThatThrownBy(() -> Augmentation.light(20))
        .hasMessageContaining("light: expected a number from 0 to 1, found 20");
  }

  @Test
  void noiseHasItsDeviation() {
    float[] picture = new float[10_000];
    Augmentation.noise(0.1).apply(picture, 1, 100, 100, Rng.of(5));
    double squares = 0;
    for (float value : picture) {
      squares += value * value;
    }
    assertThat(Math.sqrt(squares / picture.length)).isEqualTo(0.1, offset(0.002));
    assertThatThrownBy(() -> Augmentation.noise(-1)).hasMessageContaining("noise");
  }

  @Test
  void greyPicturesHaveOneValueInAllChannels() {
    float[] colour = {1, 0, 0.5f, 0.25f, 0, 0.5f};
    Augmentation.grey().apply(colour, 3, 1, 2, Rng.of(1));
    assertThat(colour).containsExactly(0.5f, 0.25f, 0.5f, 0.25f, 0.5f, 0.25f);
  }

  @Test
  void whatHappensSometimesHasItsProbability() {
    int grey = 0;
    for (int i = 0; i < 1000; i++) {
      float[] colour = {1, 0, 0.5f};
      Augmentation.grey().sometimes(0.3).apply(colour, 3, 1, 1, Rng.of(i));
      grey += colour[0] == 0.5f ? 1 : 0;
    }
    assertThat(grey).isBetween(250, 350);
    assertThatThrownBy(() -> Augmentation.grey().sometimes(30))
        .hasMessageContaining("sometimes: expected a number from 0 to 1, found 30");
  }
}
