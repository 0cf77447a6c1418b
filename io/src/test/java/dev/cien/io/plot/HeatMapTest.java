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
}
