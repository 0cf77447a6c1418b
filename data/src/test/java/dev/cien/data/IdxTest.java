package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.FileFormatException;
import dev.cien.io.Images;
import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxTest {
  @TempDir Path folder;

  private Path file(String hex) throws IOException {
    return Files.write(folder.resolve("f"), HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  @ParameterizedTest
  @CsvSource({
    "00000801 00000002 ff01, INT32, 255, 1",
    "00000901 00000002 ff01, INT32, -1, 1",
    "00000b01 00000002 fffe0100, INT32, -2, 256",
    "00000c01 00000002 8000000000000007, INT32, -2147483648, 7",
    "00000d01 00000002 3f800000c0000000, FLOAT32, 1, -2",
    "00000e01 00000002 3ff0000000000000c000000000000000, FLOAT64, 1, -2",
  })
  void readsEveryFormat(String hex, DType dtype, double first, double second) throws IOException {
    Tensor read = Idx.read(file(hex)).toTensor();
    assertThat(read.dtype()).isEqualTo(dtype);
    assertThat(read.toDoubles()).containsExactly(first, second);
  }

  @Test
  void gzipIsRecognised() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(HexFormat.of().parseHex("0000080200000001000000020708"));
    }
    Path whole = Files.write(folder.resolve("z"), bytes.toByteArray());
    assertThat(Idx.read(whole).dims()).containsExactly(1, 2);
    assertThat(Idx.read(whole).values()).containsExactly(7, 8);
    Path cut =
        Files.write(folder.resolve("c"), Arrays.copyOf(bytes.toByteArray(), bytes.size() - 10));
    assertThatThrownBy(() -> Idx.read(cut)).isInstanceOf(FileFormatException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "01000801 00000001 00, not an IDX file",
    "00000701 00000001 00, not an IDX file",
    "00000800, not an IDX file",
    "000008, not an IDX file",
    "00000803 00000001, truncated within its sizes",
    "00000801 00000003 0102, truncated: sizes [3] need 3 bytes",
    "00000801 00000001 0102, too long",
    "00000801 7ffffff0 01, truncated",
    "00000802 7fffffff 7fffffff, impossible sizes",
    "00000801 ffffffff, impossible sizes [-1]",
  })
  void refusesDamagedFiles(String hex, String message) throws IOException {
    Path file = file(hex);
    if (message.equals("truncated") || message.startsWith("impossible")) {
      // A few bytes that claim two gigabytes and more: refused without asking for them.
      assertThat(Files.size(file)).isLessThan(20);
    }
    assertThatThrownBy(() -> Idx.read(file))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void labelsAreNotTakenForPictures() throws IOException {
    Idx labels = Idx.read(file("00000801 00000001 05"));
    assertThatThrownBy(() -> labels.unsignedBytes(3, "pictures"))
        .hasMessageContaining("expected unsigned bytes with 3 axes, found format 8 with sizes [1]");
  }

  @Test
  void foldersOfPicturesBecomeClasses() throws IOException {
    Images.writePng(folder.resolve("in/dogs/b.png"), Tensor.of(new int[] {10, 10, 10, 10}, 2, 2));
    Images.writePng(
        folder.resolve("in/cats/z.png"), Tensor.of(new int[] {200, 200, 200, 200}, 2, 2));
    Images.writePng(folder.resolve("in/cats/a.png"), Tensor.of(new int[] {100}, 1, 1));
    Files.writeString(folder.resolve("in/cats/notes.txt"), "no picture");
    ImageDataset data = ImageFolder.load(folder.resolve("in"), Images.Channels.GREY, 2, 2);
    assertThat(data.classNames()).containsExactly("cats", "dogs");
    assertThat(data.all().targets().toInts()).containsExactly(0, 0, 1);
    assertThat(data.picture(0).values()).containsOnly(100);
    assertThat(data.picture(2).values()).containsOnly(10);
    assertThatThrownBy(
            () -> ImageFolder.load(folder.resolve("in/cats"), Images.Channels.GREY, 2, 2))
        .hasMessageContaining("no pictures; expected one folder a class");
  }
}
