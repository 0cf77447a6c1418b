package dev.cien.recipes.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.recipes.InputException;
import dev.cien.recipes.live.LiveState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The model that is looked into: it learns, goes on with the same bits, and its numbers add up.
class LiveAttentionTest {
  private static final int SAVED_AT = 80;

  /// One training for all tests: its state after some steps, and itself after some more.
  private static final LiveAttention WHOLE = new LiveAttention(Map.of("task", "reverse"));

  private static Map<String, String> saved;

  @BeforeAll
  static void train() {
    for (int i = 0; i < SAVED_AT; i++) {
      WHOLE.train();
    }
    saved = LiveState.text(WHOLE.state());
    goOn(WHOLE);
  }

  private static void goOn(LiveAttention live) {
    for (int i = 0; i < 20; i++) {
      live.train();
    }
  }

  private static AttentionLook look(LiveAttention live, String... more) {
    Map<String, String> question = new HashMap<>(Map.of("text", "sol>lo"));
    for (int i = 0; i < more.length; i += 2) {
      question.put(more[i], more[i + 1]);
    }
    return (AttentionLook) live.ask(question);
  }

  @Test
  void itLearnsAndGoesOnWithTheSameBits() {
    LiveAttention taken = new LiveAttention(Map.of("task", "reverse"));
    taken.restore(LiveState.read(saved));
    goOn(taken);
    assertThat(look(taken).logits()).isEqualTo(look(WHOLE).logits());
    assertThat(WHOLE.frame().cost()).isLessThan(Math.log(27));
    assertThat(WHOLE.frame().accuracy()).isGreaterThan(2 * WHOLE.still().chance());
  }

  @Test
  void everyNumberFollowsFromTheOnesBefore() {
    AttentionLook look = look(WHOLE, "layer", "1", "head", "1", "position", "5");
    int steps = look.tokens().size();
    int width = look.query()[0].length;
    for (int q = 0; q < steps; q++) {
      double[] exp = new double[steps];
      for (int k = 0; k < steps; k++) {
        double score = 0;
        for (int i = 0; i < width; i++) {
          score += look.query()[q][i] * look.key()[k][i] / Math.sqrt(width);
        }
        assertThat((double) look.scores()[q][k]).isCloseTo(score, within(1e-5));
        exp[k] = k > q ? 0 : Math.exp(score);
      }
      double sum = Arrays.stream(exp).sum();
      double first = 0;
      for (int k = 0; k < steps; k++) {
        assertThat((double) look.weights()[q][k]).isCloseTo(exp[k] / sum, within(1e-5));
        first += exp[k] / sum * look.value()[k][0];
      }
      assertThat((double) look.output()[q][0]).isCloseTo(first, within(1e-5));
    }
    assertThat(Arrays.stream(look.plain()).sum()).isCloseTo(1, within(1e-9));
  }

  @Test
  void fewLettersAreDrawnWithTopK() {
    AttentionLook look = look(WHOLE, "topK", "3", "temperature", "0.5");
    assertThat(Arrays.stream(look.drawn()).filter(p -> p > 0).count()).isEqualTo(3);
    assertThat(Arrays.stream(look.drawn()).sum()).isCloseTo(1, within(1e-9));
  }

  @Test
  void whatItCannotReadIsRefused() {
    LiveAttention live = new LiveAttention(Map.of());
    for (String text : new String[] {"", "hola mundo", "á", "a".repeat(25)}) {
      assertThatThrownBy(() -> live.ask(Map.of("text", text))).isInstanceOf(InputException.class);
    }
    assertThatThrownBy(() -> live.ask(Map.of("text", "a", "layer", "2")))
        .isInstanceOf(InputException.class);
  }
}
