package dev.cien.recipes.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.recipes.InputException;
import dev.cien.recipes.live.LiveState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Three cells that are watched: they go on with the same bits, gates agree with states, and the
/// plain cell's gradient is the one that vanishes.
class LiveMemoryTest {
  private static LiveMemory trained(Map<String, String> settings, int steps) {
    LiveMemory live = new LiveMemory(settings);
    for (int i = 0; i < steps; i++) {
      live.train();
    }
    return live;
  }

  @Test
  void itGoesOnWithTheSameBits() {
    Map<String, String> settings = Map.of("task", "adding", "lag", "6");
    LiveMemory whole = trained(settings, 20);
    LiveMemory taken = new LiveMemory(settings);
    taken.restore(LiveState.read(LiveState.text(whole.state())));
    for (int i = 0; i < 10; i++) {
      whole.train();
      taken.train();
    }
    assertThat(taken.frame().costs()).isEqualTo(whole.frame().costs());
    assertThat(taken.frame().norms()).isEqualTo(whole.frame().norms());
    assertThat(taken.step()).isEqualTo(30);
  }

  @Test
  void theGradientOfThePlainCellVanishesFirst() {
    Map<String, double[]> gradients =
        trained(Map.of("lag", "30", "keep", "4"), 1).ask(Map.of()).gradients();
    assertThat(left(gradients.get("rnn"))).isLessThan(1e-3);
    for (String gated : List.of("lstm", "gru")) {
      assertThat(left(gradients.get(gated))).isGreaterThan(100 * left(gradients.get("rnn")));
    }
  }

  private static double left(double[] norms) {
    return norms[0] / norms[norms.length - 1];
  }

  @Test
  void theStateFollowsFromTheGates() {
    var look = trained(Map.of("task", "copy", "lag", "5"), 3).ask(Map.of("sample", "4"));
    float[][] keep = look.gates().get("gru").get("keep");
    float[][] hidden = look.gates().get("gru").get("hidden");
    assertThat(look.says()).hasSize(keep.length).endsWith("?");
    // From a state of zeros h = (1 − z)·n, and a proposal n lies between −1 and 1.
    for (int unit = 0; unit < keep[0].length; unit++) {
      assertThat(Math.abs(hidden[0][unit])).isLessThanOrEqualTo(1 - keep[0][unit] + 1e-6f);
    }
    float[][] memory = look.gates().get("lstm").get("memory");
    float[][] show = look.gates().get("lstm").get("output");
    float[][] seen = look.gates().get("lstm").get("hidden");
    for (int t = 0; t < memory.length; t++) {
      assertThat((double) seen[t][0]).isCloseTo(show[t][0] * Math.tanh(memory[t][0]), within(1e-5));
    }
  }

  @Test
  void aClipMakesStepsShorter() {
    Map<String, String> plain = Map.of("rule", "sgd", "lag", "4", "clip", "0");
    Map<String, String> clipped = Map.of("rule", "sgd", "lag", "4", "clip", "0.0001");
    double start = new LiveMemory(plain).ask(Map.of()).gates().get("rnn").get("hidden")[0][0];
    double free = trained(plain, 1).ask(Map.of()).gates().get("rnn").get("hidden")[0][0];
    double held = trained(clipped, 1).ask(Map.of()).gates().get("rnn").get("hidden")[0][0];
    assertThat(Math.abs(held - start)).isLessThan(0.1 * Math.abs(free - start));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new LiveMemory(Map.of("lag", "81")))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() -> new LiveMemory(Map.of()).ask(Map.of("sample", "200")))
        .isInstanceOf(InputException.class);
  }
}
