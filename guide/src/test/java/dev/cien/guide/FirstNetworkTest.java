package dev.cien.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.data.Iris;
import dev.cien.data.Standardizer;
import dev.cien.nn.Linear;
import dev.cien.nn.Params;
import dev.cien.nn.Sequential;
import dev.cien.nn.loss.Losses;
import dev.cien.nn.metric.Metrics;
import dev.cien.optim.AdamW;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.train.Trainer;
import org.junit.jupiter.api.Test;

class FirstNetworkTest {
  @Test
  void aNetworkTellsFlowersApart() {
    // region data
    var flowers = Iris.load().split(0.8, 42);
    var scale = Standardizer.fit(flowers.train());
    var train = scale.on(flowers.train());
    var test = scale.on(flowers.heldOut());
    // endregion

    // region model
    var rng = Rng.of(42);
    var model = Sequential.of(Linear.of(4, 16, rng), Tensor::relu, Linear.of(16, 3, rng));
    // endregion
    assertThat(Params.of(model).count()).isEqualTo(4 * 16 + 16 + 16 * 3 + 3);

    // region train
    var run =
        Trainer.of(model, Losses.crossEntropy(), AdamW.of(0.01))
            .epochs(30)
            .batchSize(16)
            .fit(train);
    var measured = run.evaluate(test, Metrics.accuracy());
    // endregion
    assertThat(measured.get("accuracy")).isGreaterThan(0.85);

    // region predict
    Tensor logits = model.forward(test.all().inputs());
    int[] species = logits.argMax(-1).toInts();
    // endregion
    assertThat(species).hasSize(test.size()).containsOnly(0, 1, 2);
  }
}
