package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.nn.Params;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ZooTest {
  @Test
  void parameterCountsAreThoseOfTheFormula() {
    Rng rng = Rng.of(1);
    assertThat(Params.of(Mlp.of(Mlp.Activation.RELU, rng, 784, 512, 512, 10)).count())
        .isEqualTo(669_706);
    assertThat(Params.of(Mlp.of(Mlp.Activation.TANH, rng, 4, 10, 3)).count()).isEqualTo(83);
    assertThat(Params.of(Neuron.of(1, rng)).count()).isEqualTo(2);
    assertThat(Params.of(LogisticRegression.of(30, rng)).count()).isEqualTo(31);
    assertThat(Params.of(DigitsCnn.of(16, 0.25, rng)).count())
        .isEqualTo(16 * 9 + 16 + 32 * 16 * 9 + 32 + 128 * 32 * 144 + 128 + 1280 + 10);
  }

  @Test
  void theTraceEndsWithWhatForwardGives() {
    DigitsCnn model = DigitsCnn.of(4, 0.5, Rng.of(3));
    Tensor x = Tensor.rand(Rng.of(4), 2, 1, 28, 28);
    var trace = model.trace(x);
    assertThat(trace.getLast().output().toFloats()).isEqualTo(model.forward(x).toFloats());
    assertThat(trace.get(4).output().shape()).isEqualTo(Shape.of(2, 8, 12, 12));
  }

  @Test
  void parametersAreNamedAfterTheLayers() {
    assertThat(Params.of(DigitsCnn.of(4, 0, Rng.of(1))).state())
        .containsKeys("conv1.weight", "conv2.bias", "hidden.weight", "out.bias");
  }
}
