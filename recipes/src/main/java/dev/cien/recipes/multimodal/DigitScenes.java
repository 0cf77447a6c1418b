package dev.cien.recipes.multimodal;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.data.ImageDataset;
import dev.cien.io.Pixels;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.List;

/// Two handwritten digits of MNIST side by side, each in a colour, with a sentence in which a word
/// is missing: its class is that word, one of [SceneCaptions#ANSWERS].
///
/// Inputs `[N, 3, 32, 32]` from 0 to 1; targets as in [CaptionedPictures]. Scenes are drawn by
/// their number and the generator: anew in every epoch. The sentence says what kind of word is
/// missing, and only the picture says which.
///
/// @param digits the handwritten digits
/// @param size scenes an epoch
/// @param rng draws the scenes
record DigitScenes(ImageDataset digits, int size, Rng rng) implements Dataset {
  static final int SIDE = 32;

  /// The side of a digit.
  static final int DIGIT = 14;

  private static final int LARGE = 28;
  private static final int PLANE = SIDE * SIDE;
  private static final float[][] PAINT = {{1, 0, 0}, {0, 1, 0}, {0.25f, 0.4f, 1}, {1, 1, 0}};

  /// A scene.
  ///
  /// @param values its picture, `[3, 32, 32]`
  /// @param said what is said of it
  record Scene(float[] values, SceneCaptions.Gap said) {
    /// The picture to look at.
    Pixels picture() {
      return new Pixels(3, SIDE, SIDE, bytes(values));
    }
  }

  /// Values from 0 to 1 as bytes.
  static byte[] bytes(float... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(255 * values[i]);
    }
    return bytes;
  }

  /// Scene number `i`.
  Scene scene(int i) {
    Rng own = rng.fork(i);
    int left = own.nextInt(digits.size());
    int right;
    do {
      right = own.nextInt(digits.size());
    } while (digits.label(right) == digits.label(left));
    int shade = own.nextInt(PAINT.length);
    int other = (shade + 1 + own.nextInt(PAINT.length - 1)) % PAINT.length;
    float[] values = new float[3 * PLANE];
    int slack = SIDE - DIGIT + 1;
    paint(values, half(left), shade, own.nextInt(3), own.nextInt(slack));
    paint(values, half(right), other, SIDE / 2 + own.nextInt(3), own.nextInt(slack));
    SceneCaptions.Gap said =
        SceneCaptions.ask(
            new SceneCaptions.Item(digits.label(left), shade),
            new SceneCaptions.Item(digits.label(right), other),
            own);
    return new Scene(values, said);
  }

  private float[] half(int number) {
    return half(digits, number);
  }

  /// A digit at half its size, each pixel the mean of four: `[14, 14]`.
  static float[] half(ImageDataset digits, int number) {
    byte[] ink = digits.picture(number).values();
    float[] half = new float[DIGIT * DIGIT];
    for (int p = 0; p < half.length; p++) {
      int at = 2 * (p / DIGIT) * LARGE + 2 * (p % DIGIT);
      for (int corner : new int[] {at, at + 1, at + LARGE, at + LARGE + 1}) {
        half[p] += Byte.toUnsignedInt(ink[corner]) / (4 * 255f);
      }
    }
    return half;
  }

  /// Paints ink of `[14, 14]` into a picture, with its corner at `x`, `y`.
  static void paint(float[] values, float[] ink, int colour, int x, int y) {
    for (int p = 0; p < ink.length; p++) {
      int at = (y + p / DIGIT) * SIDE + x + p % DIGIT;
      for (int channel = 0; channel < 3; channel++) {
        values[channel * PLANE + at] = ink[p] * PAINT[colour][channel];
      }
    }
  }

  @Override
  public Batch batch(int... indices) {
    int width = SceneCaptions.LENGTH + 1;
    float[] inputs = new float[indices.length * 3 * PLANE];
    int[] targets = new int[indices.length * width];
    for (int k = 0; k < indices.length; k++) {
      Scene scene = scene(indices[k]);
      System.arraycopy(scene.values(), 0, inputs, k * 3 * PLANE, 3 * PLANE);
      System.arraycopy(
          SceneCaptions.tokens(scene.said().text()), 0, targets, k * width, SceneCaptions.LENGTH);
      targets[(k + 1) * width - 1] = scene.said().answer();
    }
    return new Batch(
        Tensor.of(inputs, indices.length, 3, SIDE, SIDE),
        Tensor.of(targets, indices.length, width));
  }

  @Override
  public Dataset forEpoch(long seed, int epoch) {
    return new DigitScenes(digits, size, Rng.of(seed).fork(epoch));
  }

  @Override
  public List<String> classNames() {
    return SceneCaptions.ANSWERS;
  }
}
