package dev.cien.recipes.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.data.TensorDataset;
import dev.cien.nn.LSTM;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.nn.RNN;
import dev.cien.nn.RecurrentConfig;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Cell;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LongLagTest {
  @Test
  void sumsAreThoseOfTheMarkedNumbers() {
    TensorDataset data = Adding.samples(Rng.of(1), 50, 11);
    float[] x = data.inputs().toFloats();
    float[] y = data.targets().toFloats();
    for (int n = 0; n < 50; n++) {
      double sum = 0;
      int first = 0;
      int second = 0;
      for (int t = 0; t < 11; t++) {
        float mark = x[2 * (n * 11 + t) + 1];
        sum += mark * x[2 * (n * 11 + t)];
        first += t < 5 ? (int) mark : 0;
        second += t >= 5 ? (int) mark : 0;
      }
      assertThat(first).isEqualTo(1);
      assertThat(second).isEqualTo(1);
      assertThat(sum).isCloseTo(y[n], within(1e-6));
    }
  }

  @Test
  void copiesAreAskedForAfterTheSign() {
    TensorDataset data = CopyMemory.samples(Rng.of(1), 1, 2, 4);
    int[] x = data.inputs().toInts();
    int[] y = data.targets().toInts();
    assertThat(Arrays.copyOfRange(x, 2, 7)).containsExactly(8, 8, 8, 9, 8);
    assertThat(y).containsExactly(-100, -100, -100, -100, -100, x[0], x[1]);
  }

  @Test
  void everyEpochHasSamplesOfItsOwnAndTheSameSeedTheSame() {
    Generated data = new Generated(rng -> Adding.samples(rng, 3, 4), 7);
    float[] first = data.forEpoch(7, 0).all().inputs().toFloats();
    assertThat(data.forEpoch(7, 1).all().inputs().toFloats()).isNotEqualTo(first);
    assertThat(data.forEpoch(7, 0).all().inputs().toFloats()).isEqualTo(first);
  }

  /// One linear-like unit: h′ = tanh(w·h + x) with small x has ∂h_T/∂h_t ≈ w^(T − t).
  @Test
  void gradientsFallAsThePowersOfTheWeight() {
    RNN layer = RNN.of(RecurrentConfig.of(1, 1).withBias(false), Rng.of(1));
    layer.weights().get("weight_hh_l0").assign(Tensor.of(new float[] {0.5f}, 1, 1));
    double[] norms = Lags.gradientNorms(layer, Tensor.zeros(1, 6, 1), last -> last.sum());
    for (int t = 0; t < 6; t++) {
      assertThat(norms[t]).isCloseTo(Math.pow(0.5, 5 - t), within(1e-6));
    }
    double[] left =
        Lags.differences(layer, Tensor.zeros(6, 1), Tensor.full(1e-3, 1, 1).pad(0, 0, 5, 0));
    for (int t = 0; t < 6; t++) {
      assertThat(left[t]).isCloseTo(Math.pow(0.5, t), within(1e-3));
    }
  }

  /// Without clipping a cost may become infinite: that is shown, and ends no training.
  @Test
  void trainingThatDivergesGivesTheCurveUpToThere() {
    Adding recipe = new Adding();
    LongLag task =
        (LongLag)
            recipe.prepare(
                recipe.settings(
                    Map.of(
                        "lag", "8", "steps", "20", "batch", "4", "hidden", "40", "epochs", "1")));
    assertThat(task.trainPlainly(task.make(Cell.RNN), true, 2)).hasSize(3);
    Layer steep = task.make(Cell.RNN);
    Params.of(steep).trainable().forEach(weights -> weights.assign(weights.value().mul(1e18)));
    assertThat(task.trainPlainly(steep, false, 3)).hasSizeBetween(1, 3).allMatch(Double::isFinite);
  }

  @Test
  void keepingRaisesTheForgetGateAlone() {
    LSTM layer = LSTM.of(2, 3, Rng.of(1));
    float[] before = layer.weights().get("bias_hh_l0").value().toFloats();
    Memory.keep(layer, 2);
    float[] after = layer.weights().get("bias_hh_l0").value().toFloats();
    for (int i = 0; i < 12; i++) {
      assertThat(after[i] - before[i]).isCloseTo(i >= 3 && i < 6 ? 2 : 0, within(1e-6f));
    }
  }
}
