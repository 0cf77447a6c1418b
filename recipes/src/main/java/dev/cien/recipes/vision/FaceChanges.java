package dev.cien.recipes.vision;

import dev.cien.data.Augmentation;
import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.data.SmallFaces;
import dev.cien.io.Pixels;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.EmojiMakers;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// Faces, each changed in six ways: pictures to test on, the same ones in every run.
///
/// There is one photograph of each face only, so that two changes of one photograph have to stand
/// for two photographs of one person. That is easier than what face recognition is asked for.
///
/// @param pictures picture `6f + c` is face `f` with change `c`
record FaceChanges(List<Pixels> pictures) implements Dataset {
  /// A change of a picture.
  ///
  /// @param title what it is called
  /// @param how what it does to values of 0 to 1
  record Change(Text title, Augmentation how) {}

  /// The changes.
  static final List<Change> CHANGES =
      List.of(
          new Change(new Text("moved", "movida"), Augmentation.shift(3)),
          new Change(new Text("other light", "otra luz"), Augmentation.light(0.5)),
          new Change(new Text("turned", "girada"), Augmentation.rotate(15)),
          new Change(new Text("mirrored", "reflejada"), FaceChanges::mirror),
          new Change(new Text("noisy", "con ruido"), Augmentation.noise(0.1)),
          new Change(new Text("covered", "tapada"), Augmentation.cutout(9)));

  private static final int FULL = 255;

  /// Copies the list.
  FaceChanges {
    pictures = List.copyOf(pictures);
  }

  /// Changes faces in every way.
  static FaceChanges of(SmallFaces faces) {
    int side = SmallFaces.SIDE;
    float[] values = faces.pictures().toFloats();
    Pixels[] pictures = new Pixels[faces.pictures().shape().dim(0) * CHANGES.size()];
    for (int i = 0; i < pictures.length; i++) {
      int face = i / CHANGES.size();
      float[] picture = Arrays.copyOfRange(values, face * side * side, (face + 1) * side * side);
      CHANGES.get(i % CHANGES.size()).how.apply(picture, 1, side, side, Rng.of(0).fork(i));
      pictures[i] = coloured(picture, side);
    }
    return new FaceChanges(List.of(pictures));
  }

  /// Three times the same channel, in the size of the network's pictures.
  private static Pixels coloured(float[] picture, int side) {
    int length = side * side;
    byte[] bytes = new byte[3 * length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(FULL * Math.clamp(picture[i % length], 0, 1));
    }
    return new Pixels(3, side, side, bytes).resize(EmojiMakers.SIDE, EmojiMakers.SIDE);
  }

  private static void mirror(float[] picture, int channels, int height, int width, Rng rng) {
    float[] old = picture.clone();
    for (int i = 0; i < picture.length; i++) {
      picture[i] = old[i - i % width + width - 1 - i % width];
    }
  }

  /// Two different changes of one face are the same, two different changes of two faces are not.
  static Pairs.Kind kind(int first, int second) {
    int count = CHANGES.size();
    if (first >= second || first % count == second % count) {
      return Pairs.Kind.LEFT_OUT;
    }
    return first / count == second / count ? Pairs.Kind.SAME : Pairs.Kind.DIFFERENT;
  }

  @Override
  public int size() {
    return pictures.size();
  }

  @Override
  public Batch batch(int... indices) {
    Tensor[] inputs =
        Arrays.stream(indices).mapToObj(i -> pictures.get(i).toTensor()).toArray(Tensor[]::new);
    int[] faces = Arrays.stream(indices).map(i -> i / CHANGES.size()).toArray();
    return new Batch(Tensor.stack(0, inputs), Tensor.of(faces, faces.length));
  }
}
