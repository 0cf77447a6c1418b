package dev.cien.io.plot;

import dev.cien.io.Pixels;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/// A picture, enlarged without blur, with boxes about what was found in it and a word at each.
public final class Boxes {
  private static final int LETTERS = 11;
  private static final int CHANNELS = 3;

  private Boxes() {}

  /// A box in pixels of the picture.
  ///
  /// @param left its first column
  /// @param top its first row
  /// @param right one more than its last column
  /// @param bottom one more than its last row
  /// @param colour of its line: red, green and blue, a byte each
  /// @param word stands above it, or inside where there is no room above; may be empty, and is left
  ///   out where it would cover that of an earlier box
  public record Box(int left, int top, int right, int bottom, int colour, String word) {}

  /// The picture `scale` times as large with its boxes, in red, green and blue.
  public static Pixels on(Pixels picture, int scale, List<Box> boxes) {
    PixelCanvas canvas = new PixelCanvas(scale * picture.width(), scale * picture.height());
    BufferedImage image = canvas.image();
    Graphics2D g = image.createGraphics();
    g.drawImage(Pictures.image(picture), 0, 0, image.getWidth(), image.getHeight(), null);
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, LETTERS));
    for (Box box : boxes) {
      int wide = scale * (box.right - box.left);
      int high = scale * (box.bottom - box.top);
      g.setColor(new Color(box.colour));
      g.drawRect(scale * box.left, scale * box.top, wide - 1, high - 1);
    }
    List<Rectangle> taken = new ArrayList<>();
    for (Box box : boxes) {
      if (!box.word.isEmpty()) {
        word(g, box, scale, image.getWidth(), taken);
      }
    }
    g.dispose();
    return pixels(image);
  }

  /// A word on its colour, so that it can be read on any picture.
  private static void word(Graphics2D g, Box box, int scale, int room, List<Rectangle> taken) {
    FontMetrics metrics = g.getFontMetrics();
    int wide = metrics.stringWidth(box.word) + 4;
    int x = Math.max(0, Math.min(scale * box.left, room - wide));
    int y = Math.max(0, scale * box.top - metrics.getHeight());
    Rectangle place = new Rectangle(x, y, wide, metrics.getHeight());
    if (taken.stream().anyMatch(place::intersects)) {
      return;
    }
    taken.add(place);
    g.setColor(new Color(box.colour));
    g.fill(place);
    g.setColor(Color.WHITE);
    g.drawString(box.word, x + 2, y + metrics.getAscent());
  }

  private static Pixels pixels(BufferedImage image) {
    int plane = image.getWidth() * image.getHeight();
    byte[] values = new byte[CHANNELS * plane];
    for (int p = 0; p < plane; p++) {
      int colour = image.getRGB(p % image.getWidth(), p / image.getWidth());
      values[p] = (byte) (colour >> 16);
      values[plane + p] = (byte) (colour >> 8);
      values[2 * plane + p] = (byte) colour;
    }
    return new Pixels(CHANNELS, image.getHeight(), image.getWidth(), values);
  }
}
