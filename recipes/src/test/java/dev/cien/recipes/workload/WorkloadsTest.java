package dev.cien.recipes.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.recipes.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadsTest {
  /// Every size small, so that a step takes milliseconds.
  private static final Map<String, Map<String, String>> SMALL =
      Map.of(
          "tiny", Map.of(),
          "mlp", Map.of("batch", "5", "inputs", "7", "width", "9"),
          "cnn", Map.of("batch", "3", "size", "9", "width", "3", "features", "5"),
          "resnet", Map.of("batch", "3", "size", "5", "width", "8", "blocks", "1"),
          "lstm", Map.of("batch", "3", "T", "4", "width", "5", "embed", "3", "vocab", "7"),
          "gpt", Map.of("batch", "2", "T", "5", "width", "12", "layers", "1", "vocab", "7"),
          "unet", Map.of("batch", "2", "size", "6", "width", "8", "time", "3"));

  static List<Workload> all() {
    return Workloads.all();
  }

  private static Settings small(Workload workload, String... more) {
    Map<String, String> values = new LinkedHashMap<>(SMALL.get(workload.name()));
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return workload.settings(values);
  }

  /// The counts are those of the same definitions in PyTorch 2.13.
  @ParameterizedTest
  @CsvSource({
    "tiny, 10, 105",
    "mlp, 64, 535818",
    "cnn, 64, 1199882",
    "resnet, 32, 298378",
    "lstm, 2048, 360544",
    "gpt, 1024, 2890752",
    "unet, 32, 131393"
  })
  void theStandardSizesAreThoseOfTheDefinitions(String name, int items, long parameters) {
    Workload workload = Workloads.find(name).orElseThrow();
    Task task = workload.prepare(workload.settings(Map.of()));
    assertThat(task.items()).isEqualTo(items);
    assertThat(task.parameters()).isEqualTo(parameters);
  }

  @ParameterizedTest
  @MethodSource("all")
  void stepsLowerTheCost(Workload workload) {
    Task task = workload.prepare(small(workload));
    double before = task.run().item();
    double after = before;
    for (int i = 0; i < 20; i++) {
      after = task.run().item();
    }
    assertThat(after).as(workload.name()).isFinite().isLessThan(before);
  }

  /// Layers start at PyTorch's scale, so a cross-entropy starts near that of guessing.
  @ParameterizedTest
  @CsvSource({"mlp, 10", "cnn, 10", "lstm, 7"})
  void costsStartAtThatOfGuessing(String name, int classes) {
    Workload workload = Workloads.find(name).orElseThrow();
    assertThat(workload.prepare(small(workload)).run().item())
        .isCloseTo(Math.log(classes), within(0.4));
  }

  @ParameterizedTest
  @CsvSource({
    "lstm, cell, gru", "lstm, cell, rnn", "lstm, layers, 2",
    "gpt, norm, rms", "gpt, layers, 0", "gpt, optimizer, sgd",
    "resnet, norm, group", "resnet, norm, none", "resnet, blocks, 0",
    "unet, norm, batch", "cnn, depth, 3", "cnn, channels, 2",
    "mlp, depth, 4", "tiny, depth, 1", "tiny, optimizer, adamw"
  })
  void otherFormsTrainToo(String name, String key, String value) {
    Workload workload = Workloads.find(name).orElseThrow();
    Task task = workload.prepare(small(workload, key, value));
    double before = task.run().item();
    for (int i = 0; i < 10; i++) {
      task.run();
    }
    assertThat(task.run().item()).isFinite().isLessThan(before);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everySizeThatASweepVariesIsASettingAndCostsArithmetic(Workload workload) {
    double usual = workload.flops(workload.settings(Map.of()));
    for (String key : workload.growing()) {
      int size = workload.settings(Map.of()).whole(key);
      double more = workload.flops(workload.settings(Map.of(key, Integer.toString(2 * size))));
      assertThat(more).as(workload.name() + "." + key).isGreaterThan(usual);
    }
    Settings twice =
        workload.settings(
            Map.of("batch", Integer.toString(2 * workload.settings(Map.of()).whole("batch"))));
    assertThat(workload.flops(twice)).isEqualTo(2 * usual);
  }

  /// 2 FLOPs a weight and row forward, 4 backward, 2 where the input needs no gradient.
  @ParameterizedTest
  @CsvSource({
    "mlp, 154075136",
    "tiny, 4960",
    "lstm, 4328521728",
  })
  void arithmeticIsThatDoneByHand(String name, double flops) {
    Workload workload = Workloads.find(name).orElseThrow();
    assertThat(workload.flops(workload.settings(Map.of()))).isEqualTo(flops);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt, heads, 5, 'expected heads that divide the width, found 5 heads of width 12'",
    "unet, size, 7, 'expected an even size, found 7'",
    "cnn, depth, 5, 'expected a size of 12 or more for 5 convolutions, found 9'"
  })
  void sizesThatDoNotGoTogetherAreExplained(String name, String key, String value, String message) {
    Workload workload = Workloads.find(name).orElseThrow();
    Settings settings = small(workload, key, value);
    assertThatThrownBy(() -> workload.prepare(settings)).hasMessage(message);
  }
}
