package dev.cien.recipes.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.recipes.kit.FrechetDistance.Normal;
import dev.cien.tensor.Rng;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest {
  @Test
  void inOneDimensionItIsTheGapOfMeansAndDeviations() {
    Normal a = new Normal(new double[] {1}, new double[][] {{4}});
    Normal b = new Normal(new double[] {4}, new double[][] {{25}});
    assertThat(FrechetDistance.squared(a, b)).isCloseTo(9 + 9, within(1e-9));
  }

  @Test
  void ofDiagonalCovariancesItIsTheSumOverTheAxes() {
    Normal a = new Normal(new double[] {0, 1, 2}, new double[][] {{1, 0, 0}, {0, 4, 0}, {0, 0, 0}});
    Normal b = new Normal(new double[] {0, 0, 0}, new double[][] {{9, 0, 0}, {0, 1, 0}, {0, 0, 4}});
    assertThat(FrechetDistance.squared(a, b)).isCloseTo(5 + 4 + 1 + 4, within(1e-9));
  }

  /// Of 2 × 2 matrices tr √(AB) = √(tr AB + 2 √det AB).
  @Test
  void ofMatricesThatDoNotCommuteItIsTheClosedFormInThePlane() {
    double[][] s = {{2, 0.5}, {0.5, 1}};
    double[][] t = {{1, -0.8}, {-0.8, 3}};
    double trace = 2 * 1 + 2 * 0.5 * -0.8 + 1 * 3;
    double determinant = (2 - 0.25) * (3 - 0.64);
    double expected = 3 + 4 - 2 * Math.sqrt(trace + 2 * Math.sqrt(determinant));
    Normal a = new Normal(new double[2], s);
    Normal b = new Normal(new double[2], t);
    assertThat(FrechetDistance.squared(a, b)).isCloseTo(expected, within(1e-9));
    assertThat(FrechetDistance.squared(b, a)).isCloseTo(expected, within(1e-9));
    assertThat(FrechetDistance.squared(a, a)).isCloseTo(0, within(1e-9));
  }

  @Test
  void theRootTimesItselfIsTheMatrix() {
    int n = 40;
    Rng rng = Rng.of(1);
    float[] rows = new float[25 * n];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) rng.nextGaussian() * (1 + i % n);
    }
    // Fewer rows than features: a covariance without an inverse.
    double[][] covariance = Normal.fit(rows, n).covariance();
    double[][] root = FrechetDistance.root(covariance);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += root[i][k] * root[k][j];
        }
        assertThat(sum).isCloseTo(covariance[i][j], within(1e-7));
      }
    }
  }

  @Test
  void fitsTheMomentsOfItsRows() {
    Normal fit = Normal.fit(new float[] {1, 2, 3, 6, 5, 1}, 2);
    assertThat(fit.mean()).containsExactly(new double[] {3, 3}, within(1e-12));
    assertThat(fit.covariance()[0]).containsExactly(new double[] {4, -1}, within(1e-12));
    assertThat(fit.covariance()[1]).containsExactly(new double[] {-1, 7}, within(1e-12));
    assertThatThrownBy(() -> Normal.fit(new float[] {1, 2}, 2))
        .hasMessageContaining("at least two samples, found 1");
  }
}
