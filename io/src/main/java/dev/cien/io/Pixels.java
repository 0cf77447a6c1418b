package dev.cien.io;

import dev.cien.tensor.Tensor;

/// A picture as bytes: 0 to 255, channel by channel, each row by row.
///
/// @param channels 1 for grey, 3 for red-green-blue, 4 with opacity
/// @param height rows
/// @param width columns
/// @param values the `channels · height · width` bytes, read as unsigned
public record Pixels(int channels, int height, int width, byte[] values) {
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  /// A picture; its array is not copied.
  ///
  /// @throws IllegalArgumentException if the sizes and the number of bytes do not go together
  public Pixels {
    if (channels < 1
        || height < 1
        || width < 1
        || values.length != (long) channels * height * width) {
      throw new IllegalArgumentException(
          "pixels: expected "
              + channels
              + "·"
              + height
              + "·"
              + width
              + " bytes (channels·height·width, each 1 or more), found "
              + values.length
              + ". Usual cause: height and width in the wrong order, or another number of channels;"
              + " fix: one byte for each channel of each pixel");
    }
  }

  /// The picture as float32 `[C, H, W]`, 0 to 1.
  public Tensor toTensor() {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Byte.toUnsignedInt(values[i]) / 255f;
    }
    return Tensor.of(floats, channels, height, width);
  }

  /// The picture as int32 `[C, H, W]`, 0 to 255.
  public Tensor toIntTensor() {
    int[] ints = new int[values.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = Byte.toUnsignedInt(values[i]);
    }
    return Tensor.of(ints, channels, height, width);
  }

  /// A picture with opacity laid on white, `opacity · colour + (1 − opacity) · white`, rounded:
  /// red, green, blue.
  ///
  /// @throws IllegalArgumentException if it has no opacity
  public Pixels onWhite() {
    if (channels != 4) {
      throw new IllegalArgumentException(
          "onWhite: expected 4 channels, the last one opacity, found "
              + channels
              + ". Usual cause: a picture read without its opacity; fix: Images.Channels.RGBA");
    }
    int plane = height * width;
    byte[] to = new byte[3 * plane];
    for (int i = 0; i < to.length; i++) {
      int opacity = values[3 * plane + i % plane] & 0xff;
      to[i] = (byte) (((values[i] & 0xff) * opacity + 255 * (255 - opacity) + 127) / 255);
    }
    return new Pixels(3, height, width, to);
  }

  /// The picture in another size. Every new pixel is the mean of the area it covers in the old
  /// picture when shrinking, and a linear blend of its neighbours when growing; both axes are
  /// treated apart, in fixed order, so that the result is the same everywhere.
  ///
  /// @throws IllegalArgumentException if a size is not positive, or the picture would not fit into
  ///   one array
  public Pixels resize(int newHeight, int newWidth) {
    if (newHeight == height && newWidth == width) {
      return this;
    }
    if (newHeight < 1
        || newWidth < 1
        || (long) newHeight * newWidth > MAX_BYTES / channels
        || (long) height * newWidth > MAX_BYTES) {
      throw new IllegalArgumentException(
          "resize: expected a height and a width of 1 or more whose picture fits into one array,"
              + " found "
              + newHeight
              + " and "
              + newWidth
              + ". Usual cause: a size left at 0, or bytes taken for pixels; fix: the size in"
              + " pixels that the model takes");
    }
    float[][] rows = weights(height, newHeight);
    float[][] columns = weights(width, newWidth);
    byte[] resized = new byte[channels * newHeight * newWidth];
    float[] narrow = new float[height * newWidth];
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < height; y++) {
        int row = (c * height + y) * width;
        for (int x = 0; x < newWidth; x++) {
          float[] w = columns[x];
          float sum = 0;
          for (int k = 1; k < w.length; k++) {
            sum += w[k] * Byte.toUnsignedInt(values[row + (int) w[0] + k - 1]);
          }
          narrow[y * newWidth + x] = sum;
        }
      }
      for (int y = 0; y < newHeight; y++) {
        float[] w = rows[y];
        for (int x = 0; x < newWidth; x++) {
          float sum = 0;
          for (int k = 1; k < w.length; k++) {
            sum += w[k] * narrow[((int) w[0] + k - 1) * newWidth + x];
          }
          resized[(c * newHeight + y) * newWidth + x] = (byte) Math.clamp(Math.round(sum), 0, 255);
        }
      }
    }
    return new Pixels(channels, newHeight, newWidth, resized);
  }

  /// For each new position: the first old position that counts, then the weights of it and its
  /// followers. A triangle filter whose half-width is the scale when shrinking, 1 when growing.
  private static float[][] weights(int from, int to) {
    double scale = (double) from / to;
    double reach = Math.max(scale, 1);
    float[][] all = new float[to][];
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale - 0.5;
      int first = Math.max(0, (int) Math.ceil(centre - reach));
      int last = Math.min(from - 1, (int) Math.floor(centre + reach));
      float[] w = new float[last - first + 2];
      w[0] = first;
      double sum = 0;
      for (int k = first; k <= last; k++) {
        sum += Math.max(0, 1 - Math.abs(k - centre) / reach);
      }
      for (int k = first; k <= last; k++) {
        w[k - first + 1] = (float) (Math.max(0, 1 - Math.abs(k - centre) / reach) / sum);
      }
      all[i] = w;
    }
    return all;
  }
}
