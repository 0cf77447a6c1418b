package dev.cien.recipes;

import dev.cien.io.Pixels;

/// Brings somebody's picture of a digit into MNIST's form: light ink on dark paper, the digit
/// scaled to fit 20 × 20 pixels, its centre of mass in the middle of 28 × 28.
public final class DigitPicture {
  /// How many pixels high and wide MNIST's pictures are.
  public static final int SIZE = 28;

  private static final int BOX = 20;
  private static final int VISIBLE = 48;

  private DigitPicture() {}

  /// The ink of a picture with opacity, 0 to 1, `28 · 28` values.
  ///
  /// @param name how messages call the picture
  /// @throws InputException if the picture is one even colour
  public static float[] ink(Object name, Pixels rgba) {
    int height = rgba.height();
    int width = rgba.width();
    int[] grey = grey(rgba);
    if (lightPaper(grey, height, width)) {
      for (int i = 0; i < grey.length; i++) {
        grey[i] = 255 - grey[i];
      }
    }
    if (height == SIZE && width == SIZE) {
      return scaled(grey, 255);
    }
    int[] box = box(name, grey, height, width);
    Pixels digit = crop(grey, width, box);
    double scale = (double) BOX / Math.max(digit.height(), digit.width());
    Pixels small =
        digit.resize(
            Math.max(1, (int) Math.round(digit.height() * scale)),
            Math.max(1, (int) Math.round(digit.width() * scale)));
    return centred(small);
  }

  /// Brightness over white where the picture is transparent.
  private static int[] grey(Pixels rgba) {
    int plane = rgba.height() * rgba.width();
    byte[] v = rgba.values();
    int[] grey = new int[plane];
    for (int i = 0; i < plane; i++) {
      int opacity = Byte.toUnsignedInt(v[3 * plane + i]);
      double light =
          0.299 * Byte.toUnsignedInt(v[i])
              + 0.587 * Byte.toUnsignedInt(v[plane + i])
              + 0.114 * Byte.toUnsignedInt(v[2 * plane + i]);
      grey[i] = (int) Math.round((light * opacity + 255 * (255 - opacity)) / 255);
    }
    return grey;
  }

  /// Whether the border, which is paper, is light.
  private static boolean lightPaper(int[] grey, int height, int width) {
    long sum = 0;
    int count = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (y == 0 || x == 0 || y == height - 1 || x == width - 1) {
          sum += grey[y * width + x];
          count++;
        }
      }
    }
    return sum > 127L * count;
  }

  /// Top, left, bottom and right (exclusive) of what is visible.
  private static int[] box(Object name, int[] ink, int height, int width) {
    int darkest = 255;
    int lightest = 0;
    for (int value : ink) {
      darkest = Math.min(darkest, value);
      lightest = Math.max(lightest, value);
    }
    if (lightest - darkest < VISIBLE) {
      throw new InputException(
          new Text(
              name + ": expected a digit on paper of another colour, found one even colour",
              name
                  + ": se esperaba un dígito sobre papel de otro color, se encontró un solo color"
                  + " uniforme"));
    }
    int threshold = darkest + (lightest - darkest) / 4;
    int[] box = {height, width, 0, 0};
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int value = ink[y * width + x];
        if (value > threshold) {
          box[0] = Math.min(box[0], y);
          box[1] = Math.min(box[1], x);
          box[2] = Math.max(box[2], y + 1);
          box[3] = Math.max(box[3], x + 1);
        }
        // Shades of the paper become none, the strongest ink full.
        ink[y * width + x] =
            Math.clamp(
                Math.round(255.0 * (value - threshold / 2.0) / (lightest - threshold / 2.0)),
                0,
                255);
      }
    }
    return box;
  }

  private static Pixels crop(int[] ink, int width, int[] box) {
    int h = box[2] - box[0];
    int w = box[3] - box[1];
    byte[] values = new byte[h * w];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        values[y * w + x] = (byte) ink[(box[0] + y) * width + box[1] + x];
      }
    }
    return new Pixels(1, h, w, values);
  }

  private static float[] centred(Pixels digit) {
    double mass = 0;
    double rows = 0;
    double columns = 0;
    for (int y = 0; y < digit.height(); y++) {
      for (int x = 0; x < digit.width(); x++) {
        int value = Byte.toUnsignedInt(digit.values()[y * digit.width() + x]);
        mass += value;
        rows += value * (y + 0.5);
        columns += value * (x + 0.5);
      }
    }
    int top = Math.clamp(Math.round(SIZE / 2.0 - rows / mass), 0, SIZE - digit.height());
    int left = Math.clamp(Math.round(SIZE / 2.0 - columns / mass), 0, SIZE - digit.width());
    int[] all = new int[SIZE * SIZE];
    for (int y = 0; y < digit.height(); y++) {
      for (int x = 0; x < digit.width(); x++) {
        all[(top + y) * SIZE + left + x] =
            Byte.toUnsignedInt(digit.values()[y * digit.width() + x]);
      }
    }
    return scaled(all, 255);
  }

  private static float[] scaled(int[] values, int full) {
    float[] scaled = new float[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = values[i] / (float) full;
    }
    return scaled;
  }
}
