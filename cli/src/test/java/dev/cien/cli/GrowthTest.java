package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.recipes.PowerLaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `cien bench --sweep` and `--soak`: how time grows, and whether memory does.
class GrowthTest {
  private static final Terminal TERMINAL =
      new Terminal(System.out, System.err, Messages.of(Language.EN), false, 100);

  @Test
  void theExponentOfAPowerLawIsFound() {
    double[] x = {2, 3, 5, 8};
    double[] y = {4 * 0.7, 9 * 0.7, 25 * 0.7, 64 * 0.7};
    assertThat(PowerLaw.of(x, y).exponent()).isCloseTo(2, within(1e-12));
    assertThat(PowerLaw.of(new double[] {1, 2}, new double[] {6, 3}).exponent())
        .isCloseTo(-1, within(1e-12));
    // log y = 0, 1, 1 at log₂ x = 0, 1, 2: the least-squares slope is ½.
    assertThat(PowerLaw.of(new double[] {1, 2, 4}, new double[] {1, 2, 2}).exponent())
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void sizesLieAroundTheChosenOne() {
    assertThat(Sweep.around(64)).containsExactly(32, 64, 96, 128);
    assertThat(Sweep.around(3)).containsExactly(1, 3, 4, 6);
    assertThat(Sweep.around(1)).containsExactly(1, 2, 3, 4);
    assertThat(Sweep.counts(1)).containsExactly(1);
    assertThat(Sweep.counts(6)).containsExactly(1, 2, 4, 6);
  }

  /// With a clock that shows the arithmetic itself, every fit is the prediction; the chosen sizes
  /// are measured once.
  @Test
  void aSweepVariesOneSizeAfterTheOther() {
    Bench gpt = Bench.of(TERMINAL, List.of("gpt"), Map.of("gpt.T", "64")).getFirst();
    var asked = new ArrayList<Map<String, String>>();
    List<Sweep> sweeps =
        Sweep.of(
            gpt,
            (bench, threads) -> {
              asked.add(bench.settings().values());
              return bench.workload().flops(bench.settings()) / threads;
            });
    assertThat(sweeps).extracting(Sweep::key).startsWith("batch", "T", "width", "layers");
    assertThat(sweeps)
        .allSatisfy(s -> assertThat(s.exponent()).isCloseTo(s.predicted(), within(1e-9)));
    assertThat(sweeps.getFirst().predicted()).isCloseTo(1, within(1e-9));
    assertThat(sweeps.get(1).predicted()).isBetween(1.0, 1.2);
    assertThat(sweeps.get(2).predicted()).isBetween(1.5, 2.0);
    assertThat(asked).filteredOn(gpt.settings().values()::equals).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void aSweepIsARowForEachSize() {
    Typed typed =
        Typed.cien(
            "bench",
            "--sweep",
            "--only",
            "tiny",
            "--forks",
            "0",
            "--seconds",
            "0.01",
            "--warmup",
            "0",
            "--json");
    assertThat(typed.code()).as(typed.err()).isZero();
    JsonNode first = JsonMapper.shared().readTree(typed.lines().getFirst());
    assertThat(first.get("key").asString()).isEqualTo("batch");
    assertThat(first.get("values").size()).isEqualTo(4);
    assertThat(first.get("ms").size()).isEqualTo(4);
    assertThat(first.get("predicted").asDouble()).isEqualTo(1);
    assertThat(first.get("exponent").isNumber()).isTrue();
  }

  @Test
  void aSoakSaysWhetherMemoryIsFlat() {
    Typed typed = Typed.cien("bench", "--soak", "tiny=40", "--json");
    JsonNode line = JsonMapper.shared().readTree(typed.out());
    assertThat(line.propertyNames())
        .contains("work", "steps", "heap_before_mb", "heap_after_mb", "heap_most_mb", "flat");
    assertThat(line.get("steps").asLong()).isEqualTo(40);
    assertThat(line.get("heap_most_mb").asDouble())
        .isGreaterThanOrEqualTo(line.get("heap_before_mb").asDouble())
        .isPositive();
    assertThat(typed.code()).isEqualTo(line.get("flat").asBoolean() ? Exit.OK : Exit.FAILED);
  }

  @Test
  void memoryThatGrowsIsNotCalledFlat() {
    long megabyte = 1 << 20;
    assertThat(soak(200 * megabyte, 201 * megabyte).flat()).isTrue();
    assertThat(soak(200 * megabyte, 203 * megabyte).flat()).isFalse();
    assertThat(soak(8 * megabyte, 8 * megabyte + 1000).flat()).isTrue();
    assertThat(soak(8 * megabyte, 10 * megabyte).flat()).isFalse();
    assertThat(soak(200 * megabyte, 100 * megabyte).flat()).isTrue();
  }

  private static Soak soak(long before, long after) {
    return new Soak("tiny", 1, 100, 1, before, after, Math.max(before, after), 0);
  }

  @Test
  void memoryIsShownIfAskedFor() {
    Typed typed =
        Typed.cien(
            "bench",
            "--only",
            "tiny",
            "--memory",
            "--forks",
            "0",
            "--seconds",
            "0.01",
            "--warmup",
            "0",
            "--json");
    JsonNode line = JsonMapper.shared().readTree(typed.out());
    assertThat(line.get("heap_live_mb").asDouble()).isPositive();
    assertThat(line.get("heap_peak_mb").asDouble()).isPositive();
    assertThat(Timing.of(line).memory()).isPresent();
  }

  @Test
  void wrongWordsAreExplainedInOneLine() {
    for (var wrong :
        Map.of(
                "tinny=40", "no workload called tinny. Did you mean tiny?",
                "tiny=19", "--soak tiny: expected 20 steps or more, found 19",
                "tiny=many", "many")
            .entrySet()) {
      Typed typed = Typed.cien("bench", "--soak", wrong.getKey());
      assertThat(typed.code()).isEqualTo(Exit.USAGE);
      assertThat(typed.err().lines()).hasSize(1);
      assertThat(typed.err()).contains(wrong.getValue());
    }
    assertThat(Typed.cien("bench", "--soak", "tiny=40", "--sweep").err())
        .contains("leave out --only, --sweep and --memory");
  }
}
