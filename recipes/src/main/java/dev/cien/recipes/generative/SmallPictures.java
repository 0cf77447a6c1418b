package dev.cien.recipes.generative;

import dev.cien.data.Digits;
import dev.cien.data.FashionMnist;
import dev.cien.data.ImageDataset;
import dev.cien.data.TensorDataset;
import dev.cien.io.Pixels;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.List;

/// Small square pictures with values from −1 to 1, `[N, channels, side, side]`: grey ones of 28 ×
/// 28 pixels, as MNIST and Fashion-MNIST have them, or of others.
///
/// @param train pictures to learn from
/// @param test pictures to compare with
record SmallPictures(TensorDataset train, TensorDataset test) {
  private static final int SIDE = 28;
  private static final int PLANE = SIDE * SIDE;
  private static final int TEST = 2000;

  static Setting data(String... words) {
    return Setting.choice("data", List.of(words), "which pictures", "qué imágenes");
  }

  static Setting samples(int standard) {
    return Setting.whole(
        "samples", standard, 200, "pictures to learn from", "imágenes para aprender");
  }

  /// The pictures that the settings name, as many as they say.
  static SmallPictures of(Settings settings) {
    return of(settings, settings.whole("samples"), TEST);
  }

  /// The pictures that the settings name.
  static SmallPictures of(Settings settings, int train, int test) {
    if (settings.word("data").equals("mnist")) {
      Digits digits = Digits.load();
      return new SmallPictures(small(digits.train(), train), small(digits.test(), test));
    }
    FashionMnist fashion = FashionMnist.load();
    return new SmallPictures(small(fashion.train(), train), small(fashion.test(), test));
  }

  private static TensorDataset small(ImageDataset large, int most) {
    int count = Math.min(most, large.size());
    float[] values = new float[count * PLANE];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      byte[] ink = large.picture(i).values();
      labels[i] = large.label(i);
      for (int p = 0; p < PLANE; p++) {
        values[i * PLANE + p] = Byte.toUnsignedInt(ink[p]) / 127.5f - 1;
      }
    }
    return TensorDataset.of(
        Tensor.of(values, count, 1, SIDE, SIDE),
        Tensor.of(labels, count),
        List.of(),
        large.classNames());
  }

  List<String> classes() {
    return train.classNames();
  }

  /// Labels that come round in turn: 0, 1, … classes − 1, 0, …
  static int[] inTurn(int count, int classes) {
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % classes;
    }
    return labels;
  }

  /// Rows and columns of a picture.
  int side() {
    return train.inputs().shape().dim(2);
  }

  /// 1 for grey pictures, 3 for coloured ones.
  int channels() {
    return train.inputs().shape().dim(1);
  }

  /// How many values a picture has.
  int values() {
    return channels() * side() * side();
  }

  /// Values of pictures as a tensor `[N, channels, side, side]`.
  Tensor tensor(float[] values) {
    return Tensor.of(values, values.length / values(), channels(), side(), side());
  }

  /// Noise for so many pictures.
  Tensor noise(Rng rng, int count) {
    return Tensor.randn(rng, count, channels(), side(), side());
  }

  /// Picture number `i` of values `[n, channels, side, side]`.
  Pixels picture(float[] values, int i) {
    byte[] ink = new byte[values()];
    for (int p = 0; p < ink.length; p++) {
      ink[p] = (byte) Math.clamp(Math.round((values[i * ink.length + p] + 1) * 127.5f), 0, 255);
    }
    return new Pixels(channels(), side(), side(), ink);
  }
}
