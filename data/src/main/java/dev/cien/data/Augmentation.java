package dev.cien.data;

import dev.cien.tensor.Rng;

/// A random change of one picture that leaves its class as it was.
///
/// ```java
/// digits.train().augment(Augmentation.shift(2).then(Augmentation.rotate(10)));
/// ```
///
/// Every sample gets an [Rng] of its own, derived from seed, epoch and the sample's number: the
/// draw does not depend on the order of the batches or on threads.
@FunctionalInterface
public interface Augmentation {
  /// Changes a picture in place.
  ///
  /// @param picture `channels · height · width` values, channel by channel, each row by row
  /// @param rng this sample's randomness
  void apply(float[] picture, int channels, int height, int width, Rng rng);

  /// This change, then another.
  default Augmentation then(Augmentation next) {
    return (picture, channels, height, width, rng) -> {
      apply(picture, channels, height, width, rng);
      next.apply(picture, channels, height, width, rng);
    };
  }

  /// This change with the given probability, else none.
  ///
  /// @throws IllegalArgumentException if the probability is not between 0 and 1
  default Augmentation sometimes(double probability) {
    between("sometimes", probability);
    return (picture, channels, height, width, rng) -> {
      if (rng.nextDouble() < probability) {
        apply(picture, channels, height, width, rng);
      }
    };
  }

  /// Moves the picture by up to `pixels` in each direction; the edge is repeated into the gap. The
  /// same as padding by `pixels` and cutting out a random window of the old size ("random crop").
  ///
  /// @throws IllegalArgumentException if `pixels` is negative
  static Augmentation shift(int pixels) {
    if (pixels < 0) {
      throw Refusal.of(
          "shift",
          "0 or more pixels",
          pixels,
          "a direction given by a sign; fix: the largest distance, both directions are drawn");
    }
    return (picture, channels, height, width, rng) -> {
      int down = rng.nextInt(2 * pixels + 1) - pixels;
      int right = rng.nextInt(2 * pixels + 1) - pixels;
      float[] old = picture.clone();
      for (int c = 0; c < channels; c++) {
        for (int y = 0; y < height; y++) {
          int fromRow = (c * height + Math.clamp(y - down, 0, height - 1)) * width;
          for (int x = 0; x < width; x++) {
            picture[(c * height + y) * width + x] =
                old[fromRow + Math.clamp(x - right, 0, width - 1)];
          }
        }
      }
    };
  }

  /// Mirrors the picture left to right, half of the time. Not for digits or letters.
  static Augmentation flip() {
    return (picture, channels, height, width, rng) -> {
      if (rng.nextInt(2) == 0) {
        return;
      }
      for (int row = 0; row < channels * height; row++) {
        for (int left = row * width, right = left + width - 1; left < right; left++, right--) {
          float value = picture[left];
          picture[left] = picture[right];
          picture[right] = value;
        }
      }
    };
  }

  /// Turns the picture about its centre by up to `degrees` either way; values between pixels are
  /// blended linearly, beyond the edge it is repeated.
  ///
  /// @throws IllegalArgumentException if the angle is not finite
  static Augmentation rotate(double degrees) {
    if (!Double.isFinite(degrees)) {
      throw Refusal.of(
          "rotate",
          "a finite number of degrees",
          degrees,
          "a division by 0 before; fix: the largest angle, such as 10");
    }
    return (picture, channels, height, width, rng) -> {
      // StrictMath: the same bits on every machine.
      double angle = StrictMath.toRadians((2 * rng.nextDouble() - 1) * degrees);
      double cos = StrictMath.cos(angle);
      double sin = StrictMath.sin(angle);
      double middleY = (height - 1) / 2.0;
      double middleX = (width - 1) / 2.0;
      float[] old = picture.clone();
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double fromY = middleY + (y - middleY) * cos - (x - middleX) * sin;
          double fromX = middleX + (y - middleY) * sin + (x - middleX) * cos;
          for (int c = 0; c < channels; c++) {
            picture[(c * height + y) * width + x] =
                blend(old, c * height * width, height, width, fromY, fromX);
          }
        }
      }
    };
  }

  /// Covers a random square of `size` pixels a side with the picture's mean ("cutout", DeVries and
  /// Taylor 2017). The square may reach over the edge.
  ///
  /// @throws IllegalArgumentException if `size` is not positive
  static Augmentation cutout(int size) {
    if (size < 1) {
      throw Refusal.of(
          "cutout",
          "1 or more pixels",
          size,
          "cutout switched off by 0; fix: leave the augmentation out");
    }
    return (picture, channels, height, width, rng) -> {
      double sum = 0;
      for (float value : picture) {
        sum += value;
      }
      float mean = (float) (sum / picture.length);
      int top = rng.nextInt(height) - size / 2;
      int left = rng.nextInt(width) - size / 2;
      for (int c = 0; c < channels; c++) {
        for (int y = Math.max(0, top); y < Math.min(height, top + size); y++) {
          for (int x = Math.max(0, left); x < Math.min(width, left + size); x++) {
            picture[(c * height + y) * width + x] = mean;
          }
        }
      }
    };
  }

  /// Changes the light: x → (x − mean) · gain + mean + offset, with the picture's mean, a gain of
  /// `1 − amount` to `1 + amount` and an offset of `−amount / 2` to `amount / 2`.
  ///
  /// @throws IllegalArgumentException if the amount is not between 0 and 1
  static Augmentation light(double amount) {
    between("light", amount);
    return (picture, channels, height, width, rng) -> {
      double sum = 0;
      for (float value : picture) {
        sum += value;
      }
      double mean = sum / picture.length;
      double gain = 1 + (2 * rng.nextDouble() - 1) * amount;
      double offset = (rng.nextDouble() - 0.5) * amount;
      for (int i = 0; i < picture.length; i++) {
        picture[i] = (float) ((picture[i] - mean) * gain + mean + offset);
      }
    };
  }

  /// Adds normally distributed noise of the given deviation to every value.
  ///
  /// @throws IllegalArgumentException if the deviation is not between 0 and 1
  static Augmentation noise(double deviation) {
    between("noise", deviation);
    return (picture, channels, height, width, rng) -> {
      for (int i = 0; i < picture.length; i++) {
        picture[i] += (float) (deviation * rng.nextGaussian());
      }
    };
  }

  /// Takes the colours away: every channel becomes the mean of all.
  static Augmentation grey() {
    return (picture, channels, height, width, _) -> {
      int plane = height * width;
      for (int i = 0; i < plane; i++) {
        double sum = 0;
        for (int c = 0; c < channels; c++) {
          sum += picture[c * plane + i];
        }
        for (int c = 0; c < channels; c++) {
          picture[c * plane + i] = (float) (sum / channels);
        }
      }
    };
  }

  private static void between(String what, double amount) {
    if (!(amount >= 0 && amount <= 1)) {
      throw Refusal.of(
          what,
          "a number from 0 to 1",
          amount,
          "per cent, or levels of 0 to 255; fix: a share of the range of the values");
    }
  }

  private static float blend(
      float[] picture, int offset, int height, int width, double y, double x) {
    double clampedY = Math.clamp(y, 0, height - 1);
    double clampedX = Math.clamp(x, 0, width - 1);
    int top = (int) clampedY;
    int left = (int) clampedX;
    int bottom = Math.min(top + 1, height - 1);
    int right = Math.min(left + 1, width - 1);
    double down = clampedY - top;
    double across = clampedX - left;
    double upper =
        picture[offset + top * width + left] * (1 - across)
            + picture[offset + top * width + right] * across;
    double lower =
        picture[offset + bottom * width + left] * (1 - across)
            + picture[offset + bottom * width + right] * across;
    return (float) (upper * (1 - down) + lower * down);
  }
}
