package dev.cien.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RocTest {
  @Test
  void theAreaIsTheShareOfPairsInTheRightOrder() {
    double[] scores = {0.1, 0.4, 0.35, 0.8};
    boolean[] positive = {false, false, true, true};
    assertThat(Roc.of(scores, positive).area()).isEqualTo(0.75);
    assertThat(Roc.of(scores, positive).sensitivityAt(1.0)).isEqualTo(0.5);
    assertThat(Roc.of(scores, positive).sensitivityAt(0.5)).isEqualTo(1.0);
  }

  @Test
  void equalScoresCountHalf() {
    assertThat(Roc.of(new double[4], new boolean[] {true, false, true, false}).area())
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void leastSquaresFindsTheLine() {
    double[] w = LeastSquares.fit(new double[][] {{1}, {2}, {3}, {4}}, new double[] {5, 7, 9, 11});
    assertThat(w[0]).isCloseTo(2, within(1e-2));
    assertThat(w[1]).isCloseTo(3, within(1e-2));
  }
}
