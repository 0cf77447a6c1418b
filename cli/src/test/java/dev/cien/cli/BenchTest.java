package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.recipes.workload.Workloads;
import dev.cien.tensor.Machine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchTest {
  private static final String[] QUICK = {
    "bench", "--forks", "0", "--seconds", "0.02", "--warmup", "0"
  };

  private final int threads = Machine.threads();

  @AfterEach
  void restoreThreads() {
    Machine.threads(threads);
  }

  private static Typed quick(String... more) {
    String[] words = Arrays.copyOf(QUICK, QUICK.length + more.length);
    System.arraycopy(more, 0, words, QUICK.length, more.length);
    return Typed.cien(words);
  }

  @Test
  void aWorkloadGivesOneJsonLineWithTheAgreedFields() {
    Typed typed = quick("--only", "tiny", "--threads", "1", "--set", "tiny.batch=4", "--json");
    assertThat(typed.code()).as(typed.err()).isZero();
    assertThat(typed.lines()).hasSize(1);
    JsonNode line = JsonMapper.shared().readTree(typed.out());
    assertThat(line.propertyNames())
        .contains("work", "engine", "threads", "ms", "best_ms", "items_s", "first_ms");
    assertThat(line.get("work").asString()).isEqualTo("tiny");
    assertThat(line.get("engine").asString()).isEqualTo("cien");
    assertThat(line.get("threads").asInt()).isEqualTo(1);
    double ms = line.get("ms").asDouble();
    assertThat(ms).isPositive();
    assertThat(line.get("best_ms").asDouble()).isPositive().isLessThanOrEqualTo(ms);
    assertThat(line.get("first_ms").asDouble()).isGreaterThan(line.get("best_ms").asDouble());
    assertThat(line.get("items_s").asDouble()).isBetween(3.9e3 / ms, 4.1e3 / ms);
  }

  @Test
  void theTableNamesEachWorkloadOnce() {
    Typed typed = quick("--only", "tiny,mlp", "--set", "mlp.width=8", "--set", "mlp.inputs=9");
    assertThat(typed.code()).as(typed.err()).isZero();
    assertThat(typed.lines()).hasSize(3);
    assertThat(typed.lines().getFirst()).contains("work", "best ms", "items/s", "GFLOP/s");
    assertThat(typed.lines().get(1)).startsWith("tiny ");
    assertThat(typed.lines().get(2)).startsWith("mlp ");
  }

  @Test
  void aForkMeasuresInAJvmOfItsOwn() {
    Typed typed =
        Typed.cien(
            "bench",
            "--only",
            "tiny",
            "--forks",
            "1",
            "--seconds",
            "0.02",
            "--warmup",
            "0",
            "--set",
            "tiny.batch=3",
            "--json");
    assertThat(typed.code()).as(typed.err()).isZero();
    Timing timing = Timing.of(JsonMapper.shared().readTree(typed.out()));
    assertThat(timing.items()).isEqualTo(3);
    assertThat(timing.firstMs()).isGreaterThan(timing.ms());
  }

  @Test
  void forksBecomeTheirMedian() {
    Timing timing =
        Timing.median(
            List.of(
                new Timing("mlp", 2, 5, 4, 64, 90, 900, Optional.empty()),
                new Timing("mlp", 2, 3, 3.5, 64, 80, 800, Optional.empty()),
                new Timing("mlp", 2, 4, 3, 64, 70, 700, Optional.empty())));
    assertThat(timing).isEqualTo(new Timing("mlp", 2, 4, 3, 64, 80, 800, Optional.empty()));
    assertThat(timing.fields()).containsEntry("items_s", 16_000L);
  }

  @Test
  void whatAForkIsAskedForIsWhatWasChosen() {
    var terminal = new Terminal(System.out, System.err, Messages.of(Language.EN), false, 100);
    Bench bench =
        Bench.of(terminal, List.of("gpt"), Map.of("gpt.T", "256", "gpt.batch", "8")).getFirst();
    assertThat(bench.options()).containsExactly("--only", "gpt", "--set", "gpt.T=256");
    assertThat(Bench.of(terminal, List.of(), Map.of()))
        .extracting(Bench::name)
        .containsExactlyElementsOf(Workloads.names());
  }

  @Test
  void wrongWordsAreExplainedInOneLine() {
    usage(quick("--only", "gtp"), "no workload called gtp. Did you mean gpt? Workloads: tiny");
    usage(quick("--set", "T=3"), "--set T: expected NAME.KEY=VALUE");
    usage(quick("--set", "gpt.t=3"), "gpt: setting t does not exist", "T=128", "norm=layer");
    usage(quick("--set", "lstm.cell=tanh"), "lstm: setting cell: expected one of lstm, gru, rnn");
    usage(
        quick("--set", "resnet.batch=0"), "expected a whole number from 1 to 1000000000, found 0");
    usage(quick("--only", "mlp", "--set", "gpt.T=3"), "gpt is not among the workloads of --only");
    usage(quick("--only", "gpt", "--set", "gpt.heads=5"), "gpt: expected heads that divide");
    usage(Typed.cien("bench", "--seconds", "0"), "--seconds above 0");
    usage(quick("--threads", "0"), "--threads", "found 0");
  }

  private static void usage(Typed typed, String... parts) {
    assertThat(typed.code()).isEqualTo(Exit.USAGE);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err().lines()).hasSize(1);
    assertThat(typed.err()).startsWith("cien: ").contains(parts);
  }
}
