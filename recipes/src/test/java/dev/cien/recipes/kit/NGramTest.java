package dev.cien.recipes.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cien.tensor.Rng;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NGramTest {
  private static final int[] TEXT = {0, 1, 0, 1, 2};

  @Test
  void probabilitiesAreThoseOfTheRule() {
    // unigrams of 5: two 0, two 1, one 2; three kinds; V = 4
    double zero = (2 + 3 * 0.25) / (5 + 3);
    double two = (1 + 3 * 0.25) / (5 + 3);
    NGram model = NGram.of(2, 4, TEXT);
    assertThat(model.probability(new int[] {0}, 0)).isCloseTo(zero, within(1e-12));
    // after 1: once 0, once 2; two kinds
    assertThat(model.probability(new int[] {1, 0}, 1)).isCloseTo((1 + 2 * zero) / 4, within(1e-12));
    assertThat(model.probability(new int[] {1, 2}, 1)).isCloseTo((1 + 2 * two) / 4, within(1e-12));
    // nothing was seen after 3: the shorter context answers
    assertThat(model.probability(new int[] {3, 2}, 1)).isCloseTo(two, within(1e-12));
  }

  @Test
  void probabilitiesAddUpToOneForAnyContext() {
    Rng rng = Rng.of(1);
    int[] text = IntStream.range(0, 4000).map(_ -> rng.nextInt(200)).toArray();
    for (int order : new int[] {1, 3, 7}) {
      NGram model = NGram.of(order, 256, text);
      int[] context = Arrays.copyOf(text, 10);
      double sum = 0;
      for (int symbol = 0; symbol < 256; symbol++) {
        context[9] = symbol;
        sum += model.probability(context, 9);
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void whatRepeatsItselfIsForeseen() {
    int[] text = IntStream.range(0, 3000).map(i -> i % 10).toArray();
    assertThat(NGram.of(1, 10, text).bits(text))
        .isCloseTo(Math.log(10) / Math.log(2), within(1e-3));
    assertThat(NGram.of(3, 10, text).bits(text)).isLessThan(0.05);
  }

  @Test
  void whatItCannotCountIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NGram.of(8, 10, 1))
        .withMessageContaining("order 8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NGram.of(2, 10, 10))
        .withMessageContaining("found 10");
  }
}
