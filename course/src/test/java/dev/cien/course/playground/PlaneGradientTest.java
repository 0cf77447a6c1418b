package dev.cien.course.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Slopes of a batch, against what a small change of each parameter does to its loss.
class PlaneGradientTest {
  private static final double STEP = 1e-5;
  private static final double[][] INPUTS = {{0.5, -1}, {1.5, 0.3}, {-0.7, 0.9}, {-1.2, -0.4}};

  @ParameterizedTest
  @CsvSource({
    "TANH,0,false",
    "LINEAR,0.4,false",
    "LOGISTIC,0,true",
    "SOFTMAX,0.3,false",
    "SOFTMAX,0.3,true"
  })
  void theyAgree(Head head, double dropout, boolean batchNorm) {
    PlaneNetwork.Plan plan =
        new PlaneNetwork.Plan(
            List.of(2, 4, 3, head == Head.SOFTMAX ? 3 : 1),
            List.of(Activation.TANH, Activation.SIGMOID),
            head,
            Regularization.NONE,
            Mover.SGD,
            dropout,
            batchNorm,
            false);
    PlaneNetwork network = new PlaneNetwork(plan, new SeedRandom("gradient"));
    Parameters start = network.parameters().copy();
    double[] labels =
        head == Head.SOFTMAX ? new double[] {2, 0, 1, 1} : new double[] {1, -1, 1, -1};
    learn(network, labels);
    Parameters slopes = network.parameters().copy();
    for (int layer = 1; layer < start.biases().length; layer++) {
      check(network, start, labels, start.biases()[layer], slopes.biasSlopes()[layer]);
      for (int node = 0; node < start.weights()[layer].length; node++) {
        check(
            network,
            start,
            labels,
            start.weights()[layer][node],
            slopes.weightSlopes()[layer][node]);
      }
      if (batchNorm && layer < start.biases().length - 1) {
        double[][] norm = start.memory().norms()[layer];
        double[][] of = slopes.memory().norms()[layer];
        check(network, start, labels, norm[PlaneNorm.SCALE], of[PlaneNorm.SCALE_SLOPE]);
        check(network, start, labels, norm[PlaneNorm.SHIFT], of[PlaneNorm.SHIFT_SLOPE]);
      }
    }
  }

  /// The values are those of `start`, changed and set back.
  private static void check(
      PlaneNetwork network, Parameters start, double[] labels, double[] values, double[] slopes) {
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      values[i] = value + STEP;
      network.take(start);
      double above = learn(network, labels);
      values[i] = value - STEP;
      network.take(start);
      double below = learn(network, labels);
      values[i] = value;
      assertThat(slopes[i]).isCloseTo((above - below) / (2 * STEP), within(1e-8));
    }
  }

  /// The same nodes are dropped every time.
  private static double learn(PlaneNetwork network, double[] labels) {
    double[] shares = new double[labels.length];
    Arrays.fill(shares, 1);
    double[] losses = network.learn(INPUTS, labels, shares, new SeedRandom("dropped"));
    return Arrays.stream(losses).sum();
  }
}
