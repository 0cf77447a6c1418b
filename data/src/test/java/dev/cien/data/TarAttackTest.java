package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.FileFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Archives that were made to do harm.
class TarAttackTest {
  private static final int BLOCK = 512;

  /// A member's header with a checksum that is right.
  private static byte[] header(String name, char type, String size) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 124, size);
    header[156] = (byte) type;
    put(header, 257, "ustar");
    return signed(header);
  }

  private static byte[] signed(byte[] header) {
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o".formatted(sum));
    header[154] = 0;
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static List<String> names(byte[] archive) throws IOException {
    var tar = new TarReader(new ByteArrayInputStream(archive), "t", 1 << 20);
    List<String> names = new ArrayList<>();
    while (tar.next()) {
      tar.content().readAllBytes();
      names.add(tar.name());
    }
    return names;
  }

  @Test
  void absurdSizesAreRefusedBeforeAnythingIsRead() {
    for (String size : List.of("777777777777", "77777777777", "10000000")) {
      assertThatThrownBy(() -> names(header("a", '0', size)))
          .as(size)
          .isInstanceOf(FileFormatException.class)
          .hasMessageContaining("more than 1048576 bytes");
    }
    for (char type : List.of('L', 'x')) {
      assertThatThrownBy(() -> names(header("a", type, "0000777777")))
          .isInstanceOf(FileFormatException.class)
          .hasMessageContaining("a name record of 262143 bytes");
    }
    byte[] binary = header("a", '0', "");
    binary[124] = (byte) 0x80;
    assertThatThrownBy(() -> names(signed(binary)))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("an octal number");
  }

  /// A thousandth of their size when gzipped.
  @Test
  void headersWithoutEndAreRefused() {
    byte[] header = header("a", '0', "0");
    for (byte[] endless : List.of(header, header("a", '5', "0"), header("a", 'L', "0"))) {
      var in =
          new InputStream() {
            private long at;

            @Override
            public int read() {
              return endless[(int) (at++ % BLOCK)] & 0xff;
            }
          };
      var tar = new TarReader(in, "t", 1 << 20);
      assertThatThrownBy(
              () -> {
                while (tar.next()) {
                  assertThat(tar.size()).isZero();
                }
              })
          .isInstanceOf(FileFormatException.class)
          .hasMessageContaining("more than 1048576 bytes");
    }
  }

  @Test
  void linksFoldersAndDevicesAreNoFiles() throws IOException {
    byte[] archive =
        join(
            header("link", '2', "0"),
            header("hard", '1', "0"),
            header("device", '3', "0"),
            header("folder/", '5', "0"),
            header("file", '0', "0"));
    assertThat(names(archive)).containsExactly("file");
  }

  @Test
  void whateverIsInAHeaderIsAFileOrRefused() throws IOException {
    byte[] whole =
        join(
            header("x", 'x', "23"),
            Arrays.copyOf("19 path=../../a/b/c\n999".getBytes(StandardCharsets.UTF_8), BLOCK),
            header("y", '0', "5"),
            new byte[BLOCK],
            header("long", 'L', "13"),
            Arrays.copyOf("/etc/passwd".getBytes(StandardCharsets.UTF_8), BLOCK),
            header("z", '0', "0"),
            new byte[2 * BLOCK]);
    assertThat(names(whole)).containsExactly("../../a/b/c", "/etc/passwd");
    Random random = new Random(3);
    for (int i = 0; i < 4000; i++) {
      byte[] harmed = whole.clone();
      for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
        harmed[random.nextInt(harmed.length)] = (byte) random.nextInt(256);
      }
      for (int block : List.of(0, 2, 4, 6)) {
        byte[] header = Arrays.copyOfRange(harmed, block * BLOCK, (block + 1) * BLOCK);
        System.arraycopy(signed(header), 0, harmed, block * BLOCK, BLOCK);
      }
      try {
        assertThat(names(harmed)).hasSizeLessThan(4);
      } catch (FileFormatException refused) {
        assertThat(refused).hasMessageStartingWith("t: ");
      }
    }
  }
}
