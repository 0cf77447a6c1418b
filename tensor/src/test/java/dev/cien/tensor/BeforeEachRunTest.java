package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What Java computes for every run reaches a recorded step, which is recorded once.
class BeforeEachRunTest {
  private final Variable rate = Variable.of("rate", Tensor.scalar(0));
  private int records;
  private int runs;

  @Test
  void actionsOfARecordedStepRunBeforeEachRun() {
    Step step =
        Step.training(
            in -> {
              records++;
              Mode.beforeEachRun(() -> rate.assign(Tensor.scalar(++runs)));
              return new Tensor[] {in[0].mul(rate.value())};
            });
    List<Double> results = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      results.add(step.run(Tensor.scalar(10))[0].item());
    }
    assertThat(results).containsExactly(10.0, 20.0, 30.0);
    assertThat(records).isEqualTo(1);
    assertThat(runs).isEqualTo(3);
  }

  @Test
  void withoutARecordingTheActionRunsAtOnce() {
    Tensor product =
        Mode.training(
            Rng.of(1),
            () -> {
              Mode.beforeEachRun(() -> rate.assign(Tensor.scalar(++runs)));
              return Tensor.scalar(10).mul(rate.value());
            });
    assertThat(product.item()).isEqualTo(10);
    assertThat(runs).isEqualTo(1);
  }
}
