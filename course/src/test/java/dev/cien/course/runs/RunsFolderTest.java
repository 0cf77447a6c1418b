package dev.cien.course.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs are read as they are, and what is broken is said.
class RunsFolderTest {
  @TempDir Path place;

  private void write(String name, String text) throws IOException {
    Path file = place.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void aRunIsReadWithItsCurves() throws IOException {
    write("a/config.json", "{\"recipe\":\"xor\",\"settings\":{\"rate\":\"0.1\"},\"epochs\":2}");
    write(
        "a/metrics.jsonl",
        """
        {"event":"step","epoch":1,"step":1,"loss":0.7}
        {"event":"epoch","epoch":1,"step":1,"training":{"loss":0.7},"validation":{"loss":0.8}}
        {"event":"epoch","epoch":2,"step":2,"training":{"loss":0.5},"validation":{}}
        """);
    write("a/evaluation.json", "{\"metrics\":{\"accuracy\":0.75},\"samples\":4}");
    write("elsewhere/notes.txt", "nothing");
    KeptRun run = new RunsFolder(List.of(place)).all().getFirst();
    assertThat(run.id()).isEqualTo("0/a");
    assertThat(run.config()).containsEntry("settings.rate", "0.1").containsEntry("epochs", "2");
    assertThat(run.epochs()).hasSize(2);
    assertThat(run.epochs().getFirst().validation()).containsEntry("loss", 0.8);
    assertThat(run.figures()).containsExactly(Map.entry("accuracy", 0.75));
    assertThat(run.trouble()).isEmpty();
  }

  @Test
  void whatIsBrokenIsSaid() throws IOException {
    write("cut/config.json", "{\"recipe\":");
    write(
        "half/metrics.jsonl", "{\"event\":\"epoch\",\"epoch\":1,\"training\":{\"loss\":1}}\n{\"ev");
    write("deep/config.json", "[".repeat(100));
    write("list/config.json", "[1, 2]");
    write("bytes/metrics.jsonl", "");
    Files.write(place.resolve("bytes/metrics.jsonl"), new byte[] {(byte) 0xff, (byte) 0xfe, 10});
    List<KeptRun> runs = new RunsFolder(List.of(place, place.resolve("none"))).all();
    assertThat(runs).hasSize(5);
    for (KeptRun run : runs) {
      boolean fine = run.id().equals("0/list");
      assertThat(run.trouble().isEmpty()).as(run.id()).isEqualTo(fine);
    }
    assertThat(
            runs.stream()
                .filter(run -> run.id().equals("0/half"))
                .findFirst()
                .orElseThrow()
                .epochs())
        .hasSize(1);
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    write("real/config.json", "{}");
    Files.createSymbolicLink(place.resolve("link"), place.resolve("real"));
    assertThat(new RunsFolder(List.of(place)).all()).hasSize(1);
  }
}
