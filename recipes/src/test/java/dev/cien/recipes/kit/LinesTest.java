package dev.cien.recipes.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.recipes.InputException;
import dev.cien.text.BpeTrainer;
import dev.cien.text.CharTokenizer;
import dev.cien.text.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesTest {
  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("asked.txt"), content);
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("asked.txt"), content);
  }

  private static void refused(Path file, String english, String spanish) {
    assertThatThrownBy(() -> Lines.of(file))
        .isInstanceOfSatisfying(
            InputException.class,
            e -> {
              assertThat(e.text().en()).contains("asked.txt", english);
              assertThat(e.text().es()).contains("asked.txt", spanish);
            });
  }

  @Test
  void linesKeepTheirNumbersAndEmptyOnesAreSkipped() throws IOException {
    assertThat(Lines.of(file("uno\n\n  \t\r\ndos\r\n")))
        .containsExactly(
            new Lines.Line("asked.txt:1", "uno"), new Lines.Line("asked.txt:4", "dos"));
  }

  /// As editors of three systems write the same words.
  @Test
  void spacesAndAccentsAreWrittenInOneWay() throws IOException {
    List<Lines.Line> lines = Lines.of(file("\uFEFF\u00a0el\u2003niño\t \nel  nin\u0303o"));
    assertThat(lines).extracting(Lines.Line::text).containsExactly("el niño", "el niño");
  }

  @Test
  void whatIsNoTextIsRefused() throws IOException {
    refused(
        file(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0}),
        "no text in UTF-8. Usual cause: a picture",
        "no es texto en UTF-8. Causa habitual: una imagen");
    refused(file("a\u0000b".getBytes(StandardCharsets.US_ASCII)), "no text", "no es texto");
    refused(file("niño".getBytes(StandardCharsets.ISO_8859_1)), "encoding", "codificación");
    refused(file("niño".getBytes(StandardCharsets.UTF_16)), "encoding", "codificación");
  }

  @Test
  void thereIsSomethingToReadAndNotTooMuch() throws IOException {
    refused(file(""), "1 to 1000 lines with text, found 0", "de 1 a 1000 líneas con texto");
    refused(file("\n \n"), "found 0", "se encontraron 0");
    refused(file("a\n".repeat(1001)), "found 1001", "se encontraron 1001");
    refused(
        file("x\n" + "a".repeat(100_000)), ".txt:2: expected at most 2000 characters", "100000");
    refused(file("a".repeat((1 << 20) + 1)), "at most 1 MiB", "1 MiB como mucho");
    assertThat(Lines.of(file("a\n".repeat(1000)))).hasSize(1000);
    assertThat(Lines.of(file("a".repeat(2000)))).hasSize(1);
  }

  @Test
  void aLineHasNoMoreTokensThanAModelReads() {
    var line = new Lines.Line("asked.txt:7", "a b c");
    assertThat(line.atMost(3, 4, 5, 6)).containsExactly(4, 5, 6);
    assertThatThrownBy(() -> line.atMost(2, 4, 5, 6))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("asked.txt:7: expected at most 2 tokens")
        .hasMessageContaining("found 3. Fix: cut the line in two");
  }

  @Test
  void charactersThatNobodyHasReadAreNamed() {
    Tokenizer characters = CharTokenizer.of("abc ", Tokenizer.UNKNOWN);
    assertThat(new Lines.Line("l:1", "cab").tokens(characters)).hasSize(3);
    assertThatThrownBy(() -> new Lines.Line("l:1", "aжbж\u200b😀").tokens(characters))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "l:1: expected characters of the text that the model learnt from, found"
                + " ж U+200B 😀");
    assertThat(new Lines.Line("l:1", "ж").tokens(BpeTrainer.of(260).train("abc"))).hasSize(2);
  }
}
