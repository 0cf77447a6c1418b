package dev.cien.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.data.Batch;
import dev.cien.data.Batches;
import dev.cien.data.Iris;
import dev.cien.nn.Linear;
import dev.cien.nn.Params;
import dev.cien.nn.Sequential;
import dev.cien.nn.loss.Losses;
import dev.cien.optim.AdamW;
import dev.cien.optim.Optimizer;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LoopByHandTest {
  private static final Tensor INPUTS = Iris.load().inputs();
  private static final Tensor TARGETS = Iris.load().targets();

  @Test
  void theLoopLowersTheCost() {
    var rng = Rng.of(42);
    var model = Sequential.of(Linear.of(4, 16, rng), Tensor::relu, Linear.of(16, 3, rng));
    double before = Losses.crossEntropy().cost(model.forward(INPUTS), TARGETS).item();

    // region loop
    var loss = Losses.crossEntropy();
    var optimizer = Optimizer.of(Params.of(model).trainable(), AdamW.of(0.01));
    var batches = Batches.of(Iris.load(), 16).shuffled(42);
    for (int epoch = 0; epoch < 5; epoch++) {
      for (Batch batch : batches.epoch(epoch)) {
        Mode.training(
            rng,
            () -> {
              Tensor cost = loss.cost(model.forward(batch.inputs()), batch.targets());
              optimizer.step(cost.gradients(optimizer.parameters()));
            });
      }
    }
    // endregion

    double after = loss.cost(model.forward(INPUTS), TARGETS).item();
    assertThat(after).isLessThan(0.8 * before);
  }

  @Test
  void aCapturedStepDoesTheSame() {
    var rng = Rng.of(42);
    var model = Sequential.of(Linear.of(4, 16, rng), Tensor::relu, Linear.of(16, 3, rng));
    var loss = Losses.crossEntropy();
    var optimizer = Optimizer.of(Params.of(model).trainable(), AdamW.of(0.01));

    // region step
    Step step =
        Step.training(
            in -> {
              Tensor cost = loss.cost(model.forward(in[0]), in[1]);
              optimizer.step(cost.gradients(optimizer.parameters()));
              return new Tensor[] {cost};
            });
    double first = step.run(rng, INPUTS, TARGETS)[0].item();
    double second = step.run(rng, INPUTS, TARGETS)[0].item();
    // endregion

    assertThat(second).isLessThan(first);
  }
}
