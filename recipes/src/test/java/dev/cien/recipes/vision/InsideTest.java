package dev.cien.recipes.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.data.Dataset;
import dev.cien.data.ImageDataset;
import dev.cien.data.TensorDataset;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.DigitsCnn;
import dev.cien.zoo.Mlp;
import dev.cien.zoo.ResNet9;
import dev.cien.zoo.Staged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InsideTest {
  /// A network of one stage that keeps only the first pixel.
  private static final Staged FIRST_PIXEL =
      () -> List.of(Staged.stage("first", x -> x.flatten(1, -1).slice(1, 0, 1)));

  @Test
  void separabilityIsThatOfTheFormula() {
    // Two pixels: the first tells the class, the second is large and tells nothing.
    Dataset train = pixels(new float[] {0, 10, 0, -10, 1, 10, 1, -10}, 0, 0, 1, 1);
    Dataset test = pixels(new float[] {0.25f, 8, 0.75f, 8}, 0, 1);
    List<Separability> all = Separability.of(FIRST_PIXEL, train, test, 2);
    Separability after = all.get(1);
    assertThat(after.stage()).isEqualTo("first");
    assertThat(after.accuracy()).isEqualTo(1);
    // Means 0 and 1: ½² from their middle; samples ¼² from their means.
    assertThat(after.fisher()).isCloseTo(4, within(1e-6));
    assertThat(all.getFirst().fisher()).isCloseTo(0.25 / (0.0625 + 64), within(1e-6));
    // The first pixel stays: the left edge is repeated.
    assertThat(after.moved()).isZero();
    assertThat(all.getFirst().moved())
        .isCloseTo(0.5 * (7.75 / Math.hypot(0.25, 8) + 7.25 / Math.hypot(0.75, 8)), within(1e-6));
  }

  private static Dataset pixels(float[] values, int... classes) {
    return TensorDataset.of(
        Tensor.of(values, classes.length, 1, 1, 2),
        Tensor.of(classes, classes.length),
        List.of(),
        List.of("a", "b"));
  }

  @Test
  void aPoolKeepsTheFirstLargestOfEachWindow() {
    float[] map = {1, 2, 0, 0, 3, 3, 0, 0, 9, 9, 9, 9};
    assertThat(Maps.kept(map, 3, 4, 2))
        .containsExactly(
            false, false, false, false, true, false, false, false, false, false, false, false);
  }

  @Test
  void theStrongestMapsComeFirst() {
    Tensor maps = Tensor.of(new float[] {1, 1, -5, 5, 2, 0.5f}, 1, 3, 1, 2);
    assertThat(Maps.strongest(maps, 2)).containsExactly(1, 2);
  }

  @Test
  void everyKindOfNetworkShowsItself(@TempDir Path folder) {
    byte[] pixels = new byte[20 * 28 * 28];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31 % 251);
    }
    int[] labels = new int[20];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 10;
    }
    ImageDataset pictures =
        ImageDataset.of(
            pixels, labels, 1, 28, 28, List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
    Rng rng = Rng.of(5);
    show(folder.resolve("cnn"), DigitsCnn.of(2, 0.1, rng), pictures);
    show(folder.resolve("resnet"), ResNet9.of(1, 10, 2, rng), pictures);
    show(folder.resolve("mlp"), Mlp.of(Mlp.Activation.RELU, rng, 784, 8, 10), pictures);
    assertThat(folder.resolve("cnn/gallery/pool.png")).exists();
    assertThat(folder.resolve("resnet/gallery/kernels.png")).exists();
    assertThat(folder.resolve("mlp/gallery/separability.csv")).exists();
    assertThat(Files.exists(folder.resolve("mlp/gallery/kernels.png"))).isFalse();
  }

  private static void show(Path folder, Staged model, ImageDataset pictures) {
    Gallery gallery = new Gallery(folder, new Text("t", "t"), Locale.ENGLISH);
    new Inside(gallery, model, pictures, pictures, pictures).show();
    for (String part : List.of("head", "saliency")) {
      assertThat(folder.resolve("gallery/" + part + ".png")).exists();
    }
  }
}
