package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.nn.Params;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResidualTest {
  @Test
  void resNet20HasThePublishedNumberOfParameters() {
    ResNet model = ResNet.of(3, 10, 16, 3, Rng.of(1));
    assertThat(Params.of(model).count()).isEqualTo(272_474);
    long layers =
        Params.of(model).entries().stream()
            .filter(e -> e.name().endsWith(".weight") && e.variable().shape().rank() > 1)
            .filter(e -> !e.name().contains("downsample"))
            .count();
    assertThat(layers).isEqualTo(6 * 3 + 2);
    assertThat(Params.of(model).state())
        .containsKeys("layer2.0.downsample.0.weight", "layer3.2.bn2.running_var", "fc.bias")
        .doesNotContainKeys("layer1.0.downsample.0.weight", "layer2.1.downsample.0.weight");
  }

  @Test
  void resNet9HasThePublishedNumberOfParameters() {
    // 3 × 3 weights, a scale and a shift for each map, a last layer without bias.
    long w = 64;
    long products = 3 * w + 2 * w * w + 2 * 4 * w * w + 8 * w * w + 32 * w * w + 2 * 64 * w * w;
    long norms = 2 * (w + 3 * 2 * w + 4 * w + 3 * 8 * w);
    assertThat(Params.of(ResNet9.of(3, 10, 64, Rng.of(1))).count())
        .isEqualTo(9 * products + norms + 8 * w * 10)
        .isEqualTo(6_573_120);
  }

  @Test
  void aBlockWhoseChangeIsNothingLetsThePictureThrough() {
    ResNet.Block block = ResNet.of(1, 2, 2, 1, Rng.of(1)).layer1().getFirst();
    block.bn2().weight().orElseThrow().assign(Tensor.zeros(2));
    Tensor x = Tensor.rand(Rng.of(2), 1, 2, 5, 5);
    assertThat(block.forward(x).toFloats()).isEqualTo(x.toFloats());
  }

  @Test
  void everyNetworkGivesALogitAClassForBothSizesOfPictures() {
    Rng rng = Rng.of(1);
    Tensor grey = Tensor.rand(rng, 2, 1, 28, 28);
    Tensor colour = Tensor.rand(rng, 2, 3, 32, 32);
    for (Staged model : List.of(ResNet.of(1, 10, 2, 1, rng), ResNet9.of(1, 10, 2, rng))) {
      assertThat(model.forward(grey).shape()).isEqualTo(Shape.of(2, 10));
    }
    assertThat(Vgg.of(1, 28, 10, 2, 0, rng).forward(grey).shape()).isEqualTo(Shape.of(2, 10));
    for (Staged model :
        List.of(
            ResNet.of(3, 10, 2, 1, rng),
            ResNet9.of(3, 10, 2, rng),
            Vgg.of(3, 32, 10, 2, 0.5, rng))) {
      assertThat(model.forward(colour).shape()).isEqualTo(Shape.of(2, 10));
    }
  }

  @Test
  void vggHasSixConvolutionsWithTwiceTheMapsAfterEachPool() {
    long w = 4;
    long products = w + w * w + 2 * w * w + 4 * w * w + 8 * w * w + 16 * w * w;
    long norms = 2 * 2 * (w + 2 * w + 4 * w);
    long head = 4 * w * 9 * 8 * w + 8 * w + 8 * w * 10 + 10;
    assertThat(Params.of(Vgg.of(1, 28, 10, 4, 0, Rng.of(1))).count())
        .isEqualTo(9 * products + norms + head);
  }
}
