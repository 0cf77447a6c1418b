package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A step writes variables in place; what it also gives, or puts into another variable, is what
/// they held before.
class ReplacedVariablesTest {
  private final Variable a = Variable.of("a", Tensor.of(new float[] {1, 2, 3}));
  private final Variable b = Variable.of("b", Tensor.of(new float[] {4, 5, 6}));

  @Test
  void twoAreExchanged() {
    Step step =
        Step.training(
            in -> {
              Tensor before = a.value();
              a.assign(b.value());
              b.assign(before);
              return new Tensor[] {a.value().sum()};
            });
    assertThat(step.run()[0].item()).isEqualTo(15);
    assertThat(a.value().toFloats()).containsExactly(4, 5, 6);
    assertThat(b.value().toFloats()).containsExactly(1, 2, 3);
    assertThat(step.run()[0].item()).isEqualTo(6);
    step.run();
    assertThat(a.value().toFloats()).containsExactly(4, 5, 6);
    assertThat(b.value().toFloats()).containsExactly(1, 2, 3);
  }

  @Test
  void whatWasBeforeIsGivenAndRemembered() {
    Step step =
        Step.training(
            in -> {
              Tensor before = a.value();
              b.assign(before);
              a.assign(before.mul(2));
              return new Tensor[] {before, before.flip(0).flip(0), a.value()};
            });
    step.run();
    Tensor[] given = step.run();
    assertThat(given[0].toFloats()).containsExactly(2, 4, 6);
    assertThat(given[1].toFloats()).containsExactly(2, 4, 6);
    assertThat(given[2].toFloats()).containsExactly(4, 8, 12);
    assertThat(b.value().toFloats()).containsExactly(2, 4, 6);
    step.run();
    assertThat(given[0].toFloats()).containsExactly(2, 4, 6);
    assertThat(a.value().toFloats()).containsExactly(8, 16, 24);
  }
}
