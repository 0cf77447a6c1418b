package dev.cien.course.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.course.small.Criterion;
import dev.cien.course.small.Doubles;
import dev.cien.course.small.Weights;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LandscapeTest {
  private static final Offset<Double> EXACT = within(1e-12);

  private static double at(Surface surface, double... point) {
    return surface.at(Tensor.of(point, 1, point.length)).item();
  }

  @Test
  void formulasAreWhatTheySay() {
    assertThat(at(Formula.ROSENBROCK, 1, 1)).isZero();
    assertThat(at(Formula.ROSENBROCK, -1, 2)).isCloseTo(4 + 20, EXACT);
    assertThat(at(Formula.FOUR_MINIMA, 3, 2)).isZero();
    assertThat(at(Formula.SADDLE, 0, 0)).isZero();
    assertThat(at(Formula.SADDLE, 0, Math.sqrt(2))).isCloseTo(-0.5, EXACT);
    assertThat(at(Formula.WAVES, 0, 0)).isZero();
    assertThat(at(Formula.VALLEY, 2, 3)).isCloseTo(9.2, EXACT);
    assertThat(at(Formula.TWO_VALLEYS, 2)).isCloseTo(0.6, EXACT);
    assertThat(at(Formula.PLATEAU, 0)).isZero();
    assertThat(at(Formula.BOWL, -3)).isEqualTo(9);
  }

  @ParameterizedTest
  @EnumSource(Formula.class)
  void arrowsAreTheSlopesOfTheHeights(Formula formula) {
    Relief relief = Relief.of(formula, 41);
    double h = 1e-6;
    if (formula.frame().dims() == 1) {
      for (int i = 0; i < relief.x().length; i++) {
        double slope = (at(formula, relief.x()[i] + h) - at(formula, relief.x()[i] - h)) / (2 * h);
        assertThat(relief.slopes()[i]).isCloseTo(slope, within(1e-6));
      }
      return;
    }
    assertThat(relief.heights()[3][7]).isCloseTo(at(formula, relief.x()[7], relief.y()[3]), EXACT);
    for (double[] arrow : relief.arrows()) {
      double along = (at(formula, arrow[0] + h, arrow[1]) - at(formula, arrow[0] - h, arrow[1]));
      double up = (at(formula, arrow[0], arrow[1] + h) - at(formula, arrow[0], arrow[1] - h));
      assertThat(arrow[2]).isCloseTo(along / (2 * h), within(1e-5));
      assertThat(arrow[3]).isCloseTo(up / (2 * h), within(1e-5));
    }
  }

  /// Every rule reaches a valley from the place where races begin.
  @ParameterizedTest
  @EnumSource(Formula.class)
  void racesGoDown(Formula formula) {
    double[] start = formula.frame().start();
    for (Racer racer : Racer.values()) {
      Race race = Race.run(formula, racer, racer.rate(formula), start, 400);
      assertThat(race.lost()).isFalse();
      assertThat(race.path()).hasDimensions(401, start.length);
      assertThat(race.path()[0]).containsExactly(start);
      assertThat(race.costs()).hasSize(401);
      assertThat(race.costs()[400]).isLessThan(race.costs()[0]);
    }
  }

  @Test
  void plainDescentTakesTheStepsOfItsFormula() {
    Race race = Race.run(Formula.BOWL, Racer.SGD, 0.1, new double[] {-2.6}, 3);
    assertThat(race.path()[1][0]).isCloseTo(-2.6 * 0.8, EXACT);
    assertThat(race.path()[3][0]).isCloseTo(-2.6 * 0.8 * 0.8 * 0.8, EXACT);
    assertThat(race.stepsBelow(3)).isEqualTo(2);
    assertThat(race.stepsBelow(1e-9)).isEqualTo(-1);
    Race momentum = Race.run(Formula.BOWL, Racer.MOMENTUM, 0.1, new double[] {1}, 2);
    // b₁ = 2, p₁ = 0.8; b₂ = 1.8 + 1.6, p₂ = 0.8 − 0.34.
    assertThat(momentum.path()[2][0]).isCloseTo(0.46, EXACT);
  }

  @Test
  void tooLargeARateIsLost() {
    Race race = Race.run(Formula.BOWL, Racer.SGD, 1.5, new double[] {-2.6}, 100);
    assertThat(race.lost()).isTrue();
    assertThat(race.costs().length).isEqualTo(race.path().length).isLessThan(100);
    assertThat(Arrays.stream(race.costs()).allMatch(Double::isFinite)).isTrue();
  }

  @Test
  void aFarPointBendsTheLandscapeOfSquares() {
    Race squares = Race.run(new LineFit(Criterion.MSE), Racer.ADAM, 0.05, new double[] {0, 0}, 999);
    Race amounts = Race.run(new LineFit(Criterion.MAE), Racer.SGD, 0.01, new double[] {0, 0}, 999);
    // Least squares: slope = Σ xy / Σ x² of a centred set.
    double slope = 0;
    for (int i = 0; i < LineFit.x().length; i++) {
      slope += LineFit.x()[i] * LineFit.y()[i] / 15;
    }
    assertThat(squares.path()[999][0]).isCloseTo(slope, within(1e-3));
    assertThat(squares.path()[999][0]).isGreaterThan(1);
    assertThat(amounts.path()[999][0]).isBetween(0.5, 0.75);
  }

  @Test
  void directionsAreAsLongAsTheWeightsOfEachNeuron() {
    NetworkSlice slice = NetworkSlice.of(2, 3);
    List<Tensor> direction = NetworkSlice.direction(slice.trained(), Rng.of(5));
    for (int l = 0; l < direction.size(); l++) {
      Weights layer = slice.trained().layers().get(l);
      double[][] rows = Doubles.rows(direction.get(l));
      for (int row = 0; row < rows.length; row++) {
        assertThat(length(rows[row])).isCloseTo(length(layer.weights()[row]), EXACT);
        assertThat(rows[row]).isNotEqualTo(layer.weights()[row]);
      }
    }
  }

  private static double length(double... numbers) {
    return Math.sqrt(Arrays.stream(numbers).map(x -> x * x).sum());
  }

  @Test
  void theMiddleOfASliceIsTheTrainedNetwork() {
    for (int depth = 1; depth <= NetworkSlice.DEEPEST; depth++) {
      NetworkSlice slice = NetworkSlice.of(depth, 1);
      assertThat(slice.cost()).isLessThan(0.1);
      assertThat(at(slice, 0, 0)).isCloseTo(slice.cost(), EXACT);
      assertThat(at(slice, -0.8, 0.75)).isGreaterThan(slice.cost());
      assertThat(at(slice, -0.8, 0.75)).isEqualTo(at(NetworkSlice.of(depth, 1), -0.8, 0.75));
      assertThat(Relief.of(slice, 31).heights()).hasDimensions(31, 31);
      Race race = Race.run(slice, Racer.ADAM, Racer.ADAM.rate(slice), slice.frame().start(), 200);
      assertThat(race.lowest()).isLessThan(race.costs()[0] / 5);
    }
  }

  @Test
  void whatCannotBeDrawnIsExplained() {
    assertThatThrownBy(() -> Relief.of(Formula.BOWL, 100_000))
        .hasMessage("relief: expected 2 to 121 places along a parameter, found 100000.");
    assertThatThrownBy(() -> NetworkSlice.of(9, 1))
        .hasMessage("slice: expected 1 to 4 hidden layers, found 9.");
    assertThatThrownBy(() -> Race.run(Formula.BOWL, Racer.SGD, 1, new double[] {1, 2}, 3))
        .hasMessageStartingWith("race: expected a start of 1 numbers within the picture");
    assertThatThrownBy(() -> Race.run(Formula.BOWL, Racer.SGD, Double.NaN, new double[] {1}, 3))
        .hasMessageStartingWith("race: expected a rate from 0 to 1000");
    assertThatThrownBy(() -> Race.run(Formula.BOWL, Racer.SGD, 1, new double[] {1}, 1_000_000))
        .hasMessage("race: expected 1 to 1000 steps, found 1000000.");
  }
}
