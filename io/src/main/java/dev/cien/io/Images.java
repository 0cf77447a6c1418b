package dev.cien.io;

import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Pictures from and to files: PNG, JPEG, GIF and BMP in (whatever the JDK decodes), PNG out.
///
/// Size is read from the file's header and checked before any pixel is decoded. 16-bit pictures are
/// reduced to 8 bits; the orientation mark of cameras (EXIF) is ignored.
public final class Images {
  /// The largest picture accepted: 64 million pixels.
  public static final long MAX_PIXELS = 64_000_000;

  private static final long MAX_FILE = 512L << 20;

  /// Bytes that a pixel takes on its way to a tensor, decoder included.
  private static final int BYTES_A_PIXEL = 32;

  /// What the JDK's JPEG decoder warns of where data end too early; it paints the rest grey.
  private static final String CUT_OFF = "premature end";

  private Images() {}

  /// Which channels a picture is given.
  public enum Channels {
    /// Brightness, 0.299 R + 0.587 G + 0.114 B.
    GREY(1),
    /// Red, green, blue.
    RGB(3),
    /// Red, green, blue, opacity.
    RGBA(4);

    private final int count;

    Channels(int count) {
      this.count = count;
    }

    /// How many channels.
    public int count() {
      return count;
    }
  }

  /// Reads a picture as float32 `[3, H, W]`, 0 to 1.
  ///
  /// @throws FileFormatException as the method with channels does
  public static Tensor read(Path file) {
    return read(file, Channels.RGB).toTensor();
  }

  /// Reads a picture.
  ///
  /// @throws FileFormatException if it is not a picture, is damaged, or has more than [#MAX_PIXELS]
  ///   or than a heap of this size can hold
  /// @throws UncheckedIOException if the file cannot be read
  public static Pixels read(Path file, Channels channels) {
    try {
      if (Files.size(file) > MAX_FILE) {
        throw new FileFormatException(
            file, "a file of " + Files.size(file) + " bytes is no picture; at most " + MAX_FILE);
      }
      long room = Runtime.getRuntime().maxMemory() / BYTES_A_PIXEL;
      return decode(Files.readAllBytes(file), file, channels, Math.min(MAX_PIXELS, room));
    } catch (FileFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file + ": " + IoReason.of(e), e);
    }
  }

  /// Decodes a picture that is already in memory.
  ///
  /// @param name how messages call it
  /// @param maxPixels the largest `height · width` accepted
  /// @throws FileFormatException if they are no picture, damaged, or more than `maxPixels`
  public static Pixels decode(byte[] bytes, Object name, Channels channels, long maxPixels) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new FileFormatException(
            name,
            "not a picture of a known format; expected one of "
                + Arrays.stream(ImageIO.getReaderFileSuffixes()).sorted().toList()
                + ". Usual cause: another kind of file under a picture's name; fix: save it as"
                + " PNG");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > maxPixels) {
          throw new FileFormatException(
              name,
              "a picture of "
                  + reader.getWidth(0)
                  + " x "
                  + reader.getHeight(0)
                  + " pixels; at most "
                  + maxPixels
                  + " pixels are accepted here. Scale it down first, or give Java more memory"
                  + " (-Xmx)");
        }
        List<String> cutOff = new ArrayList<>();
        reader.addIIOReadWarningListener(
            (_, warning) -> {
              if (warning.contains(CUT_OFF)) {
                cutOff.add(warning);
              }
            });
        BufferedImage image = reader.read(0);
        if (!cutOff.isEmpty()) {
          throw new FileFormatException(name, "a damaged picture: " + cutOff.getFirst());
        }
        return pixels(image, channels);
      } finally {
        reader.dispose();
      }
    } catch (FileFormatException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The JDK's decoders answer damaged files with exceptions of many classes.
      throw new FileFormatException(name, "a damaged or unsupported picture: " + e.getMessage(), e);
    }
  }

  /// Writes a picture as PNG, atomically.
  ///
  /// Floating-point values 0 to 1 and whole numbers 0 to 255 are clamped to that range.
  ///
  /// @param picture `[H, W]`, or `[C, H, W]` with 1, 3 or 4 channels
  /// @throws IllegalArgumentException if it has another shape or no pixels
  /// @throws UncheckedIOException if the file cannot be written
  public static void writePng(Path file, Tensor picture) {
    byte[] bytes = encodePng(picture);
    AtomicFiles.write(file, bytes);
  }

  /// The bytes of a picture as PNG; see [#writePng].
  public static byte[] encodePng(Tensor picture) {
    int[] dims = picture.shape().dims();
    int channels = dims.length == 2 ? 1 : dims.length == 3 ? dims[0] : 0;
    if (channels != 1 && channels != 3 && channels != 4 || picture.shape().size() == 0) {
      throw new IllegalArgumentException(
          "picture: expected [H, W] or [C, H, W] with 1, 3 or 4 channels, found "
              + picture.shape()
              + (dims.length == 4
                  ? ". Usual cause: a batch; fix: take one picture of it"
                  : ". Usual cause: channels last, or no pixels; fix: permute to [C, H, W]"));
    }
    int height = dims[dims.length - 2];
    int width = dims[dims.length - 1];
    int[] levels = levels(picture);
    int plane = height * width;
    int[] argb = new int[plane];
    for (int i = 0; i < plane; i++) {
      int red = levels[i];
      int green = channels == 1 ? red : levels[plane + i];
      int blue = channels == 1 ? red : levels[2 * plane + i];
      int opacity = channels == 4 ? levels[3 * plane + i] : 255;
      argb[i] = opacity << 24 | red << 16 | green << 8 | blue;
    }
    BufferedImage image;
    if (channels == 1) {
      image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
      image.getRaster().setSamples(0, 0, width, height, 0, Arrays.copyOf(levels, plane));
    } else {
      image =
          new BufferedImage(
              width,
              height,
              channels == 4 ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
      image.setRGB(0, 0, width, height, argb, 0, width);
    }
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", new MemoryCacheImageOutputStream(out));
    } catch (IOException e) {
      throw new UncheckedIOException("picture: " + IoReason.of(e), e);
    }
    return out.toByteArray();
  }

  private static int[] levels(Tensor picture) {
    if (!picture.dtype().isFloating()) {
      int[] values = picture.toInts();
      int white = picture.dtype() == DType.BOOL ? 255 : 1;
      return Arrays.stream(values).map(v -> Math.clamp((long) v * white, 0, 255)).toArray();
    }
    float[] values = picture.toFloats();
    int[] levels = new int[values.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Math.clamp(Math.round(values[i] * 255), 0, 255);
    }
    return levels;
  }

  private static Pixels pixels(BufferedImage image, Channels channels) {
    int height = image.getHeight();
    int width = image.getWidth();
    int plane = height * width;
    byte[] values = new byte[channels.count() * plane];
    int[] row = new int[width];
    // getRGB treats grey pictures as linear light and brightens them: their samples are taken as
    // they are.
    boolean grey =
        image.getColorModel() instanceof ComponentColorModel model
            && model.getNumColorComponents() == 1;
    for (int y = 0; y < height; y++) {
      if (grey) {
        greyRow(image.getRaster(), y, row);
      } else {
        image.getRGB(0, y, width, 1, row, 0, width);
      }
      for (int x = 0; x < width; x++) {
        int argb = row[x];
        int red = argb >> 16 & 255;
        int green = argb >> 8 & 255;
        int blue = argb & 255;
        int at = y * width + x;
        switch (channels) {
          // Weights in 1/65536, so that white stays 255 and the sum is exact.
          case GREY ->
              values[at] = (byte) (19595 * red + 38470 * green + 7471 * blue + 32768 >> 16);
          case RGB, RGBA -> {
            values[at] = (byte) red;
            values[plane + at] = (byte) green;
            values[2 * plane + at] = (byte) blue;
            if (channels == Channels.RGBA) {
              values[3 * plane + at] = (byte) (argb >>> 24);
            }
          }
        }
      }
    }
    return new Pixels(channels.count(), height, width, values);
  }

  private static void greyRow(Raster raster, int y, int[] argb) {
    int bits = raster.getSampleModel().getSampleSize(0);
    for (int x = 0; x < argb.length; x++) {
      int level = level(raster.getSample(x, y, 0), bits);
      int opacity = raster.getNumBands() > 1 ? level(raster.getSample(x, y, 1), bits) : 255;
      argb[x] = opacity << 24 | level << 16 | level << 8 | level;
    }
  }

  private static int level(int sample, int bits) {
    return bits == 8 ? sample : sample * 255 / ((1 << bits) - 1);
  }
}
