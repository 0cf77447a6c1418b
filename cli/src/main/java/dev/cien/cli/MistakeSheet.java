package dev.cien.cli;

import dev.cien.io.Pixels;
import dev.cien.recipes.Mistake;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/// The worst mistakes as one picture: each sample, what it is, and what the model took it for.
final class MistakeSheet {
  private static final int COLUMNS = 8;
  private static final int CELL = 96;
  private static final int LABEL = 22;
  private static final int GAP = 8;

  private MistakeSheet() {}

  /// The picture as PNG; nothing if no sample is a picture.
  static Optional<byte[]> png(List<Mistake> mistakes) {
    List<Mistake> shown =
        mistakes.stream().filter(mistake -> mistake.picture().isPresent()).toList();
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    // Without a screen too: only memory is drawn on.
    System.setProperty("java.awt.headless", "true");
    int columns = Math.min(COLUMNS, shown.size());
    int rows = Math.ceilDiv(shown.size(), columns);
    BufferedImage sheet =
        new BufferedImage(
            GAP + columns * (CELL + GAP),
            GAP + rows * (CELL + LABEL + GAP),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    for (int i = 0; i < shown.size(); i++) {
      Mistake mistake = shown.get(i);
      int x = GAP + i % columns * (CELL + GAP);
      int y = GAP + i / columns * (CELL + LABEL + GAP);
      g.drawImage(image(mistake.picture().orElseThrow()), x, y, CELL, CELL, null);
      g.setColor(Color.BLACK);
      String label =
          mistake.expected()
              + " → "
              + mistake.found()
              + "  "
              + Math.round(100 * mistake.certainty())
              + " %";
      g.drawString(label, x + 2, y + CELL + 15);
    }
    g.dispose();
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(sheet, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(out.toByteArray());
  }

  private static BufferedImage image(Pixels pixels) {
    BufferedImage image =
        new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
    int plane = pixels.width() * pixels.height();
    for (int i = 0; i < plane; i++) {
      int red = Byte.toUnsignedInt(pixels.values()[i]);
      int green = pixels.channels() < 3 ? red : Byte.toUnsignedInt(pixels.values()[plane + i]);
      int blue = pixels.channels() < 3 ? red : Byte.toUnsignedInt(pixels.values()[2 * plane + i]);
      image.setRGB(i % pixels.width(), i / pixels.width(), red << 16 | green << 8 | blue);
    }
    return image;
  }
}
