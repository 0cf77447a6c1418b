package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.nn.Params;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostReaderTest {
  private final PostReader model =
      PostReader.of(new PostReader.Size(9, 4, 3, 2, 5, 0), 2, Rng.of(1));
  private final Tensor pictures = Tensor.randn(Rng.of(2), 2, 3, 8, 8).compute();
  private final Tensor words = Tensor.of(new int[] {1, 2, 3, 0, 8, 7, 6, 5}, 2, 4);

  /// Both branches and their product, put together by hand.
  @Test
  void meaningIsReadFromBothAndTheirProduct() {
    float[] t = model.text().forward(words).toFloats();
    float[] p = model.picture().forward(pictures).toFloats();
    float[] all = new float[2 * 15];
    for (int n = 0; n < 2; n++) {
      for (int i = 0; i < 5; i++) {
        all[n * 15 + i] = t[n * 5 + i];
        all[n * 15 + 5 + i] = p[n * 5 + i];
        all[n * 15 + 10 + i] = t[n * 5 + i] * p[n * 5 + i];
      }
    }
    float[] expected =
        model.out().forward(model.hidden().forward(Tensor.of(all, 2, 15)).relu()).toFloats();
    assertThat(model.forward(pictures, words).toFloats())
        .hasSize(4)
        .containsExactly(expected, within(1e-5f));
  }

  /// The gradient of the first weight of each part against a difference of values.
  @Test
  void allPartsLearn() {
    Tensor cost = model.forward(pictures, words).square().sum();
    List<Variable> parameters = Params.of(model).trainable();
    var gradients = cost.gradients(parameters);
    for (Variable variable :
        List.of(
            model.text().head().weight(),
            model.picture().out().weight(),
            model.hidden().weight(),
            model.out().weight())) {
      Tensor before = variable.value().compute();
      float slope = gradients.of(variable).toFloats()[0];
      double step = 1e-2;
      double up = moved(variable, before, step);
      double down = moved(variable, before, -step);
      variable.assign(before);
      assertThat((up - down) / (2 * step)).isCloseTo(slope, within(0.02 + 0.02 * Math.abs(slope)));
    }
  }

  private double moved(Variable variable, Tensor before, double by) {
    float[] values = before.toFloats();
    values[0] += (float) by;
    variable.assign(Tensor.of(values, before.shape().dims()));
    return model.forward(pictures, words).square().sum().item();
  }
}
