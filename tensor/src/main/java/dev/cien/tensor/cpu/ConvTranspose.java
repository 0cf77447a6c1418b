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

  /// `image[imageAt + c · imageStep + p · step] = from[at + p · pitch + c]` for `c < channels`, `p
  /// < pixels`.
  static void write(
      float[] from,
      int at,
      int pitch,
      int channels,
      int pixels,
      float[] image,
      int imageAt,
      int imageStep,
      int step) {
    int c = 0;
    for (; c + 4 <= channels && step == 1; c += 4) {
      gatherFour(from, at + c, pitch, image, imageAt + c * imageStep, imageStep, pixels);
    }
    for (; c < channels; c++) {
      gather(from, at + c, pitch, image, imageAt + c * imageStep, step, pixels);
    }
  }

  /// Four channels at once, so that each pixel is visited once for all of them.
  private static void gatherFour(
      float[] from, int at, int pitch, float[] to, int toAt, int toStep, int count) {
    int second = toAt + toStep;
    int third = second + toStep;
    int fourth = third + toStep;
    int p = at;
    for (int i = 0; i < count; i++, p += pitch) {
      to[toAt + i] = from[p];
      to[second + i] = from[p + 1];
      to[third + i] = from[p + 2];
      to[fourth + i] = from[p + 3];
    }
  }

  private static void gather(
      float[] from, int at, int pitch, float[] to, int toAt, int step, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i * step] = from[at + i * pitch];
    }
  }
}
