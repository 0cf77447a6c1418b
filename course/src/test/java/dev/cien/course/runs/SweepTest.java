package dev.cien.course.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.recipes.InputException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepTest {
  private static Sweep xor(String key, String... values) {
    return new Sweep("xor", key, List.of(values), List.of(1L, 2L));
  }

  @Test
  void everyValueHasItsFirstSeedBeforeAnyHasItsSecond() {
    Sweep sweep = xor("hidden", "1", "2", "8");
    List<String> order = new ArrayList<>();
    for (int i = 0; i < sweep.size(); i++) {
      order.add(sweep.value(i) + "/" + sweep.seed(i));
    }
    assertThat(order).containsExactly("1/1", "2/1", "8/1", "1/2", "2/2", "8/2");
  }

  @Test
  void trainingsGiveCurvesAndFiguresAndDependOnValueAndSeed() {
    Sweep sweep = xor("epochs", "2", "5");
    List<Integer> heard = new ArrayList<>();
    SweptRun run =
        SweptRun.of(sweep, 1, () -> false, where -> heard.add(where.epochs())).orElseThrow();
    assertThat(run.value()).isEqualTo("5");
    assertThat(run.epochs()).hasSize(5);
    assertThat(run.figures()).containsKeys("accuracy", "loss");
    assertThat(run.trouble()).isEmpty();
    assertThat(run.cut()).isFalse();
    assertThat(heard).isNotEmpty().containsOnly(5);
    SweptRun again = SweptRun.of(sweep, 1, () -> false, _ -> {}).orElseThrow();
    assertThat(again.figures()).isEqualTo(run.figures());
    SweptRun other = SweptRun.of(sweep, 3, () -> false, _ -> {}).orElseThrow();
    assertThat(other.figures().get("loss")).isNotEqualTo(run.figures().get("loss"));
    assertThat(SweptRun.of(sweep, 1, () -> true, _ -> {})).isEmpty();
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> xor("hidden", "3")).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> xor("hidden", "3", "3")).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> xor("hidden", "3", "1000000")).hasMessageContaining("up to 32");
    assertThatThrownBy(() -> xor("hidden", "3", "0")).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> xor("rate", "0.1", "NaN")).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> xor("seed", "1", "2")).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> xor("nothing", "1", "2")).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> new Sweep("magic", "rate", List.of("1", "2"), List.of(1L)))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() -> new Sweep("xor", "rate", List.of("1", "2"), List.of()))
        .isInstanceOf(InputException.class);
  }
}
