package dev.cien.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path folder;

  @Test
  void replacesAFileAndMakesItsFolders() {
    Path file = folder.resolve("a/b/c.txt");
    AtomicFiles.write(file, "old");
    AtomicFiles.write(file, "new");
    assertThat(file).hasContent("new");
    assertThat(file.getParent())
        .isDirectoryContaining(path -> path.endsWith("c.txt"))
        .isNotEmptyDirectory();
    assertThat(names(file.getParent())).containsExactly("c.txt");
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNothingElse() {
    Path file = folder.resolve("x");
    AtomicFiles.write(file, "old");
    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      out.write(1);
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("write " + file)
        .hasMessageContaining("disk full");
    assertThat(file).hasContent("old");
    assertThat(names(folder)).containsExactly("x");
  }

  @Test
  void readersSeeOldOrNewButNothingInBetween() throws Exception {
    Path file = folder.resolve("contested");
    String one = "1".repeat(100_000);
    String two = "2".repeat(200_000);
    AtomicFiles.write(file, one);
    Thread writer =
        Thread.ofVirtual()
            .start(
                () ->
                    IntStream.range(0, 20)
                        .forEach(i -> AtomicFiles.write(file, i % 2 == 0 ? two : one)));
    while (writer.isAlive()) {
      assertThat(Files.readString(file))
          .satisfiesAnyOf(s -> assertThat(s).isEqualTo(one), s -> assertThat(s).isEqualTo(two));
    }
    writer.join();
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
