package dev.cien.recipes.multimodal;

import dev.cien.data.Emoji;
import dev.cien.data.ImageDataset;
import dev.cien.io.Pixels;
import dev.cien.tensor.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Faces of the emoji in three kinds, those to learn from and those to be measured on apart: of
/// each kind every fourth face in the order of Unicode's list is for the test, whatever the seed.
///
/// @param signs all emoji
/// @param pictures the picture of each, by its number
/// @param train the numbers of the faces to learn from, by kind
/// @param test the numbers of the faces to be measured on, by kind
record Faces(
    List<Emoji.Sign> signs,
    IntFunction<Pixels> pictures,
    Map<FaceKind, List<Integer>> train,
    Map<FaceKind, List<Integer>> test) {
  /// Rows and columns of a picture.
  static final int SIDE = 32;

  /// Each face to learn from is there so many times, moved, turned round and of several sizes.
  static final int VARIANTS = 16;

  private static final int EVERY = 4;
  private static final int SMALLEST = 24;
  private static final int CHANNELS = 3;
  private static final float[] HALF = {0.5f, 0.5f, 0.5f};

  /// The faces of the emoji.
  static Faces of(Emoji emoji) {
    return of(emoji.signs(), emoji::onWhite);
  }

  /// The faces among some emoji.
  static Faces of(List<Emoji.Sign> signs, IntFunction<Pixels> pictures) {
    Map<FaceKind, List<Integer>> train = new EnumMap<>(FaceKind.class);
    Map<FaceKind, List<Integer>> test = new EnumMap<>(FaceKind.class);
    for (FaceKind kind : FaceKind.values()) {
      train.put(kind, new ArrayList<>());
      test.put(kind, new ArrayList<>());
    }
    for (int i = 0; i < signs.size(); i++) {
      int number = i;
      FaceKind.of(signs.get(i))
          .ifPresent(
              kind -> {
                int before = train.get(kind).size() + test.get(kind).size();
                (before % EVERY == 1 ? test : train).get(kind).add(number);
              });
    }
    return new Faces(signs, pictures, train, test);
  }

  /// The kind of an emoji.
  Optional<FaceKind> kind(int number) {
    return FaceKind.of(signs.get(number));
  }

  /// The numbers of all emoji, those of the longest texts first.
  List<Integer> longestFirst() {
    return IntStream.range(0, signs.size())
        .boxed()
        .sorted(Comparator.comparingInt(i -> -signs.get(i).text().length()))
        .toList();
  }

  /// Pictures to learn from: [#VARIANTS] of each face, kind by kind, and an empty one at the end.
  ImageDataset training(Rng rng) {
    List<Pixels> shown = new ArrayList<>();
    for (int face : numbers(train)) {
      for (int v = 0; v < VARIANTS; v++) {
        shown.add(variant(pictures.apply(face), rng));
      }
    }
    shown.add(empty());
    return dataset(shown);
  }

  /// Pictures as they are, and an empty one at the end.
  ImageDataset plain(List<Integer> numbers) {
    List<Pixels> shown = new ArrayList<>();
    numbers.forEach(face -> shown.add(pictures.apply(face).resize(SIDE, SIDE)));
    shown.add(empty());
    return dataset(shown);
  }

  /// The numbers of faces, kind by kind.
  static List<Integer> numbers(Map<FaceKind, List<Integer>> faces) {
    return Arrays.stream(FaceKind.values()).flatMap(kind -> faces.get(kind).stream()).toList();
  }

  /// No picture: white, as the ground of the others.
  static Pixels empty() {
    byte[] white = new byte[CHANNELS * SIDE * SIDE];
    Arrays.fill(white, (byte) 255);
    return new Pixels(CHANNELS, SIDE, SIDE, white);
  }

  /// A face somewhere on white, in another size, perhaps seen in a mirror.
  private static Pixels variant(Pixels face, Rng rng) {
    int size = SMALLEST + rng.nextInt(SIDE - SMALLEST + 1);
    int top = rng.nextInt(SIDE - size + 1);
    int left = rng.nextInt(SIDE - size + 1);
    boolean mirrored = rng.nextInt(2) == 0;
    byte[] small = face.resize(size, size).values();
    byte[] values = empty().values();
    for (int p = 0; p < small.length; p++) {
      int x = mirrored ? size - 1 - p % size : p % size;
      int y = p / size % size;
      values[(p / (size * size) * SIDE + top + y) * SIDE + left + x] = small[p];
    }
    return new Pixels(CHANNELS, SIDE, SIDE, values);
  }

  private static ImageDataset dataset(List<Pixels> pictures) {
    int plane = CHANNELS * SIDE * SIDE;
    byte[] all = new byte[pictures.size() * plane];
    for (int i = 0; i < pictures.size(); i++) {
      System.arraycopy(pictures.get(i).values(), 0, all, i * plane, plane);
    }
    return ImageDataset.of(all, new int[pictures.size()], CHANNELS, SIDE, SIDE, List.of("face"))
        .standardized(HALF, HALF);
  }
}
