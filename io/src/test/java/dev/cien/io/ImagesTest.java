package dev.cien.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.cien.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
  @TempDir Path folder;

  @Test
  void coloursComeBackInPlanes() {
    Path file = folder.resolve("c.png");
    // Two pixels: red, and half-bright cyan.
    Images.writePng(file, Tensor.of(new float[] {1, 0, 0, 0.5f, 0, 0.5f}, 3, 1, 2));
    Tensor read = Images.read(file);
    assertThat(read.shape().dims()).containsExactly(3, 1, 2);
    assertThat(read.toFloats()).containsExactly(1, 0, 0, 128 / 255f, 0, 128 / 255f);
  }

  @Test
  void greyLevelsAreNotBrightened() {
    Path file = folder.resolve("g.png");
    int[] levels = new int[256];
    Arrays.setAll(levels, i -> i);
    Images.writePng(file, Tensor.of(levels, 16, 16));
    assertThat(Images.read(file, Images.Channels.GREY).toIntTensor().toInts())
        .containsExactly(levels);
  }

  @Test
  void opacityComesBackAndValuesAreClamped() {
    Path file = folder.resolve("a.png");
    Images.writePng(file, Tensor.of(new float[] {2, -1, 0.2f, 0.4f}, 4, 1, 1));
    assertThat(Images.read(file, Images.Channels.RGBA).toIntTensor().toInts())
        .containsExactly(255, 0, 51, 102);
  }

  @Test
  void greyIsBrightness() {
    Path file = folder.resolve("b.png");
    Images.writePng(
        file, Tensor.of(new int[] {255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255}, 3, 2, 2));
    assertThat(Images.read(file, Images.Channels.GREY).toIntTensor().toInts())
        .containsExactly(76, 150, 29, 255);
  }

  @Test
  void readsJpeg() throws IOException {
    var image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, 0x3366cc);
    }
    Path file = folder.resolve("p.jpg");
    ImageIO.write(image, "jpg", file.toFile());
    float[] read = Images.read(file).toFloats();
    assertThat(read[0]).isCloseTo(0x33 / 255f, offset(0.03f));
    assertThat(read[600]).isCloseTo(0xcc / 255f, offset(0.03f));
  }

  @Test
  void sixteenBitsAreReducedToEight() throws IOException {
    var image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(0, 0, 0, 65535);
    image.getRaster().setSample(1, 0, 0, 32896);
    Path file = folder.resolve("16.png");
    ImageIO.write(image, "png", file.toFile());
    assertThat(Images.read(file, Images.Channels.GREY).toIntTensor().toInts())
        .containsExactly(255, 128);
  }

  @Test
  void hugePicturesAreRefusedBeforeDecoding() throws IOException {
    Path file = Files.write(folder.resolve("huge.png"), headerOnlyPng(100_000, 100_000));
    assertThatThrownBy(() -> Images.read(file))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("100000 x 100000 pixels");
  }

  @Test
  void damagedPicturesAreOneClearError() throws IOException {
    Path text = Files.writeString(folder.resolve("text.png"), "not a picture");
    assertThatThrownBy(() -> Images.read(text))
        .hasMessageContaining("not a picture of a known format");
    Path cut = Files.write(folder.resolve("cut.png"), headerOnlyPng(4, 4));
    assertThatThrownBy(() -> Images.read(cut)).isInstanceOf(FileFormatException.class);
    byte[] png = Images.encodePng(Tensor.of(new int[64], 8, 8));
    for (int i = 0; i < png.length; i++) {
      byte[] bad = png.clone();
      bad[i] ^= 0x55;
      try {
        Images.decode(bad, "bad", Images.Channels.GREY, 1000);
      } catch (FileFormatException expected) {
        assertThat(expected).hasMessageStartingWith("bad: ");
      }
    }
  }

  @Test
  void pixelsThatAJpegHasLostAreNotMadeUp() throws IOException {
    var picture = new BufferedImage(48, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 48 * 64; i++) {
      picture.setRGB(i % 48, i / 48, i * 7919);
    }
    var out = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpg", out);
    byte[] whole = out.toByteArray();
    Path half = folder.resolve("half.jpg");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> Images.read(half))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("half.jpg: a damaged picture:")
        .hasMessageContaining("premature end")
        .hasMessageContaining("cut off");
    // Without its end marker it has all its pixels.
    Path unmarked = folder.resolve("unmarked.jpg");
    Files.write(unmarked, Arrays.copyOf(whole, whole.length - 2));
    assertThat(Images.read(unmarked).shape().dims()).containsExactly(3, 64, 48);
  }

  @Test
  void batchesAreNoPicture() {
    assertThatThrownBy(() -> Images.encodePng(Tensor.of(new float[16], 1, 1, 4, 4)))
        .hasMessageContaining("found [1, 1, 4, 4]")
        .hasMessageContaining("a batch");
    assertThatThrownBy(() -> Images.encodePng(Tensor.of(new float[40], 5, 4, 2)))
        .hasMessageContainingAll("found [5, 4, 2]", "Usual cause: channels last", "fix: ");
  }

  @Test
  void impossibleSizesAreRefused() {
    assertThatThrownBy(() -> new Pixels(3, 2, 2, new byte[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("pixels: expected 3·2·2 bytes")
        .hasMessageContainingAll("found 4", "Usual cause: ", "fix: ");
    var pixels = new Pixels(1, 2, 2, new byte[4]);
    for (int[] size : new int[][] {{0, 2}, {2, -1}, {50_000, 50_000}}) {
      assertThatThrownBy(() -> pixels.resize(size[0], size[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("resize: expected a height and a width of 1 or more")
          .hasMessageContainingAll("found " + size[0] + " and " + size[1], "fix: ");
    }
  }

  @Test
  void shrinkingTakesMeansAndGrowingBlends() {
    var pixels = new Pixels(1, 2, 4, new byte[] {0, 100, 100, (byte) 200, 0, 100, 100, (byte) 200});
    assertThat(pixels.resize(1, 1).values()).containsExactly(100);
    var flat = new Pixels(3, 2, 2, new byte[12]);
    Arrays.fill(flat.values(), (byte) 77);
    assertThat(flat.resize(5, 3).values()).containsOnly(77);
    assertThat(new Pixels(1, 1, 2, new byte[] {0, 100}).resize(1, 4).values())
        .containsExactly(0, 25, 75, 100);
    assertThat(pixels.resize(2, 4)).isSameAs(pixels);
  }

  /// A PNG that ends after its header chunk.
  private static byte[] headerOnlyPng(int width, int height) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    byte[] chunk =
        ByteBuffer.allocate(17)
            .put("IHDR".getBytes(StandardCharsets.US_ASCII))
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    var crc = new CRC32();
    crc.update(chunk);
    out.writeBytes(ByteBuffer.allocate(4).putInt(13).array());
    out.writeBytes(chunk);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    return out.toByteArray();
  }

  @Test
  void picturesWithOpacityAreLaidOnWhite() {
    Pixels clear =
        new Pixels(4, 1, 3, new byte[] {10, 10, 10, 20, 20, 20, 30, 30, 30, -1, 0, (byte) 128});
    byte[] white = clear.onWhite().values();
    assertThat(white).containsExactly(10, -1, (byte) 132, 20, -1, (byte) 137, 30, -1, (byte) 142);
    assertThatThrownBy(() -> new Pixels(3, 1, 1, new byte[3]).onWhite())
        .hasMessageContaining("onWhite: expected 4 channels")
        .hasMessageContaining("found 3");
  }
}
