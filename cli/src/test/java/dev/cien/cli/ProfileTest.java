package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.tensor.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProfileTest {
  @TempDir Path folder;

  @Test
  void everyKernelIsALineOfJsonAndAnEvent() throws IOException {
    Path file = folder.resolve("kernels.jfr");
    Typed typed =
        Typed.cien(
            "profile", "iris", "--steps", "3", "--warmup", "0", "--json", "--jfr", file.toString());
    assertThat(typed.code()).isZero();
    List<JsonNode> events = new ArrayList<>();
    typed.lines().forEach(line -> events.add(JsonMapper.shared().readTree(line)));
    JsonNode finished = events.removeLast();
    assertThat(finished.get("event").asString()).isEqualTo("finished");
    assertThat(finished.get("recipe").asString()).isEqualTo("iris");
    assertThat(finished.get("seconds").asDouble()).isPositive();
    assertThat(events)
        .hasSizeGreaterThan(3)
        .allSatisfy(
            kernel -> {
              assertThat(kernel.get("event").asString()).isEqualTo("kernel");
              assertThat(kernel.get("seconds").asDouble()).isNotNegative();
              assertThat(kernel.get("lines").isArray()).isTrue();
            });
    assertThat(events.stream().map(kernel -> kernel.get("lines").toString()))
        .anyMatch(lines -> lines.contains("Linear.java"));

    List<RecordedEvent> recorded =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("dev.cien.Kernel"))
            .toList();
    assertThat(recorded).hasSize(3 * events.size());
    assertThat(recorded.getLast().getInt("step")).isEqualTo(3);
    assertThat(recorded.stream().map(event -> event.getString("kernel")).distinct())
        .containsAll(events.stream().map(kernel -> kernel.get("kernel").asString()).toList());
  }

  /// A kernel that takes exactly as long as its arithmetic, or as its bytes, is at the peak.
  @Test
  void theShareOfPeakIsThatOfTheRoofline() {
    var computes = new Profile.Entry("matmul", 0.001, 100_000_000, 1000, List.of());
    var moves = new Profile.Entry("map", 0.001, 1000, 5_000_000, List.of("a.B.c(B.java:12)"));
    var report = new ProfileReport(new Profile(1, List.of(moves, computes)), 0.003, 100, 10);
    assertThat(report.shareOfPeak(computes)).isEqualTo(1);
    assertThat(report.shareOfPeak(moves)).isEqualTo(0.5);
  }

  @Test
  void peopleReadATableInTheirLanguage() {
    Typed typed =
        Typed.cien(Map.of("CIEN_LANG", "es"), "profile", "xor", "--steps", "2", "--warmup", "0");
    assertThat(typed.code()).isZero();
    assertThat(typed.out())
        .contains("O exclusivo", "Un paso tarda", "del máx.", "líneas del modelo", "Linear.java:");
    assertThat(Typed.cien("profile", "xor", "--steps", "0").err())
        .contains("--steps: expected 1 or more, found 0");
  }

  @Test
  void theStepsThatBenchTimesCanBeLookedInto() {
    Typed typed =
        Typed.cien(
            "profile", "tiny", "--workload", "--set", "batch=3", "--steps", "2", "--warmup", "0");
    assertThat(typed.code()).isZero();
    assertThat(typed.out()).contains("of peak", "Losses");
    assertThat(Typed.cien("profile", "iris", "--workload").err()).contains("iris", "tiny, mlp");
  }
}
