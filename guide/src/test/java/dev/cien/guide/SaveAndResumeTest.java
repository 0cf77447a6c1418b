package dev.cien.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.data.Iris;
import dev.cien.io.Safetensors;
import dev.cien.nn.Linear;
import dev.cien.nn.Params;
import dev.cien.nn.Sequential;
import dev.cien.nn.loss.Losses;
import dev.cien.optim.AdamW;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.train.Trainer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveAndResumeTest {
  private static Sequential network(long seed) {
    var rng = Rng.of(seed);
    return Sequential.of(Linear.of(4, 8, rng), Tensor::relu, Linear.of(8, 3, rng));
  }

  private static float[] weights(Sequential model) {
    return Params.of(model).get("0.weight").value().toFloats();
  }

  @Test
  void whatIsSavedIsLoaded(@TempDir Path folder) {
    var model = network(1);
    var other = network(2);
    var file = folder.resolve("model.safetensors");

    // region save
    Safetensors.write(file, Params.of(model).values());
    // endregion
    // region load
    Params.of(other).load(Safetensors.open(file).tensors());
    // endregion

    assertThat(weights(other)).containsExactly(weights(model));
  }

  @Test
  void aStoppedRunGoesOnToTheSameBits(@TempDir Path folder) {
    var data = Iris.load();

    var whole = network(7);
    Trainer.of(whole, Losses.crossEntropy(), AdamW.of(0.01)).epochs(4).batchSize(32).fit(data);

    // region run
    var first = network(7);
    Trainer.of(first, Losses.crossEntropy(), AdamW.of(0.01))
        .epochs(2)
        .batchSize(32)
        .in(folder.resolve("run"))
        .fit(data);
    // endregion

    // region resume
    var later = network(7);
    Trainer.of(later, Losses.crossEntropy(), AdamW.of(0.01))
        .epochs(4)
        .batchSize(32)
        .in(folder.resolve("run"))
        .resume()
        .fit(data);
    // endregion

    assertThat(weights(later)).containsExactly(weights(whole));
  }
}
