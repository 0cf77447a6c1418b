package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.FileFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SWORD modules made here, good and bad, and the verses read from them.
class SwordPairsTest {
  @TempDir Path folder;

  private static byte[] pack(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var zip = new DeflaterOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] ints(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asIntBuffer().put(values);
    return buffer.array();
  }

  private static byte[] slot(int block, int start, int length) {
    return ByteBuffer.allocate(10)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(block)
        .putInt(start)
        .putShort((short) length)
        .array();
  }

  private Path write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  /// A testament of one block.
  private List<Path> testament(String name, String... slots) throws IOException {
    var text = new ByteArrayOutputStream();
    var index = new ByteArrayOutputStream();
    for (String slot : slots) {
      byte[] bytes = slot.getBytes(StandardCharsets.UTF_8);
      index.writeBytes(slot(0, text.size(), bytes.length));
      text.writeBytes(bytes);
    }
    byte[] packed = pack(text.toByteArray());
    return List.of(
        write(name + ".bzs", ints(0, packed.length, text.size())),
        write(name + ".bzv", index.toByteArray()),
        write(name + ".bzz", packed));
  }

  private List<Path> module(String name, String[] newer, String[] older) throws IOException {
    List<Path> files = new ArrayList<>(testament(name + "/nt", newer));
    files.addAll(testament(name + "/ot", older));
    return files;
  }

  @Test
  void versesThatBothHaveBecomeLines() throws IOException {
    String genesis = "<chapter n=\"1\" osisID=\"Gen.1\" sID=\"Gen.1\"/>";
    String matthew = "<div/><chapter osisID=\"Matt.2\" sID=\"Matt.2\" n=\"2\"/> A heading";
    List<Path> english =
        module(
            "en",
            new String[] {"", matthew, "<w>New</w>."},
            new String[] {"<milestone/>", "", genesis, "One<note>no</note>", "Two", "", "Four"});
    List<Path> spanish =
        module(
            "es",
            new String[] {"", "", "¿ <w>Nuevo</w> ?"},
            new String[] {"", "x", genesis, "Uno", "", "Tres", "Cuatro"});
    List<String> lines = SwordPairs.lines(List.of(english, spanish));
    assertThat(lines)
        .containsExactly("Gen.1.1\tOne\tUno", "Gen.1.4\tFour\tCuatro", "Matt.2.1\tNew.\t¿ Nuevo?");
    Path file = Files.write(folder.resolve("verses.tsv"), lines);
    Verses verses = Verses.read(file);
    assertThat(verses.all())
        .extracting(Verses.Verse::toString)
        .containsExactly("Gen 1:1", "Gen 1:4", "Matt 2:1");
    assertThat(verses.chapters()).extracting(List::size).containsExactly(2, 1);
    assertThat(Verses.spanish(verses.all())).isEqualTo("Uno\nCuatro\n¿ Nuevo?");
    assertThatThrownBy(() -> SwordPairs.lines(List.of(english)))
        .hasMessageContaining("expected two modules of six files");
    List<Path> other = module("other", new String[] {""}, new String[] {""});
    assertThatThrownBy(() -> SwordPairs.lines(List.of(english, other)))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("expected 7 slots like the other module's, found 1");
  }

  @Test
  void markUpBecomesWhatAReaderSees() {
    assertThat(
            Osis.text(
                "<w lemma=\"x\">En el principio</w><w>crió</w> <divineName>Dios</divineName>,"
                    + " ¿<w>qué</w><note>nota <w>aquí</w></note>?<lb/>¶ A &amp; &#241;\n"
                    + "\\n"
                    + "d B\\n"
                    + "d* <q/>."))
        .isEqualTo("En el principio crió Dios, ¿qué? A & ñ B.");
    assertThat(Osis.text("<title>t</title>a<title/>b</note>c")).isEqualTo("a b c");
    assertThat(Osis.text("a < b <w")).isEqualTo("a < b <w");
    assertThat(Osis.chapter("<p/><chapter eID=\"x\"/><chapter osisID=\"1Sam.12\"/>"))
        .contains("1Sam.12");
    assertThat(Osis.chapter("<verse osisID=\"Gen.1.1\"/>")).isEmpty();
  }

  private void refused(byte[] blocks, byte[] slots, byte[] texts, String message)
      throws IOException {
    Path bzs = write("bad.bzs", blocks);
    Path bzv = write("bad.bzv", slots);
    Path bzz = write("bad.bzz", texts);
    assertThatThrownBy(() -> SwordModule.slots(bzs, bzv, bzz))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void damagedModulesAreRefused() throws IOException {
    byte[] text = pack("hello".getBytes(StandardCharsets.UTF_8));
    int n = text.length;
    byte[] good = ints(0, n, 5);
    Path bzs = write("good.bzs", good);
    Path bzv = write("good.bzv", slot(0, 1, 3));
    Path bzz = write("good.bzz", text);
    assertThat(SwordModule.slots(bzs, bzv, bzz)).containsExactly("ell");
    refused(new byte[11], slot(0, 0, 1), text, "expected records of 12 bytes, found 11");
    refused(good, new byte[9], text, "expected records of 10 bytes, found 9");
    refused(ints(1, n, 5), slot(0, 0, 1), text, "a block of " + n + " bytes at 1 is not there");
    refused(ints(-1, n, 5), slot(0, 0, 1), text, "is not there");
    refused(ints(0, n, -1), slot(0, 0, 1), text, "a block of 4294967295 bytes, at most 16777216");
    refused(ints(0, n, 6), slot(0, 0, 1), text, "expected 6 bytes of text, found 5");
    refused(ints(0, n, 4), slot(0, 0, 1), text, "expected 4 bytes of text, found 5 or more");
    refused(ints(0, n - 6, 5), slot(0, 0, 1), text, "a block");
    refused(good, slot(0, 3, 3), text, "slot 0: its 3 bytes at 3 of block 0 are not there");
    refused(good, slot(1, 0, 1), text, "of block 1 are not there");
    refused(good, slot(-1, -1, 1), text, "of block 4294967295 are not there");
    refused(good, slot(0, 0, 1), new byte[n], "not packed by zlib");
    byte[] bad = pack(new byte[] {(byte) 0xff});
    refused(ints(0, bad.length, 1), slot(0, 0, 1), bad, "expected text in UTF-8");
  }

  /// A thousand records that each name the same packed megabyte.
  @Test
  void blocksThatGrowWithoutEndAreRefused() throws IOException {
    byte[] bomb = pack(new byte[1 << 20]);
    var blocks = new ByteArrayOutputStream();
    for (int i = 0; i < 1000; i++) {
      blocks.writeBytes(ints(0, bomb.length, 1 << 20));
    }
    refused(blocks.toByteArray(), slot(0, 0, 1), bomb, "more than 134217728 bytes of text");
  }

  @Test
  void noVerseIsInTwoParts() {
    List<Verses.Verse> all = new ArrayList<>();
    for (int chapter = 1; chapter <= 40; chapter++) {
      for (int number = 1; number <= 5; number++) {
        String own = chapter + "." + number;
        // The first verse of every fourth chapter is the same, the second in Spanish only.
        String english = number == 1 && chapter % 4 == 0 ? "same" : own;
        String spanish = number == 2 && chapter % 5 == 0 ? "igual" : own;
        all.add(new Verses.Verse("Gen", chapter, number, new TextPair(english, spanish)));
      }
    }
    TextParts<Verses.Verse> parts = new Verses(all).parts();
    assertThat(parts.test()).hasSize(10).allMatch(verse -> verse.chapter() % 20 == 0);
    assertThat(parts.validation()).allMatch(verse -> verse.chapter() % 20 == 10).hasSize(2 * 5 - 2);
    assertThat(parts.train()).hasSize(36 * 5 - 8 - 4);
    TextParts<TextPair> pairs = parts.map(Verses.Verse::text);
    Set<String> held =
        pairs.test().stream()
            .flatMap(pair -> List.of(pair.english(), pair.spanish()).stream())
            .collect(Collectors.toSet());
    assertThat(held).contains("same", "igual");
    assertThat(pairs.train())
        .noneMatch(pair -> held.contains(pair.english()) || held.contains(pair.spanish()));
    assertThat(pairs.validation())
        .noneMatch(pair -> held.contains(pair.english()) || held.contains(pair.spanish()));
  }

  @Test
  void whatIsNoFileOfVersesIsRefused() throws IOException {
    Path two = Files.writeString(folder.resolve("two.tsv"), "Gen.1.1\ta\n");
    assertThatThrownBy(() -> Verses.read(two))
        .hasMessageContaining("line 1: expected 3 fields set apart by tabs, found 2");
    Path place = Files.writeString(folder.resolve("place.tsv"), "Gen.1.1\ta\tb\nGen.1\ta\tb\n");
    assertThatThrownBy(() -> Verses.read(place))
        .hasMessageContaining("line 2: expected a verse such as Gen.1.1, found 'Gen.1'");
    assertThatThrownBy(() -> Verses.load(new DataCache(folder)))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining("cien data get reina-valera");
  }
}
