package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.nn.Conv1d;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextCnnTest {
  private static final int WORDS = 7;
  private static final int WIDTH = 3;
  private static final int FILTERS = 4;
  private static final int CLASSES = 3;

  private final TextCnn model =
      TextCnn.of(WORDS, WIDTH, List.of(1, 3), FILTERS, CLASSES, 0.5, Rng.of(5));
  private final int[][] texts = {{1, 2, 3, 4, 0}, {6, 5, 6, 0, 0}};

  private Tensor input() {
    return Tensor.of(
        Arrays.stream(texts).flatMapToInt(Arrays::stream).toArray(), texts.length, texts[0].length);
  }

  /// The answer of a filter at a place, word by word.
  private double answer(Conv1d filters, int f, int[] text, int place) {
    float[] weight = filters.weight().value().toFloats();
    float[] words = model.words().weight().value().toFloats();
    int seen = filters.weight().shape().dim(2);
    double sum = filters.bias().orElseThrow().value().toFloats()[f];
    for (int k = 0; k < seen; k++) {
      for (int d = 0; d < WIDTH; d++) {
        sum += weight[(f * WIDTH + d) * seen + k] * words[text[place + k] * WIDTH + d];
      }
    }
    return Math.max(0, sum);
  }

  @Test
  void eachFilterCountsWhereItAnswersMost() {
    float[] strongest = model.strongest(input()).toFloats();
    int[] places = model.places(input()).toInts();
    int[] widths = model.widths();
    assertThat(widths).containsExactly(1, 1, 1, 1, 3, 3, 3, 3);
    for (int n = 0; n < texts.length; n++) {
      for (int f = 0; f < widths.length; f++) {
        double best = -1;
        int at = 0;
        for (int place = 0; place + widths[f] <= texts[n].length; place++) {
          double answer = answer(model.filters().get(f / FILTERS), f % FILTERS, texts[n], place);
          if (answer > best) {
            best = answer;
            at = place;
          }
        }
        assertThat((double) strongest[n * widths.length + f]).isCloseTo(best, within(1e-5));
        assertThat(places[n * widths.length + f]).isEqualTo(at);
      }
    }
  }

  @Test
  void answersAddUpToTheLogits() {
    Tensor logits = model.forward(input());
    Tensor parts =
        model
            .strongest(input())
            .matmul(model.head().weight().value().transpose(0, 1))
            .add(model.head().bias().orElseThrow().value());
    assertThat(logits.shape().dims()).containsExactly(2, CLASSES);
    float[] expected = parts.toFloats();
    float[] found = logits.toFloats();
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-5f));
    }
  }

  @Test
  void aTextMustBeAsLongAsTheWidestFilter() {
    assertThatThrownBy(() -> model.forward(Tensor.of(new int[] {1, 2}, 1, 2)))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("T of at least 3")
        .hasMessageContaining("[1, 2]");
  }
}
