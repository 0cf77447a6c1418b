package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.nn.Params;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// The networks of the history against what their papers say.
class HistoryTest {
  @Test
  void leNetHasTheParametersOfThePaper() {
    LeNet5 net = LeNet5.of(Rng.of(1));
    assertThat(Params.of(net.c1()).count()).isEqualTo(156);
    assertThat(Params.of(net.s2()).count()).isEqualTo(12);
    assertThat(Params.of(net.c3()).count()).isEqualTo(1_516);
    assertThat(Params.of(net.s4()).count()).isEqualTo(32);
    assertThat(Params.of(net.c5()).count()).isEqualTo(48_120);
    assertThat(Params.of(net.f6()).count()).isEqualTo(10_164);
    assertThat(Params.of(net).count()).isEqualTo(60_000 + 850);
    assertThat(net.forward(Tensor.rand(Rng.of(2), 3, 1, 28, 28)).shape())
        .isEqualTo(Shape.of(3, 10));
    assertThat(LeNet5.squash(Tensor.scalar(1)).item()).isCloseTo(1, within(1e-4));
  }

  @Test
  void aMapOfLeNetSeesOnlyThoseOfItsRowInTheTable() {
    LeNet5.Partial c3 = LeNet5.of(Rng.of(1)).c3();
    float[] x = new float[6 * 25];
    x[5 * 25] = 1;
    float[] with = c3.forward(Tensor.of(x, 1, 6, 5, 5)).toFloats();
    float[] without = c3.forward(Tensor.zeros(1, 6, 5, 5)).toFloats();
    StringBuilder seen = new StringBuilder();
    for (int map = 0; map < 16; map++) {
      seen.append(with[map] == without[map] ? '.' : 'x');
    }
    assertThat(seen).hasToString("...xxx..xxxx.xxx");
  }

  @Test
  void subsamplingIsASumOfFourTimesACoefficient() {
    LeNet5.Subsampling s2 = LeNet5.Subsampling.of(1);
    s2.coefficient().assign(Tensor.full(0.5, 1, 1, 1));
    s2.bias().assign(Tensor.full(3, 1, 1, 1));
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, 1, 1, 2, 2);
    assertThat(s2.forward(x).item()).isEqualTo(0.5 * 10 + 3);
  }

  @Test
  void thePublishedAlexNetHasSixtyOneMillionParameters() {
    assertThat(AlexNet.plan().stream().mapToLong(AlexNet.Plan::parameters).sum())
        .isEqualTo(60_965_224);
    assertThat(AlexNet.plan().stream().filter(p -> p.groups() > 1).map(AlexNet.Plan::name).toList())
        .containsExactly("conv2", "conv4", "conv5");
    // Without groups every map sees all maps.
    assertThat(
            AlexNet.plan().stream()
                .mapToLong(
                    p ->
                        p.outputs()
                            * (p.fanIn() * (p.name().startsWith("c") ? (long) p.groups() : 1) + 1))
                .sum())
        .isEqualTo(62_378_344);
  }

  @Test
  void theSmallAlexNetFollowsThePlan() {
    AlexNet net = AlexNet.small(4, 16, 10, 0.5, Rng.of(1));
    assertThat(net.forward(Tensor.rand(Rng.of(2), 2, 3, 32, 32)).shape())
        .isEqualTo(Shape.of(2, 10));
    assertThat(net.stages().stream().filter(s -> s.name().equals("pool")).count()).isEqualTo(3);
    assertThat(Params.of(net.convolutions().get(1)).count()).isEqualTo(8 * (2 * 25 + 1));
  }

  @Test
  void normalizationIsThatOfTheFormula() {
    float[] x = {1, 2, 3, 4, 5, 6, 7};
    float[] y = AlexNet.normalize(Tensor.of(x, 1, 7, 1, 1)).toFloats();
    for (int i = 0; i < x.length; i++) {
      double sum = 0;
      for (int j = Math.max(0, i - 2); j <= Math.min(6, i + 2); j++) {
        sum += x[j] * x[j];
      }
      assertThat(y[i]).isCloseTo((float) (x[i] / Math.pow(2 + 1e-4 * sum, 0.75)), within(1e-5f));
    }
  }

  @Test
  void theFreeEnergySumsOverAllHiddenStates() {
    Rbm rbm = Rbm.of(3, 2, Rng.of(1));
    rbm.weight().assign(Tensor.of(new float[] {0.5f, -1, 2, 1, 0.3f, -0.7f}, 2, 3));
    rbm.visibleBias().assign(Tensor.of(new float[] {0.1f, -0.2f, 0.3f}, 3));
    rbm.hiddenBias().assign(Tensor.of(new float[] {-0.4f, 0.6f}, 2));
    double[] v = {1, 0, 1};
    double sum = 0;
    for (int h = 0; h < 4; h++) {
      double energy = -(0.1 + 0.3);
      double[] on = {h & 1, h >> 1};
      energy -= on[0] * (-0.4 + 0.5 + 2) + on[1] * (0.6 + 1 - 0.7);
      sum += Math.exp(-energy);
    }
    Tensor x = Tensor.of(new float[] {(float) v[0], (float) v[1], (float) v[2]}, 1, 3);
    assertThat(rbm.freeEnergy(x).item()).isCloseTo(-Math.log(sum), within(1e-5));
  }

  @Test
  void theGradientOfTheContrastIsHintonsRule() {
    Rbm rbm = Rbm.of(4, 3, Rng.of(1));
    rbm.weight().assign(Tensor.randn(Rng.of(2), 3, 4));
    Tensor v = Tensor.rand(Rng.of(3), 5, 4);
    Tensor back = rbm.reconstruction(v, Rng.of(4)).compute();
    Gradients gradients = rbm.contrast(v, back).gradients(Params.of(rbm).trainable());
    // ⟨h v⟩ of the reconstruction minus ⟨h v⟩ of the data, per sample.
    float[] expected =
        rbm.forward(back).t().matmul(back).sub(rbm.forward(v).t().matmul(v)).div(5).toFloats();
    float[] found = gradients.of(rbm.weight()).toFloats();
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-5f));
    }
  }
}
