package dev.cien.data;

import dev.cien.io.Pixels;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// Labelled pictures of one size, kept as bytes and handed out as float32.
///
/// A quarter of the memory of float32, and a batch costs one look-up a pixel. Batches are inputs
/// `[N, C, H, W]`, 0 to 1 unless [#standardized], and targets int32 `[N]`.
public final class ImageDataset implements Dataset {
  private static final int LEVELS = 256;

  private final byte[] pixels;
  private final int[] labels;
  private final int channels;
  private final int height;
  private final int width;
  private final List<String> classNames;
  private final float[][] values;

  private ImageDataset(
      byte[] pixels,
      int[] labels,
      int channels,
      int height,
      int width,
      List<String> classNames,
      float[][] values) {
    this.pixels = pixels;
    this.labels = labels;
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.classNames = classNames;
    this.values = values;
  }

  /// A set of pictures; the arrays are not copied.
  ///
  /// @param pixels `N · channels · height · width` bytes, picture by picture, each channel by
  ///   channel
  /// @param labels the class of each picture, 0 to `classNames.size() − 1`
  /// @throws IllegalArgumentException if the sizes do not fit or a label is no class
  public static ImageDataset of(
      byte[] pixels, int[] labels, int channels, int height, int width, List<String> classNames) {
    if (pixels.length != (long) labels.length * channels * height * width) {
      throw Refusal.of(
          "pictures",
          labels.length + " pictures of " + channels + "·" + height + "·" + width + " bytes",
          pixels.length + " bytes",
          "another picture size or number of channels; fix: [N, C, H, W], one byte each, and one"
              + " label a picture");
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classNames.size()) {
        throw Refusal.of(
            "pictures",
            "labels from 0 to " + (classNames.size() - 1),
            labels[i] + " for picture " + i,
            "labels that start at 1, or a class without a name; fix: subtract 1, or name it");
      }
    }
    float[] mean = new float[channels];
    float[] deviation = new float[channels];
    Arrays.fill(deviation, 1);
    return new ImageDataset(
        pixels, labels, channels, height, width, List.copyOf(classNames), table(mean, deviation));
  }

  /// For each channel the value of each of the 256 levels: `(level / 255 − mean) / deviation`, and
  /// with 1 in place of a deviation of 0.
  private static float[][] table(float[] mean, float[] deviation) {
    float[][] table = new float[mean.length][LEVELS];
    for (int c = 0; c < mean.length; c++) {
      for (int level = 0; level < LEVELS; level++) {
        table[c][level] = (level / 255f - mean[c]) / (deviation[c] == 0 ? 1 : deviation[c]);
      }
    }
    return table;
  }

  /// The same pictures with inputs `(x − mean) / deviation`, one of each a channel, on the scale 0
  /// to 1. Take both from the training pictures: `test.standardized(train.means(),
  /// train.deviations())`. A channel that never changes, whose deviation is 0, is only centred.
  ///
  /// @throws IllegalArgumentException if there is not one of each a channel
  public ImageDataset standardized(float[] means, float[] deviations) {
    if (means.length != channels || deviations.length != channels) {
      throw Refusal.of(
          "standardized",
          channels + " means and deviations",
          means.length + " and " + deviations.length,
          "those of grey pictures for coloured ones; fix: one of each a channel");
    }
    return new ImageDataset(
        pixels, labels, channels, height, width, classNames, table(means, deviations));
  }

  /// The mean of each channel over all pictures, on the scale 0 to 1.
  public float[] means() {
    float[] means = new float[channels];
    for (int c = 0; c < channels; c++) {
      means[c] = (float) (moments(c)[0] / 255);
    }
    return means;
  }

  /// The standard deviation of each channel over all pictures, population form (divided by N), on
  /// the scale 0 to 1.
  public float[] deviations() {
    float[] deviations = new float[channels];
    for (int c = 0; c < channels; c++) {
      deviations[c] = (float) (Math.sqrt(moments(c)[1]) / 255);
    }
    return deviations;
  }

  /// Mean and variance of a channel's levels, from counts of each level: exact sums.
  private double[] moments(int channel) {
    long[] counts = new long[LEVELS];
    int plane = height * width;
    for (int i = 0; i < labels.length; i++) {
      int start = (i * channels + channel) * plane;
      for (int at = start; at < start + plane; at++) {
        counts[Byte.toUnsignedInt(pixels[at])]++;
      }
    }
    long sum = 0;
    long squares = 0;
    for (int level = 0; level < LEVELS; level++) {
      sum += counts[level] * level;
      squares += counts[level] * level * level;
    }
    double count = Math.max(1, (double) labels.length * plane);
    double mean = sum / count;
    return new double[] {mean, Math.max(0, squares / count - mean * mean)};
  }

  /// One picture as its bytes.
  ///
  /// @throws IndexOutOfBoundsException if there is none of that number
  public Pixels picture(int index) {
    int length = channels * height * width;
    int start = Refusal.index("picture", index, labels.length) * length;
    return new Pixels(channels, height, width, Arrays.copyOfRange(pixels, start, start + length));
  }

  /// The class of one picture, 0 to `classNames().size() − 1`.
  ///
  /// @throws IndexOutOfBoundsException if there is none of that number
  public int label(int index) {
    return labels[Refusal.index("label", index, labels.length)];
  }

  /// How many pictures each class has.
  public int[] classCounts() {
    int[] counts = new int[classNames.size()];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public Batch batch(int... indices) {
    int plane = height * width;
    int length = channels * plane;
    float[] inputs = new float[indices.length * length];
    int[] targets = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      int index = Refusal.index("batch", indices[i], labels.length);
      targets[i] = labels[index];
      for (int c = 0; c < channels; c++) {
        float[] value = values[c];
        int from = index * length + c * plane;
        int to = i * length + c * plane;
        for (int p = 0; p < plane; p++) {
          inputs[to + p] = value[pixels[from + p] & 0xff];
        }
      }
    }
    return new Batch(
        Tensor.of(inputs, indices.length, channels, height, width),
        Tensor.of(targets, indices.length));
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public String toString() {
    return "ImageDataset("
        + labels.length
        + " pictures of "
        + channels
        + " x "
        + height
        + " x "
        + width
        + ", "
        + classNames.size()
        + " classes)";
  }
}
