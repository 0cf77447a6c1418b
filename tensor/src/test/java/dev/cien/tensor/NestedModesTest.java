package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Training scopes within steps and within one another.
class NestedModesTest {
  private final Variable weight = Variable.of("weight", Tensor.ones(2));

  private static <T> T train(Supplier<T> body) {
    return Mode.training(Rng.of(1), body);
  }

  @Test
  void aStepReadsVariablesAgainInsideATrainingScope() {
    Step step = Step.inference(in -> new Tensor[] {train(() -> in[0].mul(weight.value()))});
    assertThat(step.run(Tensor.ones(2))[0].toFloats()).containsExactly(1, 1);
    weight.assign(Tensor.full(5, 2));
    assertThat(step.run(Tensor.ones(2))[0].toFloats()).containsExactly(5, 5);
  }

  @Test
  void aStepWritesVariablesInsideATrainingScope() {
    Step step =
        Step.inference(
            in ->
                new Tensor[] {
                  train(
                      () -> {
                        weight.assign(weight.value().add(in[0]));
                        return weight.value().mul(1);
                      })
                });
    step.run(Tensor.ones(2));
    assertThat(step.run(Tensor.ones(2))[0].toFloats()).containsExactly(3, 3);
    assertThat(weight.value().toFloats()).containsExactly(3, 3);
  }

  @Test
  void aStepDrawsAnewInsideATrainingScope() {
    Step step =
        Step.inference(
            in ->
                new Tensor[] {
                  train(() -> in[0].add(Tensor.rand(Mode.rng(), 2))),
                  Mode.inference(() -> train(() -> in[0].add(Tensor.rand(Mode.rng(), 2))))
                });
    Rng rng = Rng.of(3);
    Tensor[] first = step.run(rng, Tensor.zeros(2));
    Tensor[] second = step.run(rng, Tensor.zeros(2));
    for (int i = 0; i < first.length; i++) {
      assertThat(second[i].toFloats()).isNotEqualTo(first[i].toFloats());
    }
    assertThat(first[0].toFloats()).isNotEqualTo(first[1].toFloats());
  }

  @Test
  void aScopeSeesAndKeepsWhatTheOneAroundItAssigned() {
    Tensor seen =
        train(
            () -> {
              weight.assign(Tensor.full(4, 2));
              Mode.training(Rng.of(2), () -> weight.assign(weight.value().add(10)));
              return weight.value();
            });
    assertThat(seen.toFloats()).containsExactly(14, 14);
    assertThat(weight.value().toFloats()).containsExactly(14, 14);
  }
}
