package dev.cien.io.plot;

import dev.cien.io.Pixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// Pictures as PNG.
public final class Pictures {
  private Pictures() {}

  /// A picture as the bytes of a PNG file; one with four channels keeps its opacity.
  public static byte[] png(Pixels pixels) {
    return png(image(pixels));
  }

  static byte[] png(BufferedImage image) {
    try (var out = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BufferedImage image(Pixels pixels) {
    boolean opaque = pixels.channels() < 4;
    BufferedImage image =
        new BufferedImage(
            pixels.width(),
            pixels.height(),
            opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
    int plane = pixels.width() * pixels.height();
    for (int i = 0; i < plane; i++) {
      int red = Byte.toUnsignedInt(pixels.values()[i]);
      int green = pixels.channels() < 3 ? red : Byte.toUnsignedInt(pixels.values()[plane + i]);
      int blue = pixels.channels() < 3 ? red : Byte.toUnsignedInt(pixels.values()[2 * plane + i]);
      int alpha = opaque ? 255 : Byte.toUnsignedInt(pixels.values()[3 * plane + i]);
      image.setRGB(
          i % pixels.width(), i / pixels.width(), alpha << 24 | red << 16 | green << 8 | blue);
    }
    return image;
  }
}
