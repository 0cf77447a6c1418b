package dev.cien.recipes.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.recipes.InputException;
import dev.cien.recipes.live.LiveState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The game that is watched: the same numbers however it is interrupted.
class LiveGanTest {
  private static LiveGan played(Map<String, String> settings, int rounds) {
    LiveGan gan = new LiveGan(settings);
    for (int i = 0; i < rounds; i++) {
      gan.train();
    }
    return gan;
  }

  @ParameterizedTest
  @ValueSource(strings = {"non-saturating", "wgan-gp"})
  void whatWasKeptGoesOnWithTheSameBits(String variant) {
    Map<String, String> settings = Map.of("variant", variant, "seed", "7");
    LiveGan whole = played(settings, 50);
    LiveGan half = played(settings, 30);
    LiveGan taken = new LiveGan(settings);
    taken.restore(LiveState.read(LiveState.text(half.state())));
    assertThat(taken.step()).isEqualTo(30);
    for (int i = 0; i < 20; i++) {
      taken.train();
    }
    assertThat(taken.frame().made()).isEqualTo(whole.frame().made());
    assertThat(taken.frame().generatorCost()).isEqualTo(whole.frame().generatorCost());
    assertThat(taken.frame().track().get(1)).isEqualTo(whole.frame().track().get(1));
  }

  @Test
  void theLongestArrowIsAFifthOfThePlane() {
    LiveGan gan = played(Map.of(), 5);
    float[] pull = gan.frame().pull();
    double longest = 0;
    for (int i = 0; i < pull.length; i += 4) {
      longest = Math.max(longest, Math.hypot(pull[i + 2], pull[i + 3]));
    }
    assertThat(longest).isBetween(0.399 * gan.still().reach(), 0.401 * gan.still().reach());
  }

  @Test
  void aRateOfNothingMovesNothing() {
    LiveGan gan = played(Map.of(), 3);
    gan.tune("rate", "0.00001");
    float[] before = gan.frame().made();
    gan.train();
    float[] slow = gan.frame().made();
    gan.tune("rate", "0.1");
    gan.train();
    assertThat(largest(slow, before)).isLessThan(0.01);
    assertThat(largest(gan.frame().made(), slow)).isGreaterThan(0.1);
  }

  private static double largest(float[] a, float[] b) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
    }
    return most;
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new LiveGan(Map.of("data", "cube")))
        .isInstanceOf(InputException.class);
    LiveGan gan = new LiveGan(Map.of());
    assertThatThrownBy(() -> gan.tune("data", "grid")).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> gan.tune("rate", "NaN")).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> gan.ask(Map.of("z1", "40"))).isInstanceOf(InputException.class);
  }
}
