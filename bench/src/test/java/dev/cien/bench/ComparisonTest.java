package dev.cien.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static Sample sample(String engine, double ms, double first, double resident) {
    return new Sample("mlp", engine, "9", 2, ms, first, resident, engine.equals("cien") ? 20 : 0);
  }

  @Test
  void mediansAreComparedWithTheBestOfTheOthers() {
    Comparison comparison = new Comparison(List.of("cien", "torch-eager", "jax-jit"));
    for (double ms : new double[] {1.0, 9.0, 2.0}) {
      comparison.add(sample("cien", ms, 100, 300));
    }
    comparison.add(sample("torch-eager", 6, 50, 450));
    comparison.add(sample("jax-jit", 5, 400, 600));
    comparison.missing("jax-jit", "unet", "not written");
    comparison.missing("jax-jit", "unet", "not written, again");
    String page = comparison.markdown();
    assertThat(page.lines())
        .contains(
            "### One step, 2 threads",
            "| | cien | torch-eager | jax-jit | best other / cien |",
            "| mlp | 2.00 | 6.00 | 5.00 | 2.50 |",
            "| mlp | 100 | 50.0 | 400 | 0.50 |",
            "| mlp | 300 (20.0) | 450 | 600 | 1.50 |",
            "* jax-jit, unet: not written");
    assertThat(comparison.versions()).isEqualTo("cien 9, jax-jit 9, torch-eager 9");
  }

  @Test
  void whoDidNotAnswerHasADash() {
    Comparison comparison = new Comparison(List.of("cien", "djl"));
    comparison.add(sample("cien", 2, 100, 300));
    assertThat(comparison.markdown().lines()).contains("| mlp | 2.00 | – | – |");
  }

  @Test
  void threeDigitsCount() {
    assertThat(Comparison.number(0.0234)).isEqualTo("0.0234");
    assertThat(Comparison.number(1.2345)).isEqualTo("1.23");
    assertThat(Comparison.number(61.49)).isEqualTo("61.5");
    assertThat(Comparison.number(1234.4)).isEqualTo("1234");
  }
}
