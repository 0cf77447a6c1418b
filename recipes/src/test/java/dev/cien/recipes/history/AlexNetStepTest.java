package dev.cien.recipes.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.nn.Params;
import dev.cien.nn.loss.Losses;
import dev.cien.optim.Optimizer;
import dev.cien.optim.SGD;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.AlexNet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The real AlexNet learns from two pictures. Runs where `-Dcien.large=true` is given: it wants 3
/// GB.
@EnabledIfSystemProperty(named = "cien.large", matches = "true")
class AlexNetStepTest {
  @Test
  void thePublishedNetworkCountsAndTakesAStep() {
    AlexNet net = AlexNet.published(Rng.of(1));
    Params params = Params.of(net);
    assertThat(params.count()).isEqualTo(60_965_224);
    Optimizer optimizer = Optimizer.of(params.trainable(), SGD.of(0.01));
    Step step =
        Step.training(
            in -> {
              Tensor cost = Losses.crossEntropy().cost(net.forward(in[0]), in[1]);
              optimizer.step(cost.gradients(params.trainable()));
              return new Tensor[] {cost};
            });
    Tensor pictures = Tensor.rand(Rng.of(2), 2, 3, 227, 227);
    Tensor classes = Tensor.of(new int[] {3, 999}, 2);
    double before = step.run(Rng.of(3), pictures, classes)[0].item();
    double after = step.run(Rng.of(3), pictures, classes)[0].item();
    // A network that knows nothing is as good as a guess among a thousand: log 1000 = 6.9.
    assertThat(before).isBetween(6.5, 7.3);
    assertThat(after).isLessThan(before);
  }
}
