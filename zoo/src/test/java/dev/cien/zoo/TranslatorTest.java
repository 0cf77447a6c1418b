package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranslatorTest {
  private final Translator model =
      Translator.of(new Translator.Config(9, 7, 12, 3, 2, 0.1), Rng.of(1));

  private static Tensor tokens(int... values) {
    return Tensor.of(values, 1, values.length);
  }

  @Test
  void paddingOfTheSourceChangesNothing() {
    float[] bare = model.forward(tokens(4, 5, 6), tokens(1, 2)).toFloats();
    float[] padded = model.forward(tokens(4, 5, 6, 0, 0), tokens(1, 2)).toFloats();
    assertThat(padded).containsExactly(bare, within(1e-5f));
  }

  @Test
  void theDecoderSeesTheSourceAndWhatItWroteAndNothingElse() {
    float[] before = model.forward(tokens(4, 5), tokens(1, 2, 3)).toFloats();
    float[] later = model.forward(tokens(4, 5), tokens(1, 2, 6)).toFloats();
    assertThat(Arrays.copyOf(later, 14)).isEqualTo(Arrays.copyOf(before, 14));
    float[] other = model.forward(tokens(4, 8), tokens(1, 2, 3)).toFloats();
    assertThat(other[0]).isNotEqualTo(before[0]);
  }

  @Test
  void crossAttentionLooksAtTheSourceAndNotAtPadding() {
    List<Tensor> weights = model.attention(tokens(4, 5, 0), tokens(1, 2));
    assertThat(weights).hasSize(2);
    assertThat(weights.getLast().shape()).isEqualTo(Shape.of(1, 3, 2, 3));
    assertThat(weights.getLast().slice(3, 2, 3).abs().sum().item()).isZero();
    assertThat(weights.getLast().sum().item()).isCloseTo(6, within(1e-4));
  }

  /// Tokens 0 and 1 of which 2 is the start and 3 the end. The likelier first token leads to
  /// unlikely texts.
  private static float[][] trap(int[] texts, int[][] beginnings) {
    float[][] logs = new float[beginnings.length][];
    for (int i = 0; i < logs.length; i++) {
      int[] b = beginnings[i];
      double[] p =
          b.length == 1
              ? new double[] {0.6, 0.4, 0, 0}
              : b.length > 2 || texts[i] == 1
                  ? new double[] {0, 0, 0, 1}
                  : b[1] == 0
                      ? new double[] {0.35, 0.35, 0, 0.3}
                      : new double[] {0.05, 0.05, 0, 0.9};
      logs[i] = new float[4];
      for (int t = 0; t < 4; t++) {
        logs[i][t] = (float) Math.log(Math.max(p[t], 1e-9));
      }
    }
    return logs;
  }

  @Test
  void aWiderBeamFindsWhatGreedySearchMisses() {
    assertThat(new BeamSearch(1, 5, 2, 3).search(1, TranslatorTest::trap).getFirst())
        .containsExactly(0, 0);
    assertThat(new BeamSearch(2, 5, 2, 3).search(1, TranslatorTest::trap).getFirst())
        .containsExactly(1);
  }

  @Test
  void textsAreSearchedApartAndEndAtTheirLength() {
    List<int[]> found = new BeamSearch(1, 5, 2, 3).search(2, TranslatorTest::trap);
    assertThat(found.getFirst()).containsExactly(0, 0);
    assertThat(found.getLast()).containsExactly(0);
    assertThat(new BeamSearch(1, 1, 2, 3).search(1, TranslatorTest::trap).getFirst())
        .containsExactly(0);
  }
}
