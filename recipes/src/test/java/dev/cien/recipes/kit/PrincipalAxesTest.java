package dev.cien.recipes.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PrincipalAxesTest {
  @Test
  void findsTheLineAndWhatIsLeftOfIt() {
    // Along (3, 4) / 5 by ±10, across it by ±1, about (1, 2).
    double[][] points = {
      {1 + 6, 2 + 8}, {1 - 6, 2 - 8}, {1 - 0.8, 2 + 0.6}, {1 + 0.8, 2 - 0.6},
    };
    PrincipalAxes axes = PrincipalAxes.of(points, 2);
    assertThat(axes.mean()).containsExactly(new double[] {1, 2}, within(1e-9));
    assertThat(axes.axes()[0]).containsExactly(new double[] {0.6, 0.8}, within(1e-9));
    assertThat(axes.axes()[1]).containsExactly(new double[] {0.8, -0.6}, within(1e-9));
    assertThat(axes.of(7, 10)).containsExactly(new double[] {10, 0}, within(1e-9));
  }

  @Test
  void moreAxesThanCoordinatesIsAnError() {
    assertThatThrownBy(() -> PrincipalAxes.of(new double[][] {{1, 2}}, 3))
        .hasMessageContaining("expected 1 to 2 axes");
  }
}
