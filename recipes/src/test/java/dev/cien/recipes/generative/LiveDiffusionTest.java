package dev.cien.recipes.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.recipes.InputException;
import dev.cien.recipes.live.LiveState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The diffusion that is watched: it learns, goes on with the same bits, and its formula agrees
/// with walkers.
class LiveDiffusionTest {
  private static LiveDiffusion trained(int steps) {
    LiveDiffusion live = new LiveDiffusion(Map.of("data", "ring"));
    for (int i = 0; i < steps; i++) {
      live.train();
    }
    return live;
  }

  @Test
  void itLearnsAndGoesOnWithTheSameBits() {
    LiveDiffusion whole = trained(500);
    LiveDiffusion taken = new LiveDiffusion(Map.of("data", "ring"));
    taken.restore(LiveState.read(LiveState.text(trained(490).state())));
    for (int i = 0; i < 10; i++) {
      taken.train();
    }
    assertThat(taken.ask(Map.of("what", "forward", "t", "50")))
        .usingRecursiveComparison()
        .isEqualTo(whole.ask(Map.of("what", "forward", "t", "50")));
    var way =
        (LiveDiffusion.Way) whole.ask(Map.of("what", "sample", "sampler", "ddim", "jumps", "20"));
    var untrained =
        (LiveDiffusion.Way)
            new LiveDiffusion(Map.of("data", "ring"))
                .ask(Map.of("what", "sample", "sampler", "ddim", "jumps", "20"));
    assertThat(way.distance()).isLessThan(0.5 * untrained.distance());
    assertThat(way.distance()).isGreaterThan(whole.still().chance());
    assertThat(way.after()).hasSize(21).endsWith(20);
    assertThat(whole.frame().distances().getFirst()).containsExactly(500);
  }

  @Test
  void walkersAreWhereTheFormulaHasThem() {
    LiveDiffusion live = new LiveDiffusion(Map.of("schedule", "cosine"));
    for (int t : new int[] {1, 40, 100}) {
      var drowned = (LiveDrowning.Drowned) live.ask(Map.of("t", Integer.toString(t)));
      assertThat(drowned.probability()).as("t = " + t).isGreaterThan(0.01);
      assertThat(drowned.walkedMean())
          .isCloseTo(drowned.mean(), org.assertj.core.api.Assertions.within(0.05));
    }
    var data = (LiveDrowning.Drowned) live.ask(Map.of("t", "0"));
    assertThat(data.drowned()).isEqualTo(live.still().clean());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    LiveDiffusion live = new LiveDiffusion(Map.of());
    for (Map<String, String> question :
        List.of(Map.of("t", "101"), Map.of("jumps", "0"), Map.of("what", "x"), Map.of("a", "1"))) {
      assertThatThrownBy(() -> live.ask(question)).isInstanceOf(InputException.class);
    }
    assertThatThrownBy(() -> live.tune("data", "grid")).isInstanceOf(InputException.class);
  }
}
