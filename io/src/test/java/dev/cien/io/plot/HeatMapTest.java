package dev.cien.io.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.Pixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  @Test
  void signsHaveColoursOfTheirOwn() {
    String svg =
        new HeatMap("weights", new double[][] {{-1, 0, 1}}, List.of("w"), List.of("a", "b", "c"))
            .svg();
    assertThat(svg).contains("#0877bd", "#ffffff", "#f59322", ">weights<", ">-1<", ">a<", ">w<");
  }

  @Test
  void whereAllIsPositiveDarkerIsMore() {
    String svg = new HeatMap("p", new double[][] {{0, 2}}, List.of(), List.of()).svg();
    assertThat(svg).contains("#ffffff", "#0877bd").doesNotContain("#f59322");
  }

  @Test
  void aLongNameUnderTheLastColumnHasRoom() throws IOException {
    double[][] values = new double[4][4];
    HeatMap brief = new HeatMap("t", values, List.of(), List.of("a", "b", "c", "d"));
    HeatMap wordy =
        new HeatMap("t", values, List.of(), List.of("a", "b", "c", "a name of thirty characters…"));
    int more = width(wordy) - width(brief);
    // Half of 28 letters of 7, less half a cell of 48.
    assertThat(more).isEqualTo(98 - 48 / 2);
  }

  private static int width(HeatMap map) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(map.png())).getWidth();
  }

  @Test
  void namesMustFitTheShape() {
    assertThatThrownBy(
            () -> new HeatMap("p", new double[][] {{0, 2}}, List.of("a", "b"), List.of()))
        .hasMessageContaining("found 1 rows with 2 names, 2 columns with 0 names");
  }

  @Test
  void aSheetShowsItsPicturesEnlarged() throws IOException {
    Pixels dark = new Pixels(1, 2, 2, new byte[4]);
    Pixels red = new Pixels(3, 1, 1, new byte[] {(byte) 255, 0, 0});
    BufferedImage sheet =
        ImageIO.read(new ByteArrayInputStream(Sheet.of(List.of(dark, red), 2, 20).png()));
    assertThat(sheet.getWidth()).isEqualTo(8 + 2 * 28);
    assertThat(sheet.getRGB(10, 10) & 0xffffff).isZero();
    assertThat(sheet.getRGB(46, 10) & 0xffffff).isEqualTo(0xff0000);
    assertThat(sheet.getRGB(31, 10) & 0xffffff).isEqualTo(0xffffff);
  }

  @Test
  void picturesThatAreWideLeaveNoRoomBelow() throws IOException {
    Pixels wide = new Pixels(1, 1, 4, new byte[4]);
    BufferedImage sheet =
        ImageIO.read(new ByteArrayInputStream(Sheet.of(List.of(wide, wide), 1, 40).png()));
    assertThat(sheet.getHeight()).isEqualTo(8 + 2 * 18);
    assertThat(sheet.getRGB(47, 17) & 0xffffff).isZero();
    assertThat(sheet.getRGB(47, 19) & 0xffffff).isEqualTo(0xffffff);
  }

  @Test
  void boxesLieAboutTheirPixelsEnlarged() {
    Pixels grey = new Pixels(1, 10, 20, new byte[200]);
    Pixels boxed =
        Boxes.on(
            grey,
            4,
            List.of(
                new Boxes.Box(2, 5, 6, 8, 0x00ff00, ""),
                new Boxes.Box(15, 0, 20, 3, 0xff0000, "car 0.93")));
    assertThat(new int[] {boxed.channels(), boxed.height(), boxed.width()})
        .containsExactly(3, 40, 80);
    int plane = 40 * 80;
    assertThat(boxed.values()[plane + 20 * 80 + 8]).as("its corner").isEqualTo((byte) 255);
    assertThat(boxed.values()[plane + 31 * 80 + 23]).as("opposite").isEqualTo((byte) 255);
    assertThat(boxed.values()[plane + 32 * 80 + 24]).as("beyond").isZero();
    assertThat(boxed.values()[plane + 25 * 80 + 15]).as("inside").isZero();
    assertThat(boxed.values()[2 * 80 + 79]).as("a word is moved into it").isEqualTo((byte) 255);
  }

  @Test
  void aWordThatWouldCoverAnotherIsLeftOut() {
    Pixels grey = new Pixels(1, 10, 40, new byte[400]);
    Boxes.Box first = new Boxes.Box(2, 8, 9, 10, 0xff0000, "one");
    Boxes.Box second = new Boxes.Box(3, 8, 9, 10, 0xff0000, "two");
    Boxes.Box silent = new Boxes.Box(3, 8, 9, 10, 0xff0000, "");
    assertThat(Boxes.on(grey, 4, List.of(first, second)).values())
        .isEqualTo(Boxes.on(grey, 4, List.of(first, silent)).values());
    Boxes.Box apart = new Boxes.Box(30, 8, 36, 10, 0xff0000, "two");
    Boxes.Box quiet = new Boxes.Box(30, 8, 36, 10, 0xff0000, "");
    assertThat(Boxes.on(grey, 4, List.of(first, apart)).values())
        .isNotEqualTo(Boxes.on(grey, 4, List.of(first, quiet)).values());
  }
}
