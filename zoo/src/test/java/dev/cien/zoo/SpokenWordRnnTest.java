package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.nn.Params;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpokenWordRnnTest {
  private static final int BANDS = 5;
  private static final int WORDS = 3;

  private static SpokenWordRnn model(Cell cell, int layers, boolean bidirectional) {
    return SpokenWordRnn.of(
        new SpokenWordRnn.Config(BANDS, 4, cell, 6, layers, bidirectional, WORDS, 0.5), Rng.of(7));
  }

  private static Tensor sounds(int count, int moments) {
    return Tensor.randn(Rng.of(8), count, 1, moments, BANDS);
  }

  @Test
  void oddAndEvenLengthsGiveOneAnswerASound() {
    for (Cell cell : Cell.values()) {
      SpokenWordRnn model = model(cell, 1, false);
      for (int moments : new int[] {1, 2, 7}) {
        assertThat(model.forward(sounds(2, moments)).shape().dims()).containsExactly(2, WORDS);
        assertThat(model.states(sounds(2, moments)).shape().dims())
            .containsExactly(2, (moments + 1) / 2, 6);
      }
    }
    SpokenWordRnn both = model(Cell.GRU, 2, true);
    assertThat(both.states(sounds(1, 6)).shape().dims()).containsExactly(1, 3, 12);
    // 5·4·5 + 4·4·3 filters, two norms of 2·4, 3·(4·6 + 6·6 + 6 + 6) for the cell, (6 + 1)·3.
    assertThat(Params.of(model(Cell.GRU, 1, false)).count()).isEqualTo(100 + 48 + 16 + 216 + 21);
  }

  @Test
  void theAnswerOverTimeEndsInTheWholeAnswerAndDoesNotSeeAhead() {
    SpokenWordRnn model = model(Cell.GRU, 1, false);
    Tensor sounds = sounds(2, 12);
    float[] whole = model.forward(sounds).toFloats();
    float[] over = model.overTime(sounds).toFloats();
    for (int n = 0; n < 2; n++) {
      for (int c = 0; c < WORDS; c++) {
        assertThat(over[(n * 6 + 5) * WORDS + c]).isCloseTo(whole[n * WORDS + c], within(1e-5f));
      }
    }
    // The third answer has heard seven moments: 2·2 + 2 of the first convolution, and one more of
    // the second.
    float[] values = sounds.toFloats();
    for (int n = 0; n < 2; n++) {
      Arrays.fill(values, (n * 12 + 9) * BANDS, (n + 1) * 12 * BANDS, 9);
    }
    float[] changed = model.overTime(Tensor.of(values, 2, 1, 12, BANDS)).toFloats();
    for (int i = 0; i < 3 * WORDS; i++) {
      assertThat(changed[i]).isEqualTo(over[i]);
    }
    assertThat(changed[5 * WORDS]).isNotEqualTo(over[5 * WORDS]);
  }
}
