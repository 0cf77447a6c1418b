package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CausalTaggerTest {
  private final CausalTagger model = CausalTagger.of(5, 3, 4, 2, 3, 6, Rng.of(1));

  private float[] last(int... symbols) {
    Tensor logits = model.forward(Tensor.of(symbols, 1, symbols.length));
    assertThat(logits.shape().toString()).isEqualTo("[1, " + symbols.length + ", 6]");
    float[] all = logits.toFloats();
    return Arrays.copyOfRange(all, all.length - 6, all.length);
  }

  @Test
  void anAnswerDependsOnItsReachAndNothingElse() {
    assertThat(model.reach()).isEqualTo(5);
    float[] base = last(1, 2, 3, 4, 0, 1, 2);
    assertThat(last(4, 4, 3, 4, 0, 1, 2)).isEqualTo(base);
    assertThat(last(1, 2, 0, 4, 0, 1, 2)).isNotEqualTo(base);
  }

  @Test
  void whatComesLaterChangesNothing() {
    float[] early = model.forward(Tensor.of(new int[] {1, 2, 3, 4}, 1, 4)).toFloats();
    float[] other = model.forward(Tensor.of(new int[] {1, 2, 3, 0}, 1, 4)).toFloats();
    assertThat(Arrays.copyOf(other, 18)).isEqualTo(Arrays.copyOf(early, 18));
  }
}
