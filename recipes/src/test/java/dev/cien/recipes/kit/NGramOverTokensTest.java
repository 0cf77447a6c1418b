package dev.cien.recipes.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NGramOverTokensTest {
  private static final int[] TEXT = {0, 1, 0, 1, 0, 2};

  /// Worked out by hand from the formula: with no context 3 kinds of 6 tokens, q = 1/4.
  @Test
  void unigramsAreSmoothedTowardsAllTokensAlike() {
    NGram grams = NGram.of(1, 4, TEXT);
    assertThat(grams.nats(0)).isCloseTo(-Math.log((3 + 3 * 0.25) / 9), within(1e-12));
    assertThat(grams.nats(3)).isCloseTo(-Math.log(3 * 0.25 / 9), within(1e-12));
  }

  @Test
  void bigramsFallBackToUnigrams() {
    NGram grams = NGram.of(2, 4, TEXT);
    double zero = (3 + 0.75) / 9;
    double one = (2 + 0.75) / 9;
    // After 0 came 1 twice and 2 once: two kinds of three tokens.
    double oneAfterZero = (2 + 2 * one) / 5;
    assertThat(grams.nats(0, 1)).isCloseTo(-Math.log(zero) - Math.log(oneAfterZero), within(1e-12));
    // 3 was never seen: the unigram counts.
    assertThat(grams.nats(3, 0)).isCloseTo(-Math.log(0.75 / 9) - Math.log(zero), within(1e-12));
  }

  @Test
  void probabilitiesOfAllTokensSumToOne() {
    for (int order = 1; order <= 3; order++) {
      NGram grams = NGram.of(order, 4, TEXT);
      double before = grams.nats(0, 1);
      double sum = 0;
      for (int next = 0; next < 4; next++) {
        sum += Math.exp(before - grams.nats(0, 1, next));
      }
      assertThat(sum).as("order %d", order).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void theMostFrequentComeFirst() {
    assertThat(NGram.of(1, 4, TEXT).frequent(2)).containsExactly(0, 1);
  }
}
