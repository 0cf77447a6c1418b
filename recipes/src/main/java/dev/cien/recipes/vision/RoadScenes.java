package dev.cien.recipes.vision;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.List;

/// Road scenes by number. Inputs are `[N, 3, height, width]` from −1 to 1, targets int32 `[N,
/// height, width]`, the class of each pixel.
///
/// @param things what stands in them
/// @param height rows; there are half as many columns more
/// @param size how many scenes
/// @param renewed whether every epoch has scenes of its own, in which half of the things get other
///   colours
/// @param rng paints them
record RoadScenes(RoadThings things, int height, int size, boolean renewed, Rng rng)
    implements Dataset {
  int width() {
    return height * 3 / 2;
  }

  /// Scene number `i`.
  RoadScene scene(int i) {
    return RoadPainter.paint(things, height, width(), renewed, rng.fork(i));
  }

  @Override
  public Batch batch(int... indices) {
    int plane = height * width();
    float[] inputs = new float[indices.length * 3 * plane];
    int[] targets = new int[indices.length * plane];
    for (int k = 0; k < indices.length; k++) {
      RoadScene scene = scene(indices[k]);
      for (int i = 0; i < 3 * plane; i++) {
        inputs[3 * k * plane + i] = 2 * scene.values()[i] - 1;
      }
      System.arraycopy(scene.truth(), 0, targets, k * plane, plane);
    }
    return new Batch(
        Tensor.of(inputs, indices.length, 3, height, width()),
        Tensor.of(targets, indices.length, height, width()));
  }

  @Override
  public Dataset forEpoch(long seed, int epoch) {
    return renewed ? new RoadScenes(things, height, size, true, Rng.of(seed).fork(epoch)) : this;
  }

  @Override
  public List<String> classNames() {
    return RoadClass.words();
  }
}
