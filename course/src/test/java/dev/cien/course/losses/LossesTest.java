package dev.cien.course.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.course.small.Criterion;
import dev.cien.course.small.Doubles;
import dev.cien.course.small.Head;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossesTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void curvesOfQuantitiesAreTheirFormulas() {
    double[] at = Doubles.range(-3, 3, 13);
    LossCurve square = LossCurve.byOutput(Criterion.MSE, 0.5, at);
    LossCurve amount = LossCurve.byOutput(Criterion.MAE, 0.5, at);
    LossCurve huber = LossCurve.byOutput(Criterion.HUBER, 0.5, at);
    for (int i = 0; i < at.length; i++) {
      double d = at[i] - 0.5;
      boolean near = Math.abs(d) <= 1;
      assertThat(square.loss()[i]).isCloseTo(d * d, EXACT);
      assertThat(square.slope()[i]).isCloseTo(2 * d, EXACT);
      assertThat(amount.loss()[i]).isCloseTo(Math.abs(d), EXACT);
      assertThat(amount.slope()[i]).isCloseTo(Math.signum(d), EXACT);
      assertThat(huber.loss()[i]).isCloseTo(near ? d * d / 2 : Math.abs(d) - 0.5, EXACT);
      assertThat(huber.slope()[i]).isCloseTo(near ? d : Math.signum(d), EXACT);
    }
  }

  @Test
  void crossEntropiesAreTheLogarithmOfWhatTheTruthWasGiven() {
    double[] p = LossCurve.probabilities(51);
    LossCurve yes = LossCurve.byOutput(Criterion.BINARY_CROSS_ENTROPY, 1, p);
    LossCurve no = LossCurve.byOutput(Criterion.BINARY_CROSS_ENTROPY, 0, p);
    LossCurve truth = LossCurve.byOutput(Criterion.CROSS_ENTROPY, 1, p);
    LossCurve logit = LossCurve.bySum(Criterion.BINARY_CROSS_ENTROPY, 1, Doubles.range(-9, 9, 51));
    for (int i = 0; i < p.length; i++) {
      assertThat(yes.loss()[i]).isCloseTo(-Math.log(p[i]), EXACT);
      assertThat(yes.slope()[i]).isCloseTo(-1 / p[i], within(1e-9));
      assertThat(no.loss()[i]).isCloseTo(-Math.log(1 - p[i]), within(1e-9));
      assertThat(truth.loss()[i]).isCloseTo(yes.loss()[i], EXACT);
      assertThat(logit.loss()[i]).isCloseTo(yes.loss()[i], within(1e-9));
      assertThat(logit.slope()[i]).isCloseTo(p[i] - 1, EXACT);
    }
    LossCurve three = LossCurve.bySum(Criterion.CROSS_ENTROPY, 1, 0, 2);
    assertThat(three.loss()[0]).isCloseTo(Math.log(3), EXACT);
    assertThat(three.slope()[1]).isCloseTo(Math.exp(2) / (Math.exp(2) + 2) - 1, EXACT);
  }

  @Test
  void certaintyOfTheContraryCostsWithoutEnd() {
    LossCurve textbook = LossCurve.byOutput(Criterion.BINARY_CROSS_ENTROPY, 1, 0, 1);
    assertThat(textbook.loss()[0]).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(textbook.loss()[1]).isCloseTo(0, EXACT);
    LossCurve fromSums = LossCurve.bySum(Criterion.BINARY_CROSS_ENTROPY, 1, -800, 800);
    assertThat(fromSums.loss()).containsExactly(new double[] {800, 0}, EXACT);
    assertThat(fromSums.slope()).containsExactly(new double[] {-1, 0}, EXACT);
  }

  @Test
  void lossesOfSamplesAddUpToTheCost() {
    double[][] sums = {{0.2, 1.4, -0.3}, {2, 0, 0}, {-1, 0.5, 0.1}};
    double[][] truth = {{0, 1, 0}, {0, 0, 1}, {0.5, 0.5, 0}};
    Judgement judged = Judgement.of(Criterion.CROSS_ENTROPY, Head.SOFTMAX, sums, truth);
    double total = judged.rows().stream().mapToDouble(Judgement.Row::loss).sum();
    assertThat(total / 3).isCloseTo(judged.cost(), EXACT);
    for (int i = 0; i < 3; i++) {
      Judgement.Row row = judged.rows().get(i);
      assertThat(Arrays.stream(row.outputs()).sum()).isCloseTo(1, EXACT);
      for (int k = 0; k < 3; k++) {
        assertThat(row.bySum()[k]).isCloseTo(row.outputs()[k] - truth[i][k], EXACT);
        assertThat(row.byCost()[k]).isCloseTo(row.bySum()[k] / 3, EXACT);
      }
    }
  }

  @Test
  void squaresGoToTheMeanAndAmountsToTheMedian() {
    double[] values = {1, 2, 3, 4, 20};
    Centre square = Centre.of(Criterion.MSE, values);
    Centre amount = Centre.of(Criterion.MAE, values);
    Centre huber = Centre.of(Criterion.HUBER, values);
    assertThat(square.low()).isCloseTo(6, within(1e-6));
    assertThat(square.high()).isCloseTo(6, within(1e-6));
    assertThat(square.cost()).isCloseTo(50, within(1e-6));
    assertThat(amount.low()).isCloseTo(3, within(1e-6));
    assertThat(amount.high()).isCloseTo(3, within(1e-6));
    assertThat(huber.low()).isBetween(2.9, 4.0);
    // Between the two in the middle all are as good.
    Centre even = Centre.of(Criterion.MAE, 1, 2, 5, 9);
    assertThat(even.low()).isCloseTo(2, within(1e-6));
    assertThat(even.high()).isCloseTo(5, within(1e-6));
    assertThat(Centre.of(Criterion.MSE, 7, 7).low()).isEqualTo(7);
    assertThat(Centre.costs(Criterion.MAE, values, 3, 6)).containsExactly(4.2, 5.6);
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void theContestFindsTheLossThatTheProblemCallsFor(Problem problem) {
    Contest contest = Contest.run(problem, 1);
    assertThat(contest.entries()).hasSize(3);
    List<Criterion> expected =
        switch (problem) {
          // Without far points Huber's loss is half the square.
          case NOISE -> List.of(Criterion.MSE, Criterion.HUBER);
          case OUTLIERS -> List.of(Criterion.MAE);
          // Squares of probabilities reward honesty as well, but once wrong they stay wrong.
          case YES_NO -> List.of(Criterion.BINARY_CROSS_ENTROPY, Criterion.MSE);
          case BAD_START -> List.of(Criterion.BINARY_CROSS_ENTROPY);
          case CLASSES -> List.of(Criterion.CROSS_ENTROPY, Criterion.MSE);
        };
    assertThat(contest.best()).isEqualTo(expected);
    for (Contest.Entry entry : contest.entries()) {
      assertThat(entry.train()[entry.train().length - 1]).isLessThan(entry.train()[0]);
    }
  }

  @Test
  void whatCannotBeJudgedIsExplained() {
    assertThatThrownBy(
            () ->
                Judgement.of(
                    Criterion.MSE, Head.LINEAR, new double[][] {{1}}, new double[][] {{1, 2}}))
        .hasMessageStartingWith("judgement: expected sample 1 to have as many numbers");
    assertThatThrownBy(
            () ->
                Judgement.of(
                    Criterion.CROSS_ENTROPY,
                    Head.LINEAR,
                    new double[][] {{1}},
                    new double[][] {{1}}))
        .hasMessage("judgement: CROSS_ENTROPY cannot judge the outputs of LINEAR.");
    assertThatThrownBy(() -> Centre.of(Criterion.MSE)).hasMessageContaining("1 to 200 values");
    assertThatThrownBy(() -> Centre.of(Criterion.MSE, Double.NaN)).hasMessageContaining("NaN");
  }
}
