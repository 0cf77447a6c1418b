package dev.cien.recipes.history;

import dev.cien.io.Pixels;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Weights and activations as grey pictures.
final class Views {
  private Views() {}

  /// Weights `[n, …]` as n pictures: grey is 0, white positive, black negative, each on a scale of
  /// its own.
  static List<Pixels> weights(Tensor weights, int channels, int height, int width) {
    float[] values = weights.toFloats();
    int length = channels * height * width;
    List<Pixels> pictures = new ArrayList<>();
    for (int from = 0; from + length <= values.length; from += length) {
      float most = 1e-12f;
      for (int i = 0; i < length; i++) {
        most = Math.max(most, Math.abs(values[from + i]));
      }
      byte[] grey = new byte[length];
      for (int i = 0; i < length; i++) {
        grey[i] = (byte) Math.round(127.5f + 127.5f * values[from + i] / most);
      }
      pictures.add(new Pixels(channels, height, width, grey));
    }
    return pictures;
  }

  /// The maps of one sample, `[1, maps, H, W]`, as pictures from its least (black) to its greatest
  /// value (white).
  static List<Pixels> maps(Tensor output) {
    return spread(output, output.shape().dim(2), output.shape().dim(3));
  }

  /// Values `[n, …]` as n grey pictures on a common scale from the least to the greatest.
  static List<Pixels> spread(Tensor output, int height, int width) {
    float[] values = output.toFloats();
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    float range = Math.max(1e-12f, high - low);
    List<Pixels> pictures = new ArrayList<>();
    for (int from = 0; from < values.length; from += height * width) {
      byte[] grey = new byte[height * width];
      for (int i = 0; i < grey.length; i++) {
        grey[i] = (byte) Math.round(255 * (values[from + i] - low) / range);
      }
      pictures.add(new Pixels(1, height, width, grey));
    }
    return pictures;
  }
}
