package dev.cien.recipes.generative;

import dev.cien.data.Emoji;
import dev.cien.data.TensorDataset;
import dev.cien.data.Textures;
import dev.cien.io.Pixels;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What tiles are learnt from: photographs of surfaces at half their size, and a field of emoji.
///
/// Of a photograph the left five eighths are for learning, the right quarter is for measuring; the
/// strip between them is for choosing settings and is not used otherwise. A field to measure on has
/// other emoji than the one to learn from.
///
/// @param all the surfaces; a class of tiles each
record TileSurfaces(List<Surface> all) {
  private static final int HIGH = 256;
  private static final int WIDE = 320;
  private static final int TESTED = 96;

  private static final Map<String, Text> NAMES =
      Map.of(
          "brick", new Text("brick", "ladrillo"),
          "grass", new Text("grass", "césped"),
          "gravel", new Text("gravel", "grava"),
          "stars", new Text("stars", "estrellas"),
          "tissue", new Text("tissue", "tejido"));

  /// A surface.
  ///
  /// @param train what is learnt from
  /// @param test what is measured on
  /// @param photographed whether it is a photograph and not made of emoji
  record Surface(Text name, Pixels train, Pixels test, boolean photographed) {}

  /// The surfaces of the user's cache.
  static TileSurfaces load(long seed) {
    List<Surface> all = new ArrayList<>();
    for (Textures.Texture texture : Textures.load().textures()) {
      Pixels half = halved(texture.picture());
      int wide = half.width();
      all.add(
          new Surface(
              NAMES.get(texture.name()),
              cut(half, 0, 0, half.height(), wide * 5 / 8),
              cut(half, 0, wide * 3 / 4, half.height(), wide - wide * 3 / 4),
              true));
    }
    Emoji emoji = Emoji.load();
    Emoji.Parts parts = emoji.split(0.8, 0.1, seed);
    all.add(field(emoji, parts, "Food & Drink", new Text("food", "comida"), Rng.of(seed)));
    return new TileSurfaces(all);
  }

  private static Surface field(Emoji emoji, Emoji.Parts parts, String group, Text name, Rng rng) {
    return new Surface(
        name,
        EmojiField.of(EmojiField.group(emoji, group, parts.train()), HIGH, WIDE, rng.fork(0)),
        EmojiField.of(EmojiField.group(emoji, group, parts.test()), HIGH, TESTED, rng.fork(1)),
        false);
  }

  private static Pixels halved(Pixels picture) {
    return picture.resize(picture.height() / 2, picture.width() / 2);
  }

  /// A rectangle of a picture.
  static Pixels cut(Pixels from, int top, int left, int height, int width) {
    byte[] values = new byte[from.channels() * height * width];
    for (int row = 0; row < from.channels() * height; row++) {
      int start = (row / height * from.height() + top + row % height) * from.width() + left;
      System.arraycopy(from.values(), start, values, row * width, width);
    }
    return new Pixels(from.channels(), height, width, values);
  }

  List<String> names() {
    return all.stream().map(surface -> surface.name().en()).toList();
  }

  /// Square pieces of all surfaces, so many of each in turn, cut out anywhere.
  SmallPictures crops(int side, int train, int test, Rng rng) {
    return new SmallPictures(
        crops(true, side, train, rng.fork(0)), crops(false, side, test, rng.fork(1)));
  }

  private TensorDataset crops(boolean train, int side, int each, Rng rng) {
    int count = each * all.size();
    int[] labels = SmallPictures.inTurn(count, all.size());
    return TensorDataset.of(
        Tensor.of(values(train, side, labels, rng), count, 3, side, side),
        Tensor.of(labels, count),
        List.of(),
        names());
  }

  /// The values, from −1 to 1, of pieces of given surfaces.
  float[] values(boolean train, int side, int[] labels, Rng rng) {
    int plane = 3 * side * side;
    float[] values = new float[labels.length * plane];
    for (int i = 0; i < labels.length; i++) {
      Surface surface = all.get(labels[i]);
      Pixels whole = train ? surface.train() : surface.test();
      Pixels piece =
          cut(
              whole,
              rng.nextInt(whole.height() - side + 1),
              rng.nextInt(whole.width() - side + 1),
              side,
              side);
      System.arraycopy(scaled(piece), 0, values, i * plane, plane);
    }
    return values;
  }

  /// The values of a picture, from −1 to 1.
  static float[] scaled(Pixels picture) {
    float[] values = new float[picture.values().length];
    for (int p = 0; p < values.length; p++) {
      values[p] = Byte.toUnsignedInt(picture.values()[p]) / 127.5f - 1;
    }
    return values;
  }
}
