package dev.cien.recipes.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairedSharesTest {
  @Test
  void onlyWhereTheyDifferDoesItCount() {
    int[] truth = {1, 1, 1, 1, 0, 0, 0, 0};
    int[] one = {1, 1, 1, 0, 0, 0, 1, 1};
    int[] other = {1, 0, 0, 1, 0, 1, 1, 1};
    // b = 3 (places 1, 2, 5), c = 1 (place 3), n = 8.
    PairedShares shares = PairedShares.of(one, other, truth);
    assertThat(shares.difference()).isEqualTo(0.25);
    assertThat(shares.interval()).isCloseTo(1.96 * Math.sqrt(4 - 4 / 8.0) / 8, within(1e-12));
    assertThat(PairedShares.of(other, one, truth).difference()).isEqualTo(-0.25);
    assertThat(PairedShares.of(one, one, truth)).isEqualTo(new PairedShares(0, 0));
    assertThatThrownBy(() -> PairedShares.of(one, new int[3], truth))
        .hasMessageContaining("found 8, 3 and 8");
  }
}
