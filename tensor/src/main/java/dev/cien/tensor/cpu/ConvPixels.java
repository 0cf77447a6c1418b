package dev.cien.tensor.cpu;

import java.util.Arrays;

/// Moves rectangles of pixels between an image of either layout and channels-last work arrays.
///
/// A copy from or to channels-first takes [#BLOCK] channels at a time through the whole rectangle,
/// so that memory sees few streams at once, each in order.
///
/// @param layout where the channels of the image array lie
/// @param channels channels of the array in all
/// @param size depth, height and width of an image
record ConvPixels(ConvLayout layout, int channels, int[] size) {
  private static final int BLOCK = 16;

  /// Channels that are written to channels-first side by side.
  private static final int GROUP = 4;

  /// Pixels of a work array, 32 channels each, that stay in the first-level cache while they are
  /// written channel by channel.
  private static final int PIXELS = 128;

  /// Pixels of an image.
  int volume() {
    return size[0] * size[1] * size[2];
  }

  /// Distance between equal pixels of neighbouring channels.
  int channelStep() {
    return layout == ConvLayout.CHANNELS_FIRST ? volume() : 1;
  }

  /// Distance between neighbouring pixels.
  int pixelStep() {
    return layout == ConvLayout.CHANNELS_FIRST ? 1 : channels;
  }

  /// Where an element lies.
  int at(int image, int channel, int d, int h, int w) {
    int pixel = (d * size[1] + h) * size[2] + w;
    return image * channels * volume() + channel * channelStep() + pixel * pixelStep();
  }

  /// Copies pixel `(h + i, w + j)` to `to[toAt + i · linePitch + j · pitch + c]`, for `i < rows`
  /// and `j < cols`. Pixels outside the image and channels from `many` up to `pitch` become zero.
  void read(
      float[] x,
      int image,
      int channel,
      int many,
      int d,
      int h,
      int w,
      int rows,
      int cols,
      float[] to,
      int toAt,
      int pitch,
      int linePitch) {
    boolean outside = d < 0 || d >= size[0];
    int top = outside ? rows : Math.clamp(-(long) h, 0, rows);
    int bottom = outside ? rows : Math.clamp((long) size[1] - h, top, rows);
    int left = Math.clamp(-(long) w, 0, cols);
    int right = Math.clamp((long) size[2] - w, left, cols);
    for (int i = 0; i < rows; i++) {
      int line = toAt + i * linePitch;
      if (i < top || i >= bottom || many < pitch) {
        Arrays.fill(to, line, line + cols * pitch, 0f);
      } else {
        Arrays.fill(to, line, line + left * pitch, 0f);
        Arrays.fill(to, line + right * pitch, line + cols * pitch, 0f);
      }
    }
    if (top == bottom || left == right) {
      return;
    }
    int from = at(image, channel, d, h + top, w + left);
    int start = toAt + top * linePitch + left * pitch;
    if (layout == ConvLayout.CHANNELS_LAST) {
      for (int i = 0; i < bottom - top; i++) {
        copy(
            x,
            from + i * size[2] * channels,
            channels,
            to,
            start + i * linePitch,
            pitch,
            right - left,
            many);
      }
      return;
    }
    for (int c = 0; c < many; c += BLOCK) {
      int block = Math.min(BLOCK, many - c);
      for (int i = 0; i < bottom - top; i++) {
        ConvTranspose.read(
            x,
            from + c * volume() + i * size[2],
            volume(),
            block,
            right - left,
            to,
            start + i * linePitch + c,
            pitch);
      }
    }
  }

  /// Copies `from[at + i · linePitch + j · pitch + c]` to pixel `(h + i · rowStep, w + j ·
  /// colStep)`, for `i < rows` and `j < cols`, all inside the image.
  void write(
      float[] from,
      int at,
      int pitch,
      int linePitch,
      float[] y,
      int image,
      int channel,
      int many,
      int d,
      int h,
      int w,
      int rows,
      int cols,
      int rowStep,
      int colStep) {
    int to = at(image, channel, d, h, w);
    int lineStep = size[2] * rowStep * pixelStep();
    if (layout == ConvLayout.CHANNELS_LAST) {
      for (int i = 0; i < rows; i++) {
        copy(from, at + i * linePitch, pitch, y, to + i * lineStep, channels * colStep, cols, many);
      }
      return;
    }
    int colsAtOnce = Math.min(cols, PIXELS);
    int rowsAtOnce = Math.max(1, PIXELS / Math.max(1, cols));
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int endRow = Math.min(rows, row + rowsAtOnce);
      for (int col = 0; col < cols; col += colsAtOnce) {
        int count = Math.min(colsAtOnce, cols - col);
        for (int c = 0; c < many; c += GROUP) {
          for (int i = row; i < endRow; i++) {
            ConvTranspose.write(
                from,
                at + i * linePitch + col * pitch + c,
                pitch,
                Math.min(GROUP, many - c),
                count,
                y,
                to + c * volume() + i * lineStep + col * colStep,
                volume(),
                colStep);
          }
        }
      }
    }
  }

  /// Copies the channels of some pixels from one pitch to another.
  private static void copy(
      float[] from, int at, int pitch, float[] to, int toAt, int toPitch, int pixels, int many) {
    if (pitch == many && toPitch == many) {
      System.arraycopy(from, at, to, toAt, pixels * many);
      return;
    }
    for (int j = 0; j < pixels; j++) {
      System.arraycopy(from, at + j * pitch, to, toAt + j * toPitch, many);
    }
  }
}
