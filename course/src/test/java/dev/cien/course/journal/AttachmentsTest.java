package dev.cien.course.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.course.journal.Attachments.Note;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of notes: their names, what they are, how many there may be, and that they stay where they
/// belong.
class AttachmentsTest {
  private static final Note DAY = new Note("day", 7);

  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private Attachments files() {
    return new Attachments(folder.resolve("ana"));
  }

  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of("foto.png", "foto.png"),
        Arguments.of("Año 1 (más).PNG", "Año 1 (más).PNG"),
        Arguments.of("../../etc/passwd", "passwd"),
        Arguments.of("..\\..\\boot.ini", "boot.ini"),
        Arguments.of("/", "archivo"),
        Arguments.of("...", "archivo"),
        Arguments.of(".bashrc", "bashrc"),
        Arguments.of("a<b>:c?.txt", "a_b__c_.txt"),
        Arguments.of("100%25;x#y.txt", "100_25_x_y.txt"),
        Arguments.of("NUL.txt", "archivo-NUL.txt"),
        Arguments.of("com1", "archivo-com1"),
        Arguments.of("con.tar.gz", "archivo-con.tar.gz"),
        Arguments.of("aux .a.b", "archivo-aux .a.b"),
        Arguments.of("con artista.tar.gz", "con artista.tar.gz"),
        Arguments.of("cola.txt. .", "cola.txt"),
        Arguments.of("anu\u0301.txt", "anú.txt"),
        Arguments.of("gpj\u202e.exe", "gpj.exe"),
        Arguments.of("a\0b\n.txt", "ab.txt"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void namesAreMadeSafe(String asked, String safe) {
    Attachment added = files().add(DAY, asked, bytes("x"));
    assertThat(added.name()).isEqualTo(safe);
    assertThat(folder.resolve("ana/files/day-7").resolve(safe)).hasContent("x");
    assertThat(files().read(DAY, safe)).hasValue(bytes("x"));
  }

  @Test
  void aLongNameKeepsItsEnding() {
    String name = files().add(DAY, "ñ".repeat(300) + ".jpeg", bytes("x")).name();
    assertThat(name).endsWith("ñ.jpeg");
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(120);
    assertThat(files().add(DAY, "a." + "b".repeat(300), bytes("x")).name()).hasSize(120);
  }

  @Test
  void aTakenNameGetsANumber() {
    assertThat(files().add(DAY, "a.txt", bytes("1")).name()).isEqualTo("a.txt");
    assertThat(files().add(DAY, "A.txt", bytes("2")).name()).isEqualTo("A (2).txt");
    assertThat(files().add(DAY, "a.txt", bytes("3")).name()).isEqualTo("a (3).txt");
    assertThat(files().read(DAY, "a.txt")).hasValue(bytes("1"));
  }

  static Stream<Arguments> contents() {
    return Stream.of(
        Arguments.of("a.txt", "\u0089PNG\r\n\u001a\n...", "image/png"),
        Arguments.of("a.png", "\u00ff\u00d8\u00ff\u00e0...", "image/jpeg"),
        Arguments.of("a.bin", "GIF89a...", "image/gif"),
        Arguments.of("a.bin", "RIFF....WEBPVP8", "image/webp"),
        Arguments.of("a.png", "<svg xmlns='http://www.w3.org/2000/svg'/>", ""),
        Arguments.of("a.svg", "<?xml version='1.0'?><svg/>", ""),
        Arguments.of("a.gif", "<html><script>alert(1)</script>", ""),
        Arguments.of("a.png", "\u0089PN", ""),
        Arguments.of("a.webp", "RIFF....WAVEfmt", ""));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void onlyBytesSayWhatIsAPicture(String name, String content, String type) {
    Attachment added = files().add(DAY, name, bytes(content));
    assertThat(added.picture().orElse("")).isEqualTo(type);
  }

  @Test
  void thereAreLimits() {
    assertThatThrownBy(() -> files().add(DAY, "a", new byte[0])).hasMessageContaining("empty");
    assertThatThrownBy(() -> files().add(DAY, "a", new byte[Attachments.MOST_BYTES + 1]))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("8 MB each");
    for (int i = 0; i < Attachments.MOST_OF_NOTE; i++) {
      files().add(DAY, "a", bytes("x"));
    }
    assertThatThrownBy(() -> files().add(DAY, "b", bytes("x"))).hasMessageContaining("20 files");
    assertThat(files().add(new Note("day", 8), "b", bytes("x")).name()).isEqualTo("b");
  }

  @Test
  void allFilesTogetherHaveALimit() throws Exception {
    files().add(DAY, "a", bytes("x"));
    // A file of holes: it only says that it is large.
    Path large = folder.resolve("ana/files/day-7/a");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(Attachments.MOST_OF_ALL);
    }
    assertThatThrownBy(() -> files().add(new Note("project", 1), "b", bytes("x")))
        .hasMessageContaining("200 MB together");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"day-0", "day-101", "day-1a", "day-01", "../x", "project-1000", "week-1", ""})
  void otherNotesHaveNoFiles(String note) {
    assertThatThrownBy(() -> Note.of(note)).isInstanceOf(JournalException.class);
  }

  @Test
  void nothingElseIsReached() throws Exception {
    files().add(DAY, "a.txt", bytes("x"));
    Path secret = Files.writeString(folder.resolve("ana/secret"), "s");
    Files.createSymbolicLink(folder.resolve("ana/files/day-7/link"), secret);
    assertThat(files().of(DAY)).extracting(Attachment::name).containsExactly("a.txt");
    for (String name : new String[] {"link", "../../secret", "..", ".", "", "../day-7/a.txt"}) {
      assertThat(files().read(DAY, name)).as(name).isEmpty();
      assertThat(files().delete(DAY, name)).as(name).isFalse();
    }
    assertThat(secret).hasContent("s");
  }

  @Test
  void theArchiveHoldsTheJournalToTheByteAndAllFiles() throws Exception {
    Journal journal = Journal.begun().withBody(7, "ñandú");
    files().add(DAY, "foto.png", bytes("pixels"));
    files().add(new Note("project", 2), "plan.txt", bytes("plan"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    files().archive(Optional.of(journal), out);
    Map<String, String> found = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        found.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(found)
        .containsExactly(
            Map.entry("README.md", journal.text()),
            Map.entry("files/day-7/foto.png", "pixels"),
            Map.entry("files/project-2/plan.txt", "plan"));
  }

  @Test
  void aNoteLosesItsFiles() {
    files().add(DAY, "a.txt", bytes("x"));
    files().add(DAY, "b.txt", bytes("x"));
    files().add(new Note("day", 8), "c.txt", bytes("x"));
    assertThat(files().delete(DAY, "a.txt")).isTrue();
    assertThat(files().delete(DAY, "a.txt")).isFalse();
    files().delete(DAY);
    assertThat(files().of(DAY)).isEmpty();
    assertThat(files().of(new Note("day", 8))).hasSize(1);
  }
}
