package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.nn.Params;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import org.junit.jupiter.api.Test;

class UNetTest {
  @Test
  void itStartsByLeavingPicturesAsTheyAre() {
    Tensor x = Tensor.rand(Rng.of(1), 2, 3, 8, 12);
    assertThat(UNet.of(3, 2, Rng.of(2)).forward(x).toFloats()).isEqualTo(x.toFloats());
  }

  @Test
  void parametersAreThoseOfTheFormula() {
    long w = 5;
    long convolutions =
        9 * (3 * w + w * w + 2 * w * w + 4 * w * w + 8 * w * w + 16 * w * w)
            + 9 * (8 * w * w + 4 * w * w + 2 * w * w + w * w + 3 * w);
    long biases = 2 * (w + 2 * w + 4 * w) + 2 * 2 * w + 2 * w + 3;
    long enlarging = 4 * (8 * w * w + 2 * w * w) + 2 * w + w;
    assertThat(Params.of(UNet.of(3, 5, Rng.of(1))).count())
        .isEqualTo(convolutions + biases + enlarging);
  }

  @Test
  void whatTheLowestLevelSawReachesThePicture() {
    UNet model = UNet.of(1, 2, Rng.of(3));
    model.out().weight().assign(Tensor.ones(1, 2, 3, 3));
    Tensor x = Tensor.rand(Rng.of(4), 1, 1, 8, 8);
    float[] before = model.forward(x).toFloats();
    model.bottom().conv2().bias().orElseThrow().assign(Tensor.full(3, 8));
    assertThat(model.forward(x).toFloats()).isNotEqualTo(before);
  }

  @Test
  void classesAreLogitsOfEveryPixel() {
    UNet model = UNet.segmenting(3, 5, 2, Rng.of(5));
    Tensor logits = model.forward(Tensor.rand(Rng.of(6), 2, 3, 8, 12));
    assertThat(logits.shape().dims()).containsExactly(2, 5, 8, 12);
    assertThat(logits.toFloats()).isNotEqualTo(new float[logits.size()]);
    assertThat(Params.of(model).count())
        .isEqualTo(Params.of(UNet.of(3, 2, Rng.of(5))).count() + 2 * (9 * 2 + 1));
  }
}
