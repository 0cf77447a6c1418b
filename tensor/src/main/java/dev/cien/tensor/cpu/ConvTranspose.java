package dev.cien.tensor.cpu;

/// Copies between channels-first images and channels-last work arrays; the image is read and
/// written in order.
final class ConvTranspose {
  private static final int BLOCK = 16;

  private ConvTranspose() {}

  /// `to[toAt + p · pitch + c] = image[at + c · step + p]` for `c < channels`, `p < pixels`.
  static void read(
      float[] image, int at, int step, int channels, int pixels, float[] to, int toAt, int pitch) {
    for (int p = 0; p < pixels; p += BLOCK) {
      int count = Math.min(BLOCK, pixels - p);
      for (int c = 0; c < channels; c++) {
        spread(image, at + c * step + p, to, toAt + p * pitch + c, pitch, count);
      }
    }
  }

  private static void spread(float[] from, int at, float[] to, int toAt, int step, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i * step] = from[at + i];
    }
  }

  /// `image[imageAt + p · step] = from[at + p · pitch]` for `p < pixels`.
  static void write(
      float[] from, int at, int pitch, int pixels, float[] image, int imageAt, int step) {
    if (step == 1) {
      for (int i = 0; i < pixels; i++) {
        image[imageAt + i] = from[at + i * pitch];
      }
    } else {
      for (int i = 0; i < pixels; i++) {
        image[imageAt + i * step] = from[at + i * pitch];
      }
    }
  }
}
