package dev.cien.course.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.course.small.Criterion;
import dev.cien.course.small.Forward;
import dev.cien.course.small.Head;
import dev.cien.course.small.Nonlinearity;
import dev.cien.course.small.Sample;
import dev.cien.course.small.SmallNetwork;
import dev.cien.tensor.Rng;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TracerTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void theHouseGivesTheNumbersOfTheWorkedExample() {
    Trace trace = Tracer.trace(Lesson.HOUSE.network(), Lesson.HOUSE.samples().getFirst(), 0.1);
    LayerTrace neuron = trace.layers().getFirst();
    assertThat(neuron.products()[0][0]).isCloseTo(0.4, EXACT);
    assertThat(neuron.sums()[0]).isCloseTo(0.5, EXACT);
    assertThat(trace.outputs()[0]).isCloseTo(0.5, EXACT);
    assertThat(trace.loss()).isCloseTo(0.01, EXACT);
    assertThat(neuron.byOutput()[0]).isCloseTo(-0.2, EXACT);
    assertThat(neuron.slopes()[0]).isEqualTo(1);
    assertThat(neuron.byWeight()[0][0]).isCloseTo(-0.16, EXACT);
    assertThat(neuron.bySum()[0]).isCloseTo(-0.2, EXACT);
    assertThat(neuron.checkedWeight()[0][0]).isCloseTo(-0.16, within(1e-9));
    assertThat(neuron.checkedBias()[0]).isCloseTo(-0.2, within(1e-9));
    assertThat(neuron.next().weights()[0][0]).isCloseTo(0.516, EXACT);
    assertThat(neuron.next().biases()[0]).isCloseTo(0.12, EXACT);
    assertThat(trace.lossAfter()).isCloseTo(Math.pow(0.8 * 0.516 + 0.12 - 0.6, 2), EXACT);
  }

  /// All pairs of head and loss that fit, with every smooth activation.
  static Stream<SmallNetwork> networks() {
    return Stream.of(Nonlinearity.values())
        .flatMap(
            f ->
                Stream.of(Head.values())
                    .flatMap(
                        head ->
                            Stream.of(Criterion.values())
                                .filter(criterion -> criterion.fits(head))
                                .map(c -> SmallNetwork.of(f, head, c, Rng.of(7), 3, 4, 3, 2))));
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("networks")
  void gradientsAgreeWithTheirFiniteDifferences(SmallNetwork network) {
    Sample sample = new Sample(new double[] {0.3, -0.7, 1.1}, new double[] {1, 0});
    Trace trace = Tracer.trace(network, sample, 0.05);
    assertThat(trace.apart()).isLessThan(1e-8);
    assertThat(trace.lossAfter()).isLessThan(trace.loss());
  }

  /// The chain rule as the page spells it out, factor by factor.
  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("networks")
  void factorsOfTheChainRuleMultiplyToTheGradients(SmallNetwork network) {
    Sample sample = new Sample(new double[] {0.3, -0.7, 1.1}, new double[] {0, 1});
    Trace trace = Tracer.trace(network, sample, 0.1);
    double[] before = sample.inputs();
    for (int l = 0; l < trace.layers().size(); l++) {
      LayerTrace layer = trace.layers().get(l);
      boolean last = l == trace.layers().size() - 1;
      for (int j = 0; j < layer.sums().length; j++) {
        double sum = network.layers().get(l).biases()[j];
        for (int i = 0; i < before.length; i++) {
          sum += layer.products()[j][i];
          assertThat(layer.byWeight()[j][i]).isCloseTo(layer.bySum()[j] * before[i], EXACT);
        }
        assertThat(layer.sums()[j]).isCloseTo(sum, EXACT);
        double byOutput = layer.byOutput()[j];
        if (!last) {
          double gathered = 0;
          LayerTrace after = trace.layers().get(l + 1);
          for (int k = 0; k < after.sums().length; k++) {
            gathered += network.layers().get(l + 1).weights()[k][j] * after.bySum()[k];
          }
          assertThat(byOutput).isCloseTo(gathered, EXACT);
        }
        if (!last || network.head() != Head.SOFTMAX) {
          assertThat(layer.bySum()[j]).isCloseTo(byOutput * layer.slopes()[j], EXACT);
        } else {
          assertThat(layer.bySum()[j]).isCloseTo(throughSoftmax(layer, j), EXACT);
        }
      }
      before = layer.outputs();
    }
  }

  /// Σₖ ∂L/∂aₖ · ∂aₖ/∂zⱼ with ∂aₖ/∂zⱼ = aₖ·([j = k] − aⱼ).
  private static double throughSoftmax(LayerTrace layer, int j) {
    double sum = 0;
    for (int k = 0; k < layer.outputs().length; k++) {
      sum += layer.byOutput()[k] * layer.outputs()[k] * ((j == k ? 1 : 0) - layer.outputs()[j]);
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(Lesson.class)
  void everyLessonCanBeLearnt(Lesson lesson) {
    SmallNetwork network = lesson.network();
    double before = Forward.cost(network, lesson.samples());
    Loop.Result result = Loop.run(network, lesson.samples(), 0, lesson.rate(), 2000);
    assertThat(result.cost()).isLessThan(0.05).isLessThan(before / 10);
    assertThat(result.next()).isEqualTo(2000 % lesson.samples().size());
  }

  @Test
  void aTurnOfTheLoopIsTheStepThatTheTraceShows() {
    SmallNetwork network = Lesson.CLASSES.network();
    List<Sample> samples = Lesson.CLASSES.samples();
    Trace trace = Tracer.trace(network, samples.get(2), 0.3);
    Loop.Result turn = Loop.run(network, samples, 2, 0.3, 1);
    assertThat(turn.losses()[0]).isCloseTo(trace.loss(), EXACT);
    for (int l = 0; l < network.layers().size(); l++) {
      for (int j = 0; j < network.layers().get(l).outputs(); j++) {
        assertThat(turn.network().layers().get(l).weights()[j])
            .containsExactly(trace.layers().get(l).next().weights()[j], EXACT);
      }
      assertThat(turn.network().layers().get(l).biases())
          .containsExactly(trace.layers().get(l).next().biases(), EXACT);
    }
  }

  @Test
  void sumsSaveACrossEntropyThatTheFormulaLoses() {
    SmallNetwork network =
        SmallNetwork.of(
            Nonlinearity.LINEAR, Head.SIGMOID, Criterion.BINARY_CROSS_ENTROPY, Rng.of(1), 1, 1);
    Sample far = new Sample(new double[] {1e5}, new double[] {1});
    Sample other = new Sample(new double[] {-1e5}, new double[] {1});
    Trace one = Tracer.trace(network, far, 0);
    Trace two = Tracer.trace(network, other, 0);
    // One of the two is as wrong as can be: its probability is 0, its loss and slope are not lost.
    double worse = Math.max(one.loss(), two.loss());
    assertThat(worse).isGreaterThan(1000).isFinite();
    Trace wrong = one.loss() > two.loss() ? one : two;
    assertThat(wrong.outputs()[0]).isZero();
    assertThat(wrong.layers().getFirst().bySum()[0]).isCloseTo(-1, EXACT);
    assertThat(wrong.layers().getFirst().byOutput()[0]).isInfinite();
  }

  @Test
  void whatCannotBeSteppedThroughIsExplained() {
    SmallNetwork house = Lesson.HOUSE.network();
    Sample two = new Sample(new double[] {1, 2}, new double[] {1});
    assertThatThrownBy(() -> Tracer.trace(house, two, 0.1))
        .hasMessage("network: expected 1 inputs, found 2.");
    assertThatThrownBy(() -> Loop.run(house, Lesson.HOUSE.samples(), 0, 100, 1000))
        .hasMessageContaining("Usual cause: a learning rate that is too large.");
    assertThatThrownBy(() -> Loop.run(house, Lesson.HOUSE.samples(), 0, 0.1, 1_000_000))
        .hasMessage("loop: expected 0 to 5000 turns, found 1000000.");
    assertThatThrownBy(() -> Loop.run(house, List.of(), 0, 0.1, 1)).hasMessageContaining("1 to 64");
    assertThatThrownBy(() -> Loop.run(house, Lesson.HOUSE.samples(), 3, 0.1, 1))
        .hasMessage("loop: expected a sample from 0 to 0, found 3.");
    assertThatThrownBy(
            () ->
                SmallNetwork.of(
                    Nonlinearity.TANH, Head.LINEAR, Criterion.CROSS_ENTROPY, Rng.of(1), 2, 2))
        .hasMessageContaining("cannot judge the outputs of LINEAR");
    assertThatThrownBy(
            () ->
                SmallNetwork.of(
                    Nonlinearity.TANH, Head.SOFTMAX, Criterion.CROSS_ENTROPY, Rng.of(1), 2, 1))
        .hasMessageContaining("two outputs or more");
    assertThatThrownBy(
            () ->
                SmallNetwork.of(Nonlinearity.TANH, Head.LINEAR, Criterion.MSE, Rng.of(1), 2, 99, 1))
        .hasMessage("network: expected 1 to 8 nodes in layer 1, found 99.");
    assertThatThrownBy(
            () -> house.check(List.of(new Sample(new double[] {Double.NaN}, new double[] {1}))))
        .hasMessageContaining("found NaN");
  }
}
