package dev.cien.recipes.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.data.TensorDataset;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerceptronLearningTest {
  private static Experiment trained(String data, String seed, String epochs) {
    PerceptronLearning recipe = new PerceptronLearning();
    Experiment experiment =
        recipe.prepare(recipe.settings(Map.of("data", data, "seed", seed, "epochs", epochs)));
    experiment.trainer().fit(experiment.training());
    return experiment;
  }

  @ParameterizedTest
  @CsvSource({"iris, 1", "iris, 7", "margin, 1", "margin, 2"})
  void separableDataNeedNoMoreMistakesThanTheTheoremAllows(String data, String seed) {
    Experiment experiment = trained(data, seed, "60");
    Evaluation evaluation = experiment.evaluate();
    assertThat(evaluation.metric("mistakes"))
        .isPositive()
        .isLessThanOrEqualTo(evaluation.metric("mistake_bound"));
    assertThat(Arrays.stream(PerceptronRule.mistakes(experiment.training(), 60)).sum())
        .as("the rule in plain Java")
        .isEqualTo((int) evaluation.metric("mistakes"));
  }

  @Test
  void exclusiveOrHasNoBoundAndNoEnd() {
    Evaluation evaluation = trained("xor", "1", "50").evaluate();
    assertThat(evaluation.metric("mistakes")).isInfinite();
    assertThat(evaluation.metric("mistake_bound")).isInfinite();
    assertThat(evaluation.metric("mistakes_so_far")).isGreaterThanOrEqualTo(50);
    assertThat(evaluation.metric("accuracy")).isLessThan(1);
  }

  @Test
  void theBoundOfTwoPointsIsTheOneOfTheFormula() {
    // (±1, 1): the best separator is w = (1, 0) with margin 1; R² = 2.
    TensorDataset points =
        TensorDataset.of(
            Tensor.of(new float[] {-1, 1}, 2, 1),
            Tensor.of(new int[] {0, 1}, 2),
            List.of("x"),
            List.of("0", "1"));
    assertThat(PerceptronRule.bound(points)).isCloseTo(2, within(1e-6));
  }
}
