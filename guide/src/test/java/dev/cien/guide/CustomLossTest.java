package dev.cien.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.nn.loss.Loss;
import dev.cien.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CustomLossTest {
  // region loss
  /// log cosh(prediction − target): the square near 0, the amount far away, smooth between.
  static final Loss LOG_COSH =
      (prediction, target) -> {
        Tensor d = prediction.sub(target);
        return d.add(d.mul(-2).softplus()).sub(Math.log(2)).mean(-1);
      };

  // endregion

  @Test
  void itIsSmallNearTheTargetAndStraightFarAway() {
    // region use
    var prediction = Tensor.of(new float[] {0, 0.1f, 100}, 3, 1);
    var target = Tensor.zeros(3, 1);
    float[] losses = LOG_COSH.perSample(prediction, target).toFloats();
    double cost = LOG_COSH.cost(prediction, target).item();
    // endregion
    assertThat(losses[0]).isZero();
    assertThat(losses[1]).isCloseTo(0.005f, org.assertj.core.data.Offset.offset(1e-4f));
    assertThat(losses[2])
        .isCloseTo(100 - (float) Math.log(2), org.assertj.core.data.Offset.offset(1e-3f));
    assertThat(cost)
        .isCloseTo(
            (losses[0] + losses[1] + losses[2]) / 3, org.assertj.core.data.Offset.offset(1e-4));
  }

  @Test
  void itsGradientIsTanh() {
    // region gradient
    var x = Tensor.of(new float[] {0.5f}, 1, 1);
    Tensor cost = LOG_COSH.cost(x, Tensor.zeros(1, 1));
    Tensor slope = cost.gradients(x).of(x);
    // endregion
    assertThat(slope.item()).isCloseTo(Math.tanh(0.5), org.assertj.core.data.Offset.offset(1e-5));
  }
}
