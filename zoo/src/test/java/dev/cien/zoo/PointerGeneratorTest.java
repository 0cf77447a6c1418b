package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.nn.Params;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointerGeneratorTest {
  private static final int KNOWN = 9;
  private static final int SAID = 6;

  // The second text has a word that the vocabulary lacks (9), twice, and padding at its end.
  private static final Tensor X = Tensor.of(new int[] {4, 7, 5, 8, 4, 9, 3, 9, 0, 0}, 2, 5);
  private static final Tensor FORM = Tensor.of(new int[] {1, 2, 1, 1, 2, 2, 1, 2, 0, 0}, 2, 5);
  private static final Tensor BEFORE = Tensor.of(new int[] {2, 7, 5, 2, 9, 4}, 2, 3);

  private static PointerGenerator model() {
    return PointerGenerator.of(new PointerGenerator.Config(KNOWN, SAID, 3, 4, 5, 0, 0), Rng.of(1));
  }

  private static PointerGenerator.Written written(PointerGenerator model) {
    PointerGenerator.Read read = model.read(X, FORM);
    return model.say(read, model.write(read, BEFORE));
  }

  @Test
  void shapesAndParametersAreThoseOfTheFormula() {
    PointerGenerator model = model();
    PointerGenerator.Written written = written(model);
    assertThat(written.own().shape()).isEqualTo(Shape.of(2, 3, SAID));
    assertThat(written.gate().shape()).isEqualTo(Shape.of(2, 3, 1));
    assertThat(written.places().shape()).isEqualTo(Shape.of(2, 3, 5));
    int reader = 2 * 3 * (5 * 4 + 5 * 5 + 2 * 5);
    int writer = 3 * (5 * 14 + 5 * 5 + 2 * 5);
    int rest = (10 * 5 + 5) + (5 * 10 + 10) + 1 + (15 * 4 + 4) + SAID + (4 + 1);
    assertThat(Params.of(model).count()).isEqualTo((KNOWN + 3) * 4 + reader + writer + rest);
    assertThat(model.known()).isEqualTo(KNOWN);
    assertThat(model.said()).isEqualTo(SAID);
  }

  @Test
  void paddingIsNeverLookedAt() {
    double[] places = written(model()).places().toDoubles();
    for (int u = 0; u < 3; u++) {
      assertThat(places[15 + 5 * u + 3]).isZero();
      assertThat(places[15 + 5 * u + 4]).isZero();
    }
  }

  /// Said and copied add up to 1 over all words, and the cost is −log of it.
  @Test
  void theCostIsThatOfTheMixture() {
    PointerGenerator model = model();
    PointerGenerator.Written written = written(model);
    double[] own = written.own().exp().toDoubles();
    double[] gates = written.gate().toDoubles();
    double[] places = written.places().toDoubles();
    int[] x = X.toInts();
    double[][] chances = new double[6][KNOWN + 1];
    for (int at = 0; at < 6; at++) {
      for (int k = 0; k < SAID; k++) {
        chances[at][k] = gates[at] * own[at * SAID + k];
      }
      for (int t = 0; t < 5; t++) {
        chances[at][x[5 * (at / 3) + t]] += (1 - gates[at]) * places[5 * at + t];
      }
      assertThat(Arrays.stream(chances[at]).sum()).isCloseTo(1, within(1e-5));
    }
    // Said or copied, copied alone, said alone; no target; copied twice; neither.
    int[] targets = {4, 7, 2, PointerGenerator.IGNORED, 9, 8};
    double expected = 0;
    for (int at : new int[] {0, 1, 2, 4, 5}) {
      expected -= Math.log(Math.max(chances[at][targets[at]], 1e-9)) / 5;
    }
    assertThat(chances[5][8]).isZero();
    assertThat(model.cost(X, FORM, BEFORE, Tensor.of(targets, 2, 3)).item())
        .isCloseTo(expected, within(1e-4));
  }

  @Test
  void whatWasWrittenIsMarkedInTheText() {
    PointerGenerator model = model();
    PointerGenerator.State state = model.write(model.read(X, FORM), BEFORE);
    assertThat(state.again().toInts())
        .containsExactly(
            0, 0, 0, 0, 0, //
            0, 1, 0, 0, 0, //
            0, 1, 1, 0, 0, //
            0, 0, 0, 0, 0, //
            1, 0, 1, 0, 0, //
            1, 0, 1, 0, 0);
  }

  @Test
  void withoutCopyingOnlyWhatMayBeSaidCounts() {
    PointerGenerator model = model().withCopies(false);
    Tensor both = Tensor.of(new int[] {4, 7, -100, 9, 3, -100}, 2, 3);
    Tensor sayable = Tensor.of(new int[] {4, -100, -100, -100, 3, -100}, 2, 3);
    double[] own = written(model).own().toDoubles();
    double expected = -(own[4] + own[4 * SAID + 3]) / 2;
    assertThat(model.cost(X, FORM, BEFORE, both).item()).isCloseTo(expected, within(1e-5));
    assertThat(model.cost(X, FORM, BEFORE, sayable).item()).isCloseTo(expected, within(1e-5));
  }

  /// Along a random direction in some parameters of each part.
  @Test
  void gradientsAreThoseOfDifferences() {
    PointerGenerator model = model();
    Tensor targets = Tensor.of(new int[] {4, 7, 3, 9, 2, 5}, 2, 3);
    List<Variable> parameters =
        List.of(
            model.words().weight(),
            model.look().weight(),
            model.again(),
            model.mix().weight(),
            model.gate().weight());
    Gradients gradients = model.cost(X, FORM, BEFORE, targets).gradients(parameters);
    double expected = 0;
    double step = 5e-3;
    double[] costs = new double[2];
    for (int side = 0; side < 2; side++) {
      int k = 0;
      for (Variable each : parameters) {
        Tensor direction = Tensor.randn(Rng.of(++k), each.shape().dims());
        if (side == 0) {
          expected += gradients.of(each).mul(direction).sum().item();
        }
        each.assign(each.value().add(direction.mul(side == 0 ? step : -2 * step)));
      }
      costs[side] = model.cost(X, FORM, BEFORE, targets).item();
    }
    assertThat((costs[0] - costs[1]) / (2 * step))
        .isCloseTo(expected, within(0.02 * Math.abs(expected)));
  }

  @Test
  void moreWordsToSayThanItKnowsAreRefused() {
    assertThatThrownBy(() -> new PointerGenerator.Config(5, 6, 1, 2, 2, 0, 0))
        .hasMessage("pointer-generator: expected 2 to 5 words to say, found 6");
  }
}
