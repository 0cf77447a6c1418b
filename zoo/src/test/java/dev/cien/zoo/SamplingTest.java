package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.tensor.Rng;
import org.junit.jupiter.api.Test;

class SamplingTest {
  /// Probabilities 0.5, 0.25, 0.125, 0.125 in another order.
  private static final float[] LOGITS = {
    (float) Math.log(0.125), (float) Math.log(0.5), (float) Math.log(0.125), (float) Math.log(0.25)
  };

  private static void gives(Sampling sampling, double... expected) {
    assertThat(sampling.probabilities(LOGITS)).containsExactly(expected, within(1e-6));
  }

  @Test
  void probabilitiesAreTheSoftmaxAtATemperature() {
    gives(Sampling.of(1), 0.125, 0.5, 0.125, 0.25);
    gives(Sampling.of(0.5), 1 / 22.0, 16 / 22.0, 1 / 22.0, 4 / 22.0);
    gives(Sampling.greedy(), 0, 1, 0, 0);
  }

  @Test
  void topKKeepsTheMostLikely() {
    gives(Sampling.of(1).withTopK(2), 0, 2 / 3.0, 0, 1 / 3.0);
    gives(Sampling.of(1).withTopK(3), 1 / 7.0, 4 / 7.0, 0, 2 / 7.0);
    gives(Sampling.of(1).withTopK(99), 0.125, 0.5, 0.125, 0.25);
  }

  @Test
  void topPKeepsTheFewestThatReachIt() {
    gives(Sampling.of(1).withTopP(0.3), 0, 1, 0, 0);
    gives(Sampling.of(1).withTopP(0.6), 0, 2 / 3.0, 0, 1 / 3.0);
    gives(Sampling.of(1).withTopP(0.8), 1 / 7.0, 4 / 7.0, 0, 2 / 7.0);
    gives(Sampling.of(1).withTopP(1), 0.125, 0.5, 0.125, 0.25);
  }

  @Test
  void drawsFollowTheProbabilities() {
    Rng rng = Rng.of(3);
    int[] counts = new int[4];
    for (int i = 0; i < 4000; i++) {
      counts[Sampling.of(1).draw(rng, LOGITS)]++;
    }
    // Four standard deviations of a binomial count.
    assertThat(counts[1]).isCloseTo(2000, within(126));
    assertThat(counts[3]).isCloseTo(1000, within(110));
    assertThat(counts[0]).isCloseTo(500, within(84));
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> Sampling.of(-1)).hasMessageContaining("found -1.0");
    assertThatThrownBy(() -> Sampling.of(1).withTopK(0)).hasMessageContaining("top-k of 1");
    assertThatThrownBy(() -> Sampling.of(1).withTopP(0)).hasMessageContaining("top-p above 0");
  }
}
