package dev.cien.course.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.course.small.Nonlinearity;
import org.junit.jupiter.api.Test;

class StackTest {
  private static final double HE = Math.sqrt(2);

  private static Stack of(Nonlinearity f, double gain, double bias) {
    return Stack.of(f, 20, gain, bias, 1);
  }

  @Test
  void sigmoidsLoseTheSlopeOnTheWayBack() {
    Stack stack = of(Nonlinearity.SIGMOID, 1, 0);
    double first = stack.layers().getFirst().slope();
    double last = stack.layers().getLast().slope();
    // A sigmoid's slope is at most a quarter.
    assertThat(first).isLessThan(last * Math.pow(0.3, 19));
  }

  @Test
  void reluKeepsSignalAndSlopeWithItsOwnGainAlone() {
    Stack he = of(Nonlinearity.RELU, HE, 0);
    assertThat(he.layers().getFirst().slope() / he.layers().getLast().slope()).isBetween(0.1, 10.0);
    assertThat(he.layers().getLast().spread()).isBetween(0.1, 10.0);
    Stack small = of(Nonlinearity.RELU, 1, 0);
    assertThat(small.layers().getLast().spread()).isLessThan(0.01);
    Stack large = of(Nonlinearity.RELU, 3, 0);
    assertThat(large.layers().getLast().spread()).isGreaterThan(1000);
  }

  @Test
  void aVeryNegativeBiasKillsReluAndSparesItsLeakyKind() {
    assertThat(of(Nonlinearity.RELU, HE, -6).layers().get(2).dead()).isEqualTo(1);
    assertThat(of(Nonlinearity.LEAKY_RELU, HE, -6).layers().get(2).dead()).isZero();
    assertThat(of(Nonlinearity.TANH, 10, 0).layers().get(5).saturated()).isGreaterThan(0.5);
  }

  @Test
  void linearLayersHaveSlopeOneEverywhere() {
    Stack.Layer layer = Stack.of(Nonlinearity.LINEAR, 1, 1, 0, 7).layers().getFirst();
    assertThat(layer.dead()).isZero();
    assertThat(layer.saturated()).isZero();
    assertThat(layer.spread()).isCloseTo(1, within(0.1));
  }

  @Test
  void whatCannotBeStackedIsExplained() {
    assertThatThrownBy(() -> Stack.of(Nonlinearity.RELU, 99, 1, 0, 1))
        .hasMessage("stack: expected 1 to 30 layers, found 99.");
    assertThatThrownBy(() -> Stack.of(Nonlinearity.RELU, 9, Double.NaN, 0, 1))
        .hasMessageContaining("gain from 0 to 10");
  }
}
