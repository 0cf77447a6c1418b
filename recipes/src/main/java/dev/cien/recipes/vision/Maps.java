package dev.cien.recipes.vision;

import dev.cien.io.Pixels;
import dev.cien.tensor.Tensor;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Numbers that lie in a plane, as pictures.
final class Maps {
  private static final int FULL = 255;
  private static final int MIDDLE = 128;
  private static final int REACH = 127;

  private Maps() {}

  /// Black for the least, white for the most.
  static Pixels grey(float[] values, int height, int width) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = level(high > low ? (values[i] - low) / (high - low) : 0);
    }
    return new Pixels(1, height, width, bytes);
  }

  /// Values 0 to 1 as they are, clipped.
  static Pixels plain(float[] values, int channels, int height, int width) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = level(values[i]);
    }
    return new Pixels(channels, height, width, bytes);
  }

  /// Grey for 0, darker below and lighter above, both on one scale; of three channels each its
  /// colour.
  static Pixels signed(float[] values, int channels, int height, int width) {
    float most = 0;
    for (float value : values) {
      most = Math.max(most, Math.abs(value));
    }
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(MIDDLE + (most == 0 ? 0 : REACH * values[i] / most));
    }
    return new Pixels(channels, height, width, bytes);
  }

  /// A map in grey with some of its places in orange.
  static Pixels marked(float[] values, int height, int width, boolean... marks) {
    byte[] grey = grey(values, height, width).values();
    int plane = values.length;
    byte[] bytes = new byte[3 * plane];
    for (int i = 0; i < plane; i++) {
      int level = Byte.toUnsignedInt(grey[i]);
      bytes[i] = (byte) (marks[i] ? MIDDLE + level / 2 : level / 2);
      bytes[plane + i] = (byte) (marks[i] ? level / 2 + 40 : level / 2);
      bytes[2 * plane + i] = (byte) (marks[i] ? 0 : level / 2);
    }
    return new Pixels(3, height, width, bytes);
  }

  /// Map number `channel` of the first sample of `[N, C, H, W]`.
  static float[] map(Tensor maps, int channel) {
    return maps.at(0).at(channel).toFloats();
  }

  /// The numbers of the maps of the first sample, those with the largest mean size first.
  static int[] strongest(Tensor maps, int count) {
    float[] size = maps.at(0).abs().mean(1, 2).toFloats();
    return IntStream.range(0, size.length)
        .boxed()
        .sorted(Comparator.comparingDouble(c -> -size[c]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /// Which places of a map a pool of `kernel` × `kernel` windows side by side keeps: the first
  /// largest of each window that is not all one value.
  static boolean[] kept(float[] map, int height, int width, int kernel) {
    boolean[] kept = new boolean[map.length];
    for (int top = 0; top + kernel <= height; top += kernel) {
      for (int left = 0; left + kernel <= width; left += kernel) {
        int best = top * width + left;
        int least = best;
        for (int y = top; y < top + kernel; y++) {
          for (int x = left; x < left + kernel; x++) {
            int at = y * width + x;
            best = map[at] > map[best] ? at : best;
            least = map[at] < map[least] ? at : least;
          }
        }
        kept[best] = map[best] > map[least];
      }
    }
    return kept;
  }

  private static byte level(double share) {
    return (byte) Math.round(FULL * Math.clamp(share, 0, 1));
  }
}
