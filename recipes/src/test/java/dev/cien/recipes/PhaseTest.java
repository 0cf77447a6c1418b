package dev.cien.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.data.Batches;
import dev.cien.data.TensorDataset;
import dev.cien.nn.Linear;
import dev.cien.nn.Params;
import dev.cien.nn.loss.Losses;
import dev.cien.optim.SGD;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.train.Trainer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhaseTest {
  @TempDir Path folder;

  private static Phase phase(Linear model, int epochs) {
    TensorDataset data =
        TensorDataset.of(
            Tensor.of(new float[] {0, 1, 2, 3}, 4, 1), Tensor.of(new float[] {1, 3, 5, 7}, 4, 1));
    return new Phase(
        "phase-1",
        new Text("First", "Primero"),
        model,
        Trainer.of(model, Losses.mse(), SGD.of(0.05)).epochs(epochs),
        Batches.of(data, 2));
  }

  private static float[] values(Linear model) {
    return Params.of(model).values().get("weight").toFloats();
  }

  @Test
  void whatCameToItsEndIsLoadedAndNotRunAgain() {
    Linear first = Linear.of(1, 1, Rng.of(1));
    assertThat(phase(first, 3).run(folder, trainer -> trainer)).isPresent();
    Linear again = Linear.of(1, 1, Rng.of(2));
    assertThat(phase(again, 3).run(folder, trainer -> trainer)).isEmpty();
    assertThat(values(again)).isEqualTo(values(first));
  }

  @Test
  void whatWasStoppedGoesOn() {
    Linear whole = Linear.of(1, 1, Rng.of(1));
    phase(whole, 4).run();
    Linear model = Linear.of(1, 1, Rng.of(1));
    AtomicInteger asked = new AtomicInteger();
    Phase stopped = phase(model, 4);
    assertThat(
            stopped
                .run(folder, t -> t.stopWhen(() -> asked.incrementAndGet() == 3))
                .orElseThrow()
                .stopped())
        .isTrue();
    Linear resumed = Linear.of(1, 1, Rng.of(9));
    assertThat(phase(resumed, 4).run(folder, t -> t).orElseThrow().stopped()).isFalse();
    assertThat(values(resumed)).isEqualTo(values(whole));
  }
}
