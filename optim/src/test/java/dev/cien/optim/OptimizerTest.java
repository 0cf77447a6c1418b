package dev.cien.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Groups, schedules, clipping, parts of batches, missing gradients, saving, averages.
class OptimizerTest {
  private final Variable a = Variable.of("a", Tensor.of(new float[] {1, 2}));
  private final Variable b = Variable.of("b", Tensor.of(new float[] {3}));

  @Test
  void groupsMoveByTheirOwnRules() {
    Optimizer optimizer =
        Optimizer.of(
            Group.of(List.of(a), SGD.of(0.5)),
            new Group(List.of(b), SGD.of(0.1), Schedule.exponential(0.5)));
    for (int i = 0; i < 2; i++) {
      optimizer.step(Golden.gradients(List.of(a, b), List.of(Tensor.ones(2), Tensor.ones(1))));
    }
    assertThat(a.value().toFloats()).containsExactly(0, 1);
    assertThat(b.value().toFloats()).containsExactly(new float[] {2.85f}, within(1e-6f));
    assertThat(optimizer.rate()).isEqualTo(0.5);
    assertThat(optimizer.updates()).isEqualTo(2);
  }

  @Test
  void aRecordedStepFollowsTheSchedule() {
    Optimizer optimizer = Optimizer.of(List.of(b), SGD.of(1)).schedule(Schedule.stepped(1, 0.5));
    Step step =
        Step.training(
            in -> {
              optimizer.step(Golden.gradients(List.of(b), List.of(in[0])));
              return new Tensor[0];
            });
    List<Float> seen = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      step.run(Tensor.ones(1));
      seen.add(b.value().toFloats()[0]);
    }
    assertThat(seen).containsExactly(2f, 1.5f, 1.25f);
  }

  @Test
  void partsOfABatchAreAveraged() {
    Optimizer optimizer = Optimizer.of(List.of(b), SGD.of(1)).accumulate();
    Step gather =
        Step.training(
            in -> {
              optimizer.gather(Golden.gradients(List.of(b), List.of(in[0])));
              return new Tensor[0];
            });
    Step update =
        Step.training(
            in -> {
              optimizer.step(Golden.gradients(List.of(b), List.of(in[0])));
              return new Tensor[0];
            });
    gather.run(Tensor.of(new float[] {1}));
    gather.run(Tensor.of(new float[] {2}));
    update.run(Tensor.of(new float[] {3}));
    assertThat(b.value().toFloats()).containsExactly(1);
    update.run(Tensor.of(new float[] {1}));
    assertThat(b.value().toFloats()).as("nothing is left over").containsExactly(0);
    assertThatThrownBy(
            () ->
                Optimizer.of(List.of(a), SGD.of(1))
                    .gather(Golden.gradients(List.of(a), List.of(Tensor.ones(2)))))
        .hasMessageContaining("Fix: optimizer.accumulate()");
  }

  @Test
  void aParameterThatStartsLaterCountsItsOwnSteps() {
    Variable late = Variable.of("late", Tensor.of(new float[] {3}));
    Optimizer both = Optimizer.of(List.of(a, late), Adam.of(0.1));
    both.step(Golden.gradients(List.of(a), List.of(Tensor.ones(2))));
    assertThat(late.value().toFloats()).containsExactly(3);
    both.step(Golden.gradients(List.of(a, late), List.of(Tensor.ones(2), Tensor.ones(1))));
    Optimizer alone = Optimizer.of(List.of(b), Adam.of(0.1));
    alone.step(Golden.gradients(List.of(b), List.of(Tensor.ones(1))));
    assertThat(late.value().toFloats()).isEqualTo(b.value().toFloats());
    assertThat(both.state().get("late.step").toLongs()).containsExactly(1);
    assertThat(both.state().get("a.step").toLongs()).containsExactly(2);
  }

  @Test
  void aRestoredOptimizerGoesOnWithTheSameBits() {
    Variable other = Variable.of("a", a.value());
    Optimizer first = Optimizer.of(List.of(a), AdamW.of(0.1)).schedule(Schedule.cosine(9));
    Optimizer second = Optimizer.of(List.of(other), AdamW.of(0.1)).schedule(Schedule.cosine(9));
    Tensor gradient = Tensor.of(new float[] {0.3f, -2});
    for (int i = 0; i < 6; i++) {
      first.step(Golden.gradients(List.of(a), List.of(gradient)));
      if (i == 2) {
        other.assign(a.value());
        second.restore(first.state());
      } else if (i > 2) {
        second.step(Golden.gradients(List.of(other), List.of(gradient)));
      }
    }
    assertThat(other.value().toFloats()).isEqualTo(a.value().toFloats());
    assertThatThrownBy(() -> second.restore(Map.of()))
        .hasMessageContaining("missing [updates, a.exp_avg")
        .hasMessageContaining("another update rule");
  }

  @Test
  void mistakesAreExplained() {
    assertThatThrownBy(() -> Optimizer.of(List.of(), SGD.of(1))).hasMessageContaining("found none");
    assertThatThrownBy(() -> Optimizer.of(List.of(a, a), SGD.of(1)))
        .hasMessageContaining("a float32[2] is listed twice");
    Optimizer optimizer = Optimizer.of(List.of(a), SGD.of(1));
    assertThatThrownBy(() -> optimizer.step(Golden.gradients(List.of(b), List.of(Tensor.ones(1)))))
        .hasMessageContaining("none of its 1 parameters has a gradient");
  }

  @Test
  void clippingFollowsPyTorch() {
    JsonNode golden = Golden.read("clipping.json");
    Variable q = Variable.of("q", Tensor.zeros(2, 3));
    Variable p = Variable.of("p", Tensor.zeros(4));
    Tensor gp = Tensor.of(Golden.floats(golden.get("a")));
    Tensor gq = Tensor.of(Golden.floats(golden.get("b")), 2, 3);
    for (JsonNode expected : golden.get("norm")) {
      var gradients = Golden.gradients(List.of(p, q), List.of(gp, gq));
      var clipped = Clipping.byGlobalNorm(expected.get("limit").asDouble()).apply(gradients);
      assertThat(Clipping.globalNorm(gradients).item())
          .isCloseTo(expected.get("norm").asDouble(), within(1e-6));
      Golden.assertClose("a", clipped.of(p).toFloats(), Golden.floats(expected.get("a")), 1e-6);
      Golden.assertClose("b", clipped.of(q).toFloats(), Golden.floats(expected.get("b")), 1e-6);
    }
    var byValue =
        Clipping.byValue(golden.get("value").get("limit").asDouble())
            .apply(Golden.gradients(List.of(p), List.of(gp)));
    Golden.assertClose(
        "value", byValue.of(p).toFloats(), Golden.floats(golden.get("value").get("a")), 1e-6);
  }

  @Test
  void averagesFollowPyTorch() {
    JsonNode golden = Golden.read("clipping.json").get("ema");
    Variable w = Variable.of("w", Tensor.zeros(3));
    Ema ema = Ema.of(List.of(w), golden.get("decay").asDouble());
    Step step =
        Step.training(
            in -> {
              w.assign(in[0]);
              ema.update();
              return new Tensor[0];
            });
    for (int i = 0; i < golden.get("values").size(); i++) {
      step.run(Tensor.of(Golden.floats(golden.get("values").get(i))));
      Golden.assertClose(
          "average " + i,
          ema.state().get("ema.w").toFloats(),
          Golden.floats(golden.get("averages").get(i)),
          1e-6);
    }
    float[] own = w.value().toFloats();
    float[] during = ema.during(() -> w.value().toFloats());
    assertThat(during).isEqualTo(ema.state().get("ema.w").toFloats()).isNotEqualTo(own);
    assertThat(w.value().toFloats()).isEqualTo(own);
  }

  @Test
  void theLoopByHandNeedsNoTrainer() {
    Optimizer optimizer = Optimizer.of(List.of(a), SGD.of(0.1).withMomentum(0.5));
    for (int i = 0; i < 60; i++) {
      Mode.training(
          Rng.of(1),
          () -> optimizer.step(a.value().sub(5).square().sum().gradients(optimizer.parameters())));
    }
    assertThat(a.value().toFloats()).containsExactly(new float[] {5, 5}, within(1e-3f));
  }
}
