package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.FileFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `.mo` files made here, good and bad.
class GettextTest {
  private static final String HEADER = "Content-Type: text/plain; charset=UTF-8\n";

  @TempDir Path folder;

  /// Originals and translations by turns.
  static byte[] mo(ByteOrder order, String... texts) {
    int count = texts.length / 2;
    ByteBuffer head = ByteBuffer.allocate(20 + 16 * count).order(order);
    head.putInt(0x950412de).putInt(0).putInt(count).putInt(20).putInt(20 + 8 * count);
    var strings = new ByteArrayOutputStream();
    for (int half = 0; half < 2; half++) {
      for (int i = 0; i < count; i++) {
        byte[] bytes = texts[2 * i + half].getBytes(StandardCharsets.UTF_8);
        head.putInt(bytes.length).putInt(head.capacity() + strings.size());
        strings.writeBytes(bytes);
        strings.write(0);
      }
    }
    var file = new ByteArrayOutputStream();
    file.writeBytes(head.array());
    file.writeBytes(strings.toByteArray());
    return file.toByteArray();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("x.mo"), bytes);
  }

  @Test
  void messagesAreReadInBothByteOrders() throws IOException {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      Path file =
          file(
              mo(order, "", HEADER, "menu\4Open", "Abrir", "file\0files", "año\0años", "Left", ""));
      assertThat(Gettext.read(file))
          .containsExactly(
              new Gettext.Message("menu", "Open", "Abrir"),
              new Gettext.Message("", "file", "año"),
              new Gettext.Message("", "Left", ""));
    }
  }

  @Test
  void pairsAreSortedAndOnceEach() throws IOException {
    Path one =
        Files.write(
            folder.resolve("a.mo"),
            mo(ByteOrder.LITTLE_ENDIAN, "b\n\tc", "d\u00a0e", "OK", "OK", "a", "", "z", "ñ"));
    Path two = Files.write(folder.resolve("b.mo"), mo(ByteOrder.BIG_ENDIAN, "z", "ñ", "a", "á"));
    List<String> lines = GettextPairs.lines(List.of(List.of(one, two)));
    assertThat(lines).containsExactly("a\tá", "b c\td e", "z\tñ");
    Path file = Files.write(folder.resolve("texts.tsv"), lines);
    assertThat(SoftwareTexts.read(file).all())
        .containsExactly(
            new TextPair("a", "á"), new TextPair("b c", "d e"), new TextPair("z", "ñ"));
    assertThatThrownBy(() -> SoftwareTexts.load(new DataCache(folder)))
        .hasMessageContaining("cien data get libreoffice-es");
  }

  private void refused(byte[] bytes, String message) throws IOException {
    Path file = file(bytes);
    assertThatThrownBy(() -> Gettext.read(file))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining(message);
  }

  private static byte[] changed(byte[] bytes, int at, int value) {
    byte[] copy = bytes.clone();
    ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    return copy;
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    byte[] good = mo(ByteOrder.LITTLE_ENDIAN, "", HEADER, "one", "uno");
    refused(new byte[19], "shorter than its header");
    refused(changed(good, 0, 7), "not a .mo file of revision 0 or 1");
    refused(changed(good, 4, 0x20000), "not a .mo file of revision 0 or 1");
    refused(changed(good, 8, 1 << 20), " are not there");
    refused(changed(good, 8, -1), "4294967295 messages, at most 1048576");
    refused(changed(good, 12, -4), "truncated: message 0 is not there");
    refused(changed(good, 28, 1 << 30), "message 1: its 1073741824 bytes at ");
    refused(changed(good, 28, -1), "message 1: its 4294967295 bytes at ");
    refused(changed(good, 32, -1), "at 4294967295 are not there");
    refused(
        mo(ByteOrder.LITTLE_ENDIAN, "", "charset=KOI8-R\nx: y"),
        "expected charset=UTF-8, found charset=koi8-r");
    byte[] latin = good.clone();
    latin[latin.length - 2] = (byte) 0xf1;
    refused(latin, "expected text in UTF-8");
  }

  /// A thousand messages that are all the same four thousand bytes.
  @Test
  void textsThatLieOnEachOtherAreLimited() throws IOException {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      texts.add("a");
    }
    byte[] bytes = mo(ByteOrder.LITTLE_ENDIAN, texts.toArray(String[]::new));
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 20; at < 20 + 8 * 2000; at += 8) {
      buffer.putInt(at, 4000).putInt(at + 4, 20 + 8 * 2000);
    }
    refused(bytes, "its texts together are more than 4 times as long as the file");
  }
}
