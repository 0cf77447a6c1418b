package dev.cien.recipes.multimodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RetrievalTest {
  @Test
  void recallCountsAnswersAmongTheFirst() {
    double[][] scores = {{0.9, 0.1, 0.5}, {0.2, 0.3, 0.9}, {1, 2, 3}};
    assertThat(Ranking.recall(scores, new int[] {0, 1, 0}, 1)).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(Ranking.recall(scores, new int[] {0, 1, 0}, 2)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(Ranking.place(scores[2], 0)).isEqualTo(3);
  }

  @Test
  void whoFitsAsWellAsAllOthersIsNotFound() {
    assertThat(Ranking.place(new double[] {1, 1, 1}, 0)).isEqualTo(3);
  }
}
