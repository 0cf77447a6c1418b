package dev.cien.recipes.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.tensor.Rng;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackPropagationTest {
  private static double[] weights(long seed) {
    Rng rng = Rng.of(seed);
    return IntStream.range(0, ByHand.WEIGHTS).mapToDouble(i -> rng.nextGaussian()).toArray();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theEnginesGradientIsTheOneByHandAndThatOfFiniteDifferences(long seed) {
    double[] w = weights(seed);
    double[] byHand = ByHand.gradient(w);
    double[] engine = BackPropagation.gradient(BackPropagation.network(w));
    for (int i = 0; i < byHand.length; i++) {
      assertThat(engine[i]).isCloseTo(byHand[i], within(1e-14));
    }
    assertThat(BackPropagation.gradientError(w, 1e-5)).isLessThan(1e-8);
    assertThat(BackPropagation.gradientError(w, 1e-1)).as("a coarse step").isGreaterThan(1e-5);
  }

  @Test
  void weightsGoInAndComeOut() {
    double[] w = weights(4);
    assertThat(BackPropagation.weights(BackPropagation.network(w))).isEqualTo(w);
  }

  @Test
  void descentSolvesExclusiveOrAndSometimesDoesNot() {
    int solved = 0;
    for (int seed = 0; seed < 40; seed++) {
      double[] w = weights(seed);
      for (int i = 0; i < w.length; i++) {
        w[i] *= 0.3;
      }
      ByHand.descend(w, 3000, 0.5, 0.9);
      solved += ByHand.right(w) == 4 ? 1 : 0;
    }
    assertThat(solved).isBetween(30, 39);
  }

  @Test
  void theBudgetOf1970LiesBetweenItsNeighbours() {
    assertThat(Winter.budgetOf1970()).isBetween(1.9e7, 2.1e7);
    assertThat(Winter.bestUnit(Functions.XOR)).isEqualTo(3);
    assertThat(Winter.bestUnit(1)).isEqualTo(4);
  }
}
