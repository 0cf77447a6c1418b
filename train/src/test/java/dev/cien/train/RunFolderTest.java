package dev.cien.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.data.Dataset;
import dev.cien.io.Safetensors;
import dev.cien.nn.BatchNorm;
import dev.cien.nn.Dropout;
import dev.cien.nn.Linear;
import dev.cien.nn.Params;
import dev.cien.nn.Sequential;
import dev.cien.nn.loss.Losses;
import dev.cien.nn.metric.Metrics;
import dev.cien.optim.Plateau;
import dev.cien.optim.SGD;
import dev.cien.tensor.Machine;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Runs that live in a folder: what is in it, and going on after stops, kills and damage.
class RunFolderTest {
  private static final int EPOCHS = 4;

  private static final Dataset DATA = Toys.points(60);

  /// A run that nothing interrupts: what the others are compared with.
  @TempDir static Path whole;

  private static TrainRun uninterrupted;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    uninterrupted = trainer(model(), whole).fit(DATA);
  }

  private static Sequential model() {
    Rng rng = Rng.of(4);
    return Sequential.of(
        Linear.of(2, 12, rng), Tensor::relu, Dropout.of(0.2), Linear.of(12, 3, rng));
  }

  /// Dropout, momentum, averages, a plateau, early-stopping counters, several batches an update:
  /// all that has a memory.
  private static Trainer trainer(Sequential model, Path place) {
    return Trainer.of(model, Losses.crossEntropy(), SGD.of(0.3).withMomentum(0.9))
        .epochs(EPOCHS)
        .batchSize(8)
        .seed(9)
        .accumulation(2)
        .ema(0.9)
        .schedule(Plateau.falling(0.5, 0))
        .patience(10)
        .restoreBest()
        .validation(DATA.take(20), Metrics.accuracy())
        .in(place);
  }

  private static String hash(Path place) {
    return Checkpoints.sha256(place.resolve("model.safetensors"))
        + newest(place).stream().map(Checkpoints::sha256).toList();
  }

  private static List<Path> newest(Path place) {
    Path last = new Checkpoints(place.resolve("checkpoints"), 3).list().getFirst();
    return Stream.of("model", "optimizer", "averages")
        .map(name -> last.resolve(name + ".safetensors"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 4, 9, 15})
  void aStoppedRunGoesOnWithTheSameBits(long stopAt) {
    Path parts = folder.resolve("parts");
    AtomicLong asked = new AtomicLong();
    List<TrainEvent> events = new ArrayList<>();
    TrainRun first =
        trainer(model(), parts)
            .stopWhen(() -> asked.incrementAndGet() >= stopAt)
            .listen(events::add)
            .fit(DATA);
    assertThat(first.stopped()).isTrue();
    assertThat(events).contains(new TrainEvent.Stopped(first.steps(), TrainEvent.Reason.REQUESTED));
    Sequential fresh = model();
    Params.of(fresh).trainable().forEach(variable -> variable.assign(variable.value().mul(0)));
    TrainRun second = trainer(fresh, parts).resume().fit(DATA);
    assertThat(hash(parts)).isEqualTo(hash(whole));
    assertThat(second.metrics()).isEqualTo(uninterrupted.metrics());
    assertThat(second.history()).hasSize(EPOCHS);
    assertThat(epochs(parts)).as("no line twice").containsExactly(1, 2, 3, 4);
    for (int i = 0; i < EPOCHS; i++) {
      assertThat(second.history().get(i).get("training"))
          .isEqualTo(uninterrupted.history().get(i).get("training"));
    }
  }

  private static List<Integer> epochs(Path place) {
    try (Stream<String> lines = Files.lines(place.resolve("metrics.jsonl"))) {
      return lines
          .map(line -> JsonMapper.shared().readValue(line, Map.class))
          .filter(line -> line.get("event").equals("epoch"))
          .map(line -> (Integer) line.get("epoch"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A process killed between two checkpoints leaves what was written before, and perhaps an
  /// unfinished folder and line.
  @Test
  void aKilledRunGoesOnFromItsLastCheckpoint() throws IOException {
    Path killed = folder.resolve("killed");
    trainer(model(), killed).fit(DATA);
    List<Path> checkpoints = new Checkpoints(killed.resolve("checkpoints"), 3).list();
    delete(checkpoints.getFirst());
    Files.createDirectories(killed.resolve("checkpoints/.unfinished"));
    Files.writeString(killed.resolve("checkpoints/.unfinished/model.safetensors"), "half");
    Files.writeString(
        killed.resolve("metrics.jsonl"), "{\"event\":\"step\",\"st", StandardOpenOption.APPEND);
    trainer(model(), killed).resume().fit(DATA);
    assertThat(hash(killed)).isEqualTo(hash(whole));
    assertThat(epochs(killed)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void aRunKilledBeforeItsFirstCheckpointStartsAgain() throws IOException {
    Path killed = folder.resolve("killed");
    trainer(model(), killed).fit(DATA);
    delete(killed.resolve("checkpoints"));
    List<TrainEvent> events = new ArrayList<>();
    trainer(model(), killed).resume().listen(events::add).fit(DATA);
    assertThat(events.getFirst().toJson()).contains("ended before its first checkpoint");
    assertThat(hash(killed)).isEqualTo(hash(whole));
    assertThat(epochs(killed)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void aCheckpointThatCannotBeWrittenIsExplained() throws IOException {
    // What lies in the way of the folder of checkpoints refuses as a full disk would.
    Files.writeString(folder.resolve("checkpoints"), "in the way");
    assertThatThrownBy(() -> trainer(model(), folder).fit(DATA))
        .isInstanceOfSatisfying(
            TrainException.class,
            e -> assertThat(e.reason()).isEqualTo(TrainException.Reason.CANNOT_WRITE))
        .hasMessageContaining("could not save a checkpoint at step 4")
        .hasMessageContaining("Usual cause: a full disk");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.safetensors", "optimizer.safetensors", "trainer.json"})
  void aDamagedCheckpointIsPassedOver(String file) throws IOException {
    Path damaged = folder.resolve("damaged");
    trainer(model(), damaged).fit(DATA);
    Path newest = new Checkpoints(damaged.resolve("checkpoints"), 3).list().getFirst();
    byte[] bytes = Files.readAllBytes(newest.resolve(file));
    Files.write(newest.resolve(file), Arrays.copyOf(bytes, bytes.length / 2));
    List<TrainEvent> events = new ArrayList<>();
    trainer(model(), damaged).resume().listen(events::add).fit(DATA);
    assertThat(events.getFirst())
        .isInstanceOfSatisfying(
            TrainEvent.Warned.class,
            warned ->
                assertThat(warned.message())
                    .as(warned.about().name())
                    .contains(newest.toString(), "cannot be used", "trying the one before it")
                    .contains(file)
                    .doesNotContain("Source", "REDACTED"));
    assertThat(hash(damaged)).isEqualTo(hash(whole));
  }

  /// JSON as it should be, with another number in it.
  @Test
  void aChangedNumberInACheckpointIsNotBelieved() throws IOException {
    Path changed = folder.resolve("changed");
    trainer(model(), changed).fit(DATA);
    Path newest = new Checkpoints(changed.resolve("checkpoints"), 3).list().getFirst();
    Path trainer = newest.resolve("trainer.json");
    String text = Files.readString(trainer);
    assertThat(newest.resolve("trainer.sha256"))
        .hasContent(Checkpoints.sha256(trainer) + "  trainer.json");
    Files.writeString(trainer, text.replaceFirst("\"epoch\" : \\d", "\"epoch\" : 1"));
    assertThat(trainer).content().isNotEqualTo(text);
    List<TrainEvent> events = new ArrayList<>();
    trainer(model(), changed).resume().listen(events::add).fit(DATA);
    assertThat(events.getFirst().toJson()).contains("trainer.json is damaged: its SHA-256");
    assertThat(hash(changed)).isEqualTo(hash(whole));
  }

  /// Those of earlier versions.
  @Test
  void aCheckpointWithoutTheHashOfItsDescriptionOpens() throws IOException {
    trainer(model(), folder).epochs(2).fit(DATA);
    for (Path checkpoint : new Checkpoints(folder.resolve("checkpoints"), 3).list()) {
      Files.delete(checkpoint.resolve("trainer.sha256"));
    }
    List<TrainEvent> events = new ArrayList<>();
    trainer(model(), folder).epochs(3).resume().listen(events::add).fit(DATA);
    assertThat(events).noneMatch(TrainEvent.Warned.class::isInstance);
    assertThat(epochs(folder)).containsExactly(1, 2, 3);
  }

  @Test
  void theOnlyCheckpointHasNoneBeforeIt() throws IOException {
    trainer(model(), folder).epochs(1).fit(DATA);
    Path only = new Checkpoints(folder.resolve("checkpoints"), 3).list().getFirst();
    Files.writeString(only.resolve("model.safetensors"), "x");
    List<TrainEvent> events = new ArrayList<>();
    assertThatThrownBy(() -> trainer(model(), folder).resume().listen(events::add).fit(DATA))
        .hasMessageContaining("nothing to resume in " + folder);
    assertThat(events.getFirst().toJson())
        .contains("cannot be used", "there is none before it")
        .doesNotContain("trying");
  }

  @Test
  void aCheckpointWithoutItsPositionSaysSo() throws IOException {
    trainer(model(), folder).epochs(2).fit(DATA);
    Path newest = new Checkpoints(folder.resolve("checkpoints"), 3).list().getFirst();
    List<String> warnings = new ArrayList<>();
    Consumer<TrainEvent> listener =
        event -> {
          if (event instanceof TrainEvent.Warned warned) {
            warnings.add(warned.message());
          }
        };
    for (String content : List.of("{}", "{\"sha256\": {}}")) {
      Files.writeString(newest.resolve("trainer.json"), content);
      trainer(model(), folder).epochs(2).listen(listener).stopWhen(() -> true).resume().fit(DATA);
    }
    assertThat(warnings)
        .hasSize(2)
        .allMatch(text -> text.contains("trainer.json is damaged: expected sha256, position"));
  }

  /// A full disk takes a part of a line; such a part may end like a whole one.
  @Test
  void aLineOfMetricsThatWasCutOffIsLeftOut() throws IOException {
    trainer(model(), folder).epochs(1).fit(DATA);
    Path metrics = folder.resolve("metrics.jsonl");
    List<String> whole = Files.readAllLines(metrics);
    Files.writeString(
        metrics,
        "{\"event\":\"epoch\",\"epoch\":1,\"step\":4,\"training\":{\"loss\":0.5}",
        StandardOpenOption.APPEND);
    trainer(model(), folder).epochs(2).resume().fit(DATA);
    assertThat(Files.readAllLines(metrics)).startsWith(whole.toArray(String[]::new));
    assertThat(Files.readString(metrics)).doesNotContain("0.5}{");
  }

  /// A bad block of a disk, or an edit.
  @Test
  void damagedLinesOfMetricsDoNotKeepARunFromGoingOn() throws IOException {
    trainer(model(), folder).epochs(1).fit(DATA);
    Path metrics = folder.resolve("metrics.jsonl");
    List<String> whole = Files.readAllLines(metrics);
    Files.write(metrics, new byte[] {(byte) 0xff, 0, '\n'}, StandardOpenOption.APPEND);
    Files.writeString(
        metrics, "null\n7\n{}\n{\"event\":1,\"step\":\"x\"}\n", StandardOpenOption.APPEND);
    trainer(model(), folder).epochs(2).resume().fit(DATA);
    assertThat(Files.readAllLines(metrics))
        .startsWith(whole.toArray(String[]::new))
        .allMatch(line -> line.startsWith("{\"event\":\""));
    assertThat(epochs(folder)).containsExactly(1, 2);
  }

  @Test
  void theFolderHoldsWhatARunIsMadeOf() throws IOException {
    List<TrainEvent> events = new ArrayList<>();
    trainer(model(), folder).config(Map.of("recipe", "toy")).keep(2).listen(events::add).fit(DATA);
    assertThat(Checkpoints.json(folder.resolve("config.json")))
        .containsEntry("recipe", "toy")
        .containsEntry("epochs", EPOCHS)
        .containsEntry("seed", 9);
    assertThat(Checkpoints.json(folder.resolve("environment.json")))
        .containsKeys("java", "cpu", "processors", "kernels", "jvmArguments", "dataSha256")
        .containsEntry("threads", Machine.threads())
        .containsEntry("seed", 9)
        .containsEntry("samples", 60);
    assertThat(new Checkpoints(folder.resolve("checkpoints"), 2).list()).hasSize(2);
    assertThat(Safetensors.open(folder.resolve("model.safetensors")).entries())
        .containsOnlyKeys("0.weight", "0.bias", "3.weight", "3.bias");
    assertThat(folder.resolve("best.safetensors")).exists();
    assertThat(events.stream().filter(TrainEvent.Saved.class::isInstance)).hasSize(EPOCHS);
    assertThat(Files.readString(folder.resolve("curves.svg")))
        .contains(">epoch<", ">training<", ">validation<", ">loss<");
    assertThat(ImageIO.read(folder.resolve("curves.png").toFile()).getWidth()).isEqualTo(640);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(
              files.filter(file -> file.getFileName().toString().startsWith("events.out.tfevents")))
          .hasSize(1);
    }
  }

  @Test
  void curvesAreDrawnInTheWordsGiven() throws IOException {
    trainer(model(), folder)
        .words(name -> name.equals("epoch") ? "época" : name.toUpperCase(Locale.ROOT))
        .fit(DATA);
    assertThat(Files.readString(folder.resolve("curves.svg")))
        .contains(">época<", ">TRAINING<", ">LOSS<")
        .doesNotContain(">loss<");
    assertThat(Files.readString(folder.resolve("metrics.jsonl"))).contains("loss");
  }

  @Test
  void buffersAreSavedToo() {
    Sequential model =
        Sequential.of(Linear.of(2, 4, Rng.of(1)), BatchNorm.of(4), Linear.of(4, 3, Rng.of(2)));
    Trainer.of(model, Losses.crossEntropy(), SGD.of(0.1)).epochs(2).in(folder).fit(DATA);
    Map<String, Tensor> saved = Safetensors.open(folder.resolve("model.safetensors")).tensors();
    assertThat(saved).containsKey("1.running_mean");
    assertThat(saved.get("1.running_mean").toFloats()).isNotEqualTo(new float[4]);
  }

  @Test
  void wrongFoldersAreExplained() throws IOException {
    Path taken = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> trainer(model(), taken).fit(DATA))
        .isInstanceOf(TrainException.class)
        .hasMessage(
            "train: "
                + taken
                + " cannot be a run folder: there is a file called "
                + taken
                + ". Fix: choose another folder.");
    Files.delete(taken);
    assertThatThrownBy(() -> trainer(model(), folder).resume().fit(DATA))
        .isInstanceOf(TrainException.class)
        .hasMessageContaining("nothing to resume in " + folder);
    trainer(model(), folder).fit(DATA);
    assertThatThrownBy(() -> trainer(model(), folder).fit(DATA))
        .hasMessageContaining("holds a run already");
    assertThatThrownBy(() -> trainer(Toys.perceptron(1), folder).resume().fit(DATA))
        .hasMessageContaining("the checkpoint does not fit")
        .hasMessageContaining("Fix: resume with the model");
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    assertThatThrownBy(() -> trainer(model(), file.resolve("run")).fit(DATA))
        .isInstanceOfSatisfying(
            TrainException.class,
            e -> assertThat(e.reason()).isEqualTo(TrainException.Reason.CANNOT_WRITE))
        .hasMessageContaining("cannot write to the run folder");
    try (RunFolder first = new RunFolder(folder, 3)) {
      assertThatThrownBy(() -> new RunFolder(folder, 3))
          .hasMessageContaining("another trainer works in the run folder " + first.path());
    }
  }

  @Test
  void aCheckpointIsWrittenAtLeastSoOften() {
    List<TrainEvent> events = new ArrayList<>();
    trainer(model(), folder).epochs(1).saveEvery(0).listen(events::add).fit(DATA);
    assertThat(
            events.stream()
                .filter(TrainEvent.Saved.class::isInstance)
                .map(e -> ((TrainEvent.Saved) e).step()))
        .containsExactly(1L, 2L, 3L, 4L);
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
