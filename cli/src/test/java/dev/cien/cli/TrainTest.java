package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.io.Safetensors;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The contract that others script against.
class TrainTest {
  @TempDir Path folder;

  private static List<JsonNode> events(List<String> lines) {
    List<JsonNode> events = new ArrayList<>();
    for (String line : lines) {
      assertThat(line).startsWith("{\"event\":\"").endsWith("}");
      events.add(JsonMapper.shared().readTree(line));
    }
    return events;
  }

  private static List<JsonNode> of(List<JsonNode> events, String kind) {
    return events.stream().filter(event -> event.get("event").asString().equals(kind)).toList();
  }

  @Test
  void jsonIsOneObjectALineAndNothingElse() {
    Path run = folder.resolve("run");
    Typed typed =
        Typed.cien(
            "train",
            "iris",
            "--epochs",
            "3",
            "--seed",
            "7",
            "--json",
            "--out",
            run.toString(),
            "--set",
            "rate=0.05");
    assertThat(typed.code()).isZero();
    List<JsonNode> events = events(typed.lines());
    JsonNode started = events.getFirst();
    assertThat(started.get("event").asString()).isEqualTo("started");
    assertThat(started.get("recipe").asString()).isEqualTo("iris");
    assertThat(started.get("settings").get("rate").asString()).isEqualTo("0.05");
    assertThat(started.get("settings").get("seed").asString()).isEqualTo("7");
    assertThat(of(events, "epoch"))
        .hasSize(3)
        .allSatisfy(
            epoch -> {
              assertThat(epoch.get("training").get("loss").isNumber()).isTrue();
              assertThat(epoch.get("validation").get("accuracy").isNumber()).isTrue();
            });
    assertThat(of(events, "epoch").getLast().get("epoch").asInt()).isEqualTo(3);
    assertThat(of(events, "step"))
        .isNotEmpty()
        .allSatisfy(
            step -> {
              assertThat(step.get("epoch").asInt()).isBetween(1, 3);
              assertThat(step.get("step").asInt()).isPositive();
              assertThat(step.get("loss").isNumber()).isTrue();
            });
    assertThat(of(events, "saved")).hasSizeGreaterThanOrEqualTo(3);
    JsonNode finished = events.getLast();
    assertThat(of(events, "finished")).containsExactly(finished);
    assertThat(finished.get("recipe").asString()).isEqualTo("iris");
    assertThat(finished.get("run").asString()).isEqualTo(run.toString());
    assertThat(finished.get("metrics").get("accuracy").asDouble()).isBetween(0.0, 1.0);
    assertThat(finished.get("metrics").get("loss").asDouble()).isPositive();
    assertThat(run.resolve("model.safetensors")).exists();
    assertThat(run.resolve("curves.png")).exists();

    Typed evaluated = Typed.cien("evaluate", run.toString(), "--json");
    JsonNode figures = JsonMapper.shared().readTree(evaluated.out());
    assertThat(evaluated.lines()).hasSize(1);
    assertThat(figures.get("metrics")).isEqualTo(finished.get("metrics"));
  }

  /// Epochs of one step each, hundreds of them a second.
  @Test
  void stepsAreToldAFewTimesASecond() {
    long start = System.nanoTime();
    Typed typed =
        Typed.cien(
            "train", "xor", "--epochs", "60", "--json", "--out", folder.resolve("run").toString());
    double seconds = (System.nanoTime() - start) * 1e-9;
    List<JsonNode> events = events(typed.lines());
    assertThat(of(events, "epoch")).hasSize(60);
    assertThat(of(events, "step")).hasSizeBetween(1, 1 + (int) (4 * seconds));
  }

  @Test
  void peopleReadFiguresConfusionAndPlaces() throws IOException {
    Path run = folder.resolve("run");
    Typed typed = Typed.cien("train", "iris", "--epochs", "30", "--out", run.toString());
    assertThat(typed.out())
        .contains(
            "Three kinds of iris",
            "Epoch 30/30",
            "accuracy",
            "Confusion",
            "versicolor",
            "curves.png");
    Path csv =
        Files.writeString(
            folder.resolve("one.csv"),
            "sepal_length,sepal_width,petal_length,petal_width\n"
                + "5.1,3.5,1.4,0.2\n"
                + "6.7,3.0,5.2,2.3\n");
    Typed predicted = Typed.cien("predict", run.toString(), csv.toString());
    assertThat(predicted.lines()).hasSize(2);
    assertThat(predicted.lines().getFirst()).startsWith("one.csv:1: setosa");
    assertThat(predicted.lines().getLast()).startsWith("one.csv:2: virginica");
  }

  /// A process that dies in the middle of its run, and one that goes on, against one that never
  /// stopped.
  @Test
  void aKilledRunGoesOnToTheSameFigures() throws Exception {
    List<String> recipe =
        List.of(
            "train",
            "digits-mlp",
            "--json",
            "--epochs",
            "3",
            "--set",
            "samples=2000",
            "--set",
            "hidden=32");
    List<String> whole = new ArrayList<>(recipe);
    whole.addAll(List.of("--out", folder.resolve("whole").toString()));
    JsonNode expected = events(Typed.cien(whole.toArray(String[]::new)).lines()).getLast();

    Path killed = folder.resolve("killed");
    List<String> command = new ArrayList<>(java());
    command.addAll(recipe);
    command.addAll(List.of("--out", killed.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("{\"event\":\"saved\"")) {
          process.destroyForcibly();
          break;
        }
      }
    }
    process.waitFor();
    assertThat(killed.resolve("model.safetensors")).doesNotExist();

    Typed resumed = Typed.cien("train", "digits-mlp", "--json", "--resume", killed.toString());
    assertThat(resumed.err()).isEmpty();
    List<JsonNode> events = events(resumed.lines());
    assertThat(events.getFirst().get("step").asInt()).isPositive();
    assertThat(events.getLast().get("metrics")).isEqualTo(expected.get("metrics"));
    var one = Safetensors.open(folder.resolve("whole/model.safetensors")).tensors();
    var other = Safetensors.open(killed.resolve("model.safetensors")).tensors();
    one.forEach(
        (name, tensor) ->
            assertThat(other.get(name).toFloats()).as(name).isEqualTo(tensor.toFloats()));
  }

  @Test
  void aVerificationThatIsEndedSaysHowToKeepWhatItFinds() throws Exception {
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of("recipes", "verify", "--lang", "en", "xor", "digits-mlp"));
    Process process = new ProcessBuilder(command).start();
    try (var verdicts = process.inputReader();
        var said = process.errorReader()) {
      assertThat(verdicts.readLine()).startsWith("xor ");
      // Process.destroy would close what is to be read.
      process.toHandle().destroy();
      assertThat(said.lines())
          .anyMatch(line -> line.contains("With --out DIR each run has a folder"));
    }
    assertThat(process.waitFor()).isNotZero();
  }

  private static List<String> java() {
    String modules = System.getProperty("jdk.module.path", "");
    String classes = System.getProperty("java.class.path", "");
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-modules",
        "jdk.incubator.vector",
        "-Xmx1g",
        "-cp",
        modules + File.pathSeparator + classes,
        "dev.cien.cli.Main");
  }
}
