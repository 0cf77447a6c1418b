package dev.cien.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.data.Dataset;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.nn.Params;
import dev.cien.nn.Sequential;
import dev.cien.optim.AdamW;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Plateau;
import dev.cien.optim.RMSProp;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A generative adversarial network: two models against each other, each with an optimizer.
class TwoOptimizersTest {
  private record Gan(Layer generator, Layer discriminator) {
    static Gan of(long seed) {
      Rng rng = Rng.of(seed);
      return new Gan(
          Sequential.of(Linear.of(3, 8, rng), Tensor::tanh, Linear.of(8, 2, rng)),
          Sequential.of(Linear.of(2, 8, rng), Tensor::relu, Linear.of(8, 1, rng)));
    }

    TrainStep.Outcome costs(Tensor real) {
      Tensor noise = Tensor.randn(Mode.rng(), real.shape().dim(0), 3);
      Tensor fake = generator.forward(noise);
      Tensor cost = discriminator.forward(fake).neg().softplus().mean();
      Tensor opposed =
          discriminator
              .forward(fake.detach())
              .softplus()
              .mean()
              .add(discriminator.forward(real).neg().softplus().mean());
      return new TrainStep.Outcome(cost, Map.of("discriminator", opposed));
    }
  }

  private static final Dataset DATA = Toys.points(60);

  /// Runs that nothing interrupts, by batches an update: what the others are compared with.
  private static final Map<Integer, TrainRun> UNINTERRUPTED = new HashMap<>();

  @TempDir static Path wholes;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    for (int accumulation = 1; accumulation <= 2; accumulation++) {
      Path place = wholes.resolve(Integer.toString(accumulation));
      UNINTERRUPTED.put(accumulation, trainer(Gan.of(1), place, accumulation).fit(DATA));
    }
  }

  private static Trainer trainer(Gan gan, Path place, int accumulation) {
    Optimizer second =
        Optimizer.of(Params.of(gan.discriminator()).trainable(), RMSProp.of(0.01))
            .schedule(Plateau.falling(0.5, 0));
    return Trainer.custom(
            gan,
            (real, _) -> gan.costs(real),
            Optimizer.of(Params.of(gan.generator()).trainable(), AdamW.of(0.01)))
        .optimizer("discriminator", second)
        .epochs(4)
        .batchSize(8)
        .seed(5)
        .accumulation(accumulation)
        .in(place);
  }

  private static List<String> hash(Path place) {
    Path last = new Checkpoints(place.resolve("checkpoints"), 3).list().getFirst();
    return Stream.of("model", "optimizer", "optimizer.discriminator")
        .map(name -> Checkpoints.sha256(last.resolve(name + ".safetensors")))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 1", "13, 1", "25, 1", "3, 2", "6, 2"})
  void aStoppedRunGoesOnWithTheSameBits(long stopAt, int accumulation) {
    Path whole = wholes.resolve(Integer.toString(accumulation));
    TrainRun uninterrupted = UNINTERRUPTED.get(accumulation);
    Path parts = folder.resolve("parts");
    AtomicLong asked = new AtomicLong();
    TrainRun first =
        trainer(Gan.of(1), parts, accumulation)
            .stopWhen(() -> asked.incrementAndGet() >= stopAt)
            .fit(DATA);
    assertThat(first.stopped()).isTrue();
    TrainRun second = trainer(Gan.of(2), parts, accumulation).resume().fit(DATA);
    assertThat(hash(parts)).isEqualTo(hash(whole));
    assertThat(second.metrics()).isEqualTo(uninterrupted.metrics());
    assertThat(second.metrics()).containsOnlyKeys("loss", "discriminator");
  }

  @Test
  void bothMove() {
    Gan gan = Gan.of(1);
    Map<String, Tensor> before = Params.of(gan).values();
    trainer(gan, folder.resolve("run"), 1).fit(DATA);
    Params.of(gan)
        .values()
        .forEach(
            (name, value) ->
                assertThat(value.toFloats()).as(name).isNotEqualTo(before.get(name).toFloats()));
  }

  @Test
  void checksPutBothBack() {
    Gan gan = Gan.of(1);
    Trainer trainer = trainer(gan, folder.resolve("run"), 1);
    trainer.findRate(DATA, 20);
    trainer.fastDevRun(DATA);
    trainer.fit(DATA);
    assertThat(hash(folder.resolve("run"))).isEqualTo(hash(wholes.resolve("1")));
  }

  @Test
  void aCheckpointOfOtherOptimizersIsRefused() {
    Path place = folder.resolve("run");
    trainer(Gan.of(1), place, 1).fit(DATA);
    Gan gan = Gan.of(1);
    Trainer single =
        Trainer.custom(
                gan,
                (real, _) -> gan.costs(real),
                Optimizer.of(Params.of(gan.generator()).trainable(), AdamW.of(0.01)))
            .in(place)
            .resume();
    assertThatThrownBy(() -> single.fit(DATA))
        .isInstanceOf(TrainException.class)
        .hasMessageContaining("expected the parts [model, optimizer], found")
        .hasMessageContaining("optimizer.discriminator");
  }

  @Test
  void mistakesAreNamed() {
    Gan gan = Gan.of(1);
    Optimizer whole = Optimizer.of(Params.of(gan).trainable(), AdamW.of(0.01));
    Optimizer part = Optimizer.of(Params.of(gan.discriminator()).trainable(), AdamW.of(0.01));
    Trainer trainer = Trainer.custom(gan, (real, _) -> gan.costs(real), whole);
    assertThatThrownBy(() -> trainer.optimizer("discriminator", part))
        .hasMessageContaining("discriminator.0.weight")
        .hasMessageContaining("moved by two optimizers, the second of them discriminator");
    Trainer other = Trainer.custom(gan, (real, _) -> gan.costs(real), part);
    Optimizer rest = Optimizer.of(Params.of(gan.generator()).trainable(), AdamW.of(0.01));
    assertThatThrownBy(() -> other.optimizer("../x", rest))
        .hasMessageContaining("lower-case letters, digits, - and _");
    assertThatThrownBy(() -> other.optimizer("critic", rest).fit(DATA))
        .isInstanceOf(TrainException.class)
        .hasMessageContaining("expected a measure critic in the outcome of the step")
        .hasMessageContaining("found [discriminator]");
  }
}
