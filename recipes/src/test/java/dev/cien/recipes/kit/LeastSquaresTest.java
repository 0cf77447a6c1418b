package dev.cien.recipes.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LeastSquaresTest {
  private static final double[][] X = {{1}, {2}, {3}, {4}};

  @Test
  void findsTheLine() {
    double[] w = LeastSquares.fit(X, new double[] {5, 7, 9, 11});
    assertThat(w[0]).isCloseTo(2, within(1e-2));
    assertThat(w[1]).isCloseTo(3, within(1e-2));
  }

  @Test
  void measuresOnRowsThatItDidNotSee() {
    double[][] unseen = {{10}, {20}};
    double error = LeastSquares.rmse(X, new double[] {5, 7, 9, 11}, unseen, new double[] {23, 49});
    assertThat(error).isCloseTo(Math.sqrt(18), within(1e-1));
  }
}
