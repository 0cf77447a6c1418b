package dev.cien.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.io.Pixels;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DigitPictureTest {
  /// A picture of paper with a filled rectangle of ink, as red-green-blue-opacity.
  private static Pixels paper(
      int height, int width, int paper, int ink, int top, int left, int h, int w) {
    byte[] values = new byte[4 * height * width];
    int plane = height * width;
    Arrays.fill(values, 0, 3 * plane, (byte) paper);
    Arrays.fill(values, 3 * plane, 4 * plane, (byte) 255);
    for (int c = 0; c < 3; c++) {
      for (int y = top; y < top + h; y++) {
        Arrays.fill(
            values, c * plane + y * width + left, c * plane + y * width + left + w, (byte) ink);
      }
    }
    return new Pixels(4, height, width, values);
  }

  @Test
  void darkInkOnLightPaperBecomesLightInkOnDark() {
    float[] dark = DigitPicture.ink("p.png", paper(200, 120, 255, 0, 30, 10, 100, 50));
    float[] light = DigitPicture.ink("p.png", paper(200, 120, 0, 255, 30, 10, 100, 50));
    assertThat(dark).isEqualTo(light);
    assertThat(dark[0]).isZero();
    assertThat(dark[14 * 28 + 14]).isCloseTo(1f, within(0.01f));
  }

  @Test
  void theDigitFillsTwentyPixelsAroundTheMiddle() {
    float[] ink = DigitPicture.ink("p.png", paper(300, 300, 255, 20, 5, 200, 80, 40));
    int rows = 0;
    for (int y = 0; y < 28; y++) {
      rows += ink[y * 28 + 14] > 0.5 ? 1 : 0;
    }
    assertThat(rows).isEqualTo(20);
  }

  @Test
  void emptyPaperIsRefused() {
    assertThatThrownBy(() -> DigitPicture.ink("p.png", paper(50, 50, 255, 255, 0, 0, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("p.png: expected a digit")
        .hasMessageContaining("one even colour");
  }
}
