package dev.cien.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.nn.Dropout;
import dev.cien.nn.Linear;
import dev.cien.nn.Params;
import dev.cien.nn.Sequential;
import dev.cien.nn.loss.Losses;
import dev.cien.nn.metric.Metrics;
import dev.cien.optim.AdamW;
import dev.cien.optim.Clipping;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Plateau;
import dev.cien.optim.SGD;
import dev.cien.optim.Schedule;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a trainer does without a folder: learning, events in order, early stopping, checks, the
/// learning-rate test.
class TrainerTest {
  private final Dataset data = Toys.points(96);
  private final Sequential model = Toys.perceptron(7);

  @Test
  void learnsAndTellsInOrder() {
    List<TrainEvent> events = new ArrayList<>();
    TrainRun run =
        Trainer.of(model, Losses.crossEntropy(), AdamW.of(0.05))
            .epochs(8)
            .batchSize(16)
            .seed(3)
            .validation(data, Metrics.accuracy())
            .listen(events::add)
            .fit(data);
    assertThat(run.evaluate(data, Metrics.accuracy()).get("accuracy")).isGreaterThan(0.95);
    assertThat(run.epochs()).isEqualTo(8);
    assertThat(run.steps()).isEqualTo(48);
    assertThat(run.stopped()).isFalse();
    assertThat(run.history()).hasSize(8);
    assertThat(events.getFirst())
        .isEqualTo(new TrainEvent.Started(8, 6, 96, Params.of(model).count(), 0, Optional.empty()));
    assertThat(events.getLast()).isInstanceOf(TrainEvent.Finished.class);
    List<String> kinds =
        events.stream().map(e -> e.fields().get("event").toString()).distinct().toList();
    assertThat(kinds).containsExactly("started", "step", "evaluated", "epoch", "finished");
    assertThat(events.stream().filter(TrainEvent.EpochEnded.class::isInstance)).hasSize(8);
    TrainEvent.Stepped step =
        events.stream()
            .filter(TrainEvent.Stepped.class::isInstance)
            .map(TrainEvent.Stepped.class::cast)
            .reduce((a, b) -> b)
            .orElseThrow();
    assertThat(step.measures()).containsOnlyKeys("loss", "accuracy");
    assertThat(step.step()).isEqualTo(48);
    assertThat(step.secondsLeft()).isZero();
  }

  @Test
  void eventsAreOneLineOfJson() {
    TrainEvent event =
        new TrainEvent.EpochEnded(1, 6, Map.of("loss", 0.5), Map.of("loss", Double.NaN), true, 2);
    assertThat(event.toJson())
        .isEqualTo(
            "{\"event\":\"epoch\",\"epoch\":1,\"step\":6,\"training\":{\"loss\":0.5},\"validation\":{\"loss\":null},"
                + "\"best\":true,\"seconds\":2.0}");
  }

  @Test
  void followsTheLoopByHand() {
    Trainer.of(model, Losses.crossEntropy(), SGD.of(0.1).withMomentum(0.9))
        .epochs(2)
        .batchSize(32)
        .seed(5)
        .fit(data);
    Sequential twin = Toys.perceptron(7);
    Optimizer optimizer = Optimizer.of(Params.of(twin).trainable(), SGD.of(0.1).withMomentum(0.9));
    var batches = Batches.of(data, 32).shuffled(5);
    for (int epoch = 0; epoch < 2; epoch++) {
      for (var batch : batches.epoch(epoch)) {
        Mode.training(
            Rng.of(1),
            () -> {
              Tensor loss =
                  Losses.crossEntropy().cost(twin.forward(batch.inputs()), batch.targets());
              optimizer.step(loss.gradients(optimizer.parameters()));
            });
      }
    }
    Params.of(twin)
        .values()
        .forEach(
            (name, value) ->
                assertThat(Params.of(model).get(name).value().toFloats())
                    .as(name)
                    .isEqualTo(value.toFloats()));
  }

  @Test
  void accumulatedBatchesMoveAsOneLargeBatch() {
    Sequential twin = Toys.perceptron(7);
    Trainer.of(model, Losses.crossEntropy(), SGD.of(0.1)).epochs(2).batchSize(32).seed(5).fit(data);
    TrainRun run =
        Trainer.of(twin, Losses.crossEntropy(), SGD.of(0.1))
            .epochs(2)
            .batchSize(8)
            .accumulation(4)
            .seed(5)
            .fit(data);
    assertThat(run.steps()).isEqualTo(6);
    Params.of(twin)
        .values()
        .forEach(
            (name, value) ->
                assertThat(Params.of(model).get(name).value().toFloats())
                    .as(name)
                    .containsExactly(
                        value.toFloats(), org.assertj.core.api.Assertions.within(1e-5f)));
  }

  @Test
  void stopsEarlyAndRestoresTheBest() {
    List<Map<String, Double>> measured = new ArrayList<>();
    List<Map<String, Tensor>> models = new ArrayList<>();
    double[] losses = {0.5, 0.3, 0.4, 0.35, 0.2};
    List<TrainEvent> events = new ArrayList<>();
    TrainRun run =
        Trainer.of(model, Losses.crossEntropy(), SGD.of(0.1))
            .epochs(5)
            .patience(2)
            .restoreBest()
            .validation(
                () -> {
                  models.add(Params.of(model).values());
                  measured.add(Map.of("loss", losses[measured.size()]));
                  return measured.getLast();
                })
            .listen(events::add)
            .fit(data);
    assertThat(run.epochs()).isEqualTo(4);
    assertThat(run.bestEpoch()).isEqualTo(2);
    assertThat(events)
        .anyMatch(
            e ->
                e instanceof TrainEvent.Stopped s
                    && s.reason() == TrainEvent.Reason.NO_IMPROVEMENT);
    models
        .get(1)
        .forEach(
            (name, value) ->
                assertThat(Params.of(model).get(name).value().toFloats())
                    .isEqualTo(value.toFloats()));
  }

  @Test
  void aLossThatIsNoNumberIsTracedToItsOperation() {
    // The root of 0 has an infinite slope, which the chain rule multiplies by 0.
    Sequential broken =
        Sequential.of(
            Linear.of(2, 8, Rng.of(1)),
            Tensor::relu,
            x -> x.sub(x).sqrt(),
            Linear.of(8, 3, Rng.of(2)));
    assertThatThrownBy(() -> Trainer.of(broken, Losses.crossEntropy(), SGD.of(0.1)).fit(data))
        .isInstanceOf(TrainException.class)
        .hasMessageContaining("the loss became NaN at step 2 (epoch 1, batch 2)")
        .hasMessageContaining("First: div")
        .hasMessageContaining("reading sqrt at dev.cien.train.TrainerTest")
        .hasMessageContaining("0.bias");
    Sequential logarithm = Sequential.of(Linear.of(2, 3, Rng.of(1)), x -> x.sub(9).log());
    assertThatThrownBy(() -> Trainer.of(logarithm, Losses.crossEntropy(), SGD.of(0.1)).fit(data))
        .hasMessageContaining("at step 1")
        .hasMessageContaining("First: log at or after 0.bias gave NaN")
        .hasMessageContaining("TrainerTest.java:");
  }

  @Test
  void checksPutTheModelBack() {
    Map<String, Tensor> before = Params.of(model).values();
    Trainer trainer =
        Trainer.of(model, Losses.crossEntropy(), AdamW.of(0.05))
            .batchSize(16)
            .validation(data, Metrics.accuracy())
            .clip(Clipping.byGlobalNorm(1));
    Check check = trainer.overfitOneBatch(data, 120);
    assertThat(check.passed()).as(check.toString()).isTrue();
    assertThat(trainer.fastDevRun(data)).containsKeys("loss", "accuracy");
    before.forEach(
        (name, value) ->
            assertThat(Params.of(model).get(name).value().toFloats())
                .as(name)
                .isEqualTo(value.toFloats()));
    Sequential constant = Sequential.of(Linear.of(2, 3, Rng.of(1)), x -> x.mul(0));
    Check failed =
        Trainer.of(constant, Losses.crossEntropy(), SGD.of(0.1))
            .batchSize(16)
            .overfitOneBatch(data, 5);
    assertThat(failed.passed()).isFalse();
    assertThat(failed.toString()).contains("does not learn even one batch");
  }

  @Test
  void theLearningRateTestFindsARateThatLearns() {
    Map<String, Tensor> before = Params.of(model).values();
    Trainer trainer = Trainer.of(model, Losses.crossEntropy(), SGD.of(0.1)).batchSize(16);
    RateCurve curve = trainer.findRate(data, 60);
    assertThat(curve.points()).hasSizeGreaterThan(30);
    assertThat(curve.points().getFirst().rate()).isEqualTo(1e-7);
    assertThat(curve.suggestion()).isBetween(1e-3, 10.0);
    assertThat(curve.svg()).contains("log10 of the learning rate", "smoothed");
    before.forEach(
        (name, value) ->
            assertThat(Params.of(model).get(name).value().toFloats()).isEqualTo(value.toFloats()));
  }

  @Test
  void schedulesAndDropoutWork() {
    Sequential dropping =
        Sequential.of(
            Linear.of(2, 16, Rng.of(1)),
            Tensor::relu,
            Dropout.of(0.3),
            Linear.of(16, 3, Rng.of(2)));
    List<Double> rates = new ArrayList<>();
    Trainer.of(dropping, Losses.crossEntropy(), AdamW.of(0.05))
        .epochs(3)
        .batchSize(96)
        .schedule(Schedule.linear(4, 0.5))
        .listen(
            e -> {
              if (e instanceof TrainEvent.Stepped step) {
                rates.add(step.rate());
              }
            })
        .fit(data);
    assertThat(rates).containsExactly(0.05 * 0.875, 0.05 * 0.75, 0.05 * 0.625);
  }

  @Test
  void aPlateauListensThroughItsWarmUp() {
    Plateau plateau = Plateau.rising(0.5, 0);
    Trainer.of(model, Losses.crossEntropy(), AdamW.of(0.05))
        .epochs(3)
        .batchSize(96)
        .schedule(plateau.warmUp(2))
        .fit(data);
    // Of a loss that falls only the first is the best.
    assertThat(plateau.state()).containsEntry("reductions", 2.0);
  }

  @Test
  void wrongSettingsAreNamed() {
    Trainer trainer = Trainer.of(model, Losses.crossEntropy(), SGD.of(0.1));
    assertThatThrownBy(() -> trainer.epochs(0))
        .hasMessage("trainer: expected 1 or more for epochs, found 0.");
    assertThatThrownBy(() -> trainer.watch("f1", true).fit(data))
        .hasMessageContaining("expected f1 among what is measured, found [loss, accuracy]");
  }
}
