package dev.cien.data;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// Another set's pictures changed at random; unchanged until an epoch is named.
///
/// @param drawn what the epoch's draws come from, `null` outside of an epoch; only forked, so that
///   threads may share it
record Augmented(Dataset source, Augmentation augmentation, Rng drawn) implements Dataset {
  @Override
  public int size() {
    return source.size();
  }

  @Override
  public Batch batch(int... indices) {
    Batch batch = source.batch(indices);
    if (drawn == null || indices.length == 0) {
      return batch;
    }
    int[] dims = batch.inputs().shape().dims();
    if (dims.length != 4) {
      throw Refusal.of(
          "augment",
          "pictures [N, C, H, W]",
          batch.inputs().shape(),
          "pictures flattened before; fix: augment first, flatten in the model");
    }
    float[] pixels = batch.inputs().toFloats();
    int length = dims[1] * dims[2] * dims[3];
    for (int i = 0; i < indices.length; i++) {
      float[] picture = Arrays.copyOfRange(pixels, i * length, (i + 1) * length);
      augmentation.apply(picture, dims[1], dims[2], dims[3], drawn.fork(indices[i]));
      System.arraycopy(picture, 0, pixels, i * length, length);
    }
    return new Batch(Tensor.of(pixels, dims), batch.targets());
  }

  @Override
  public Dataset forEpoch(long seed, int epoch) {
    Dataset below = source.forEpoch(seed, epoch);
    return new Augmented(below, augmentation, Rng.of(seed).fork(epoch).fork(depth()));
  }

  /// How many augmentations are below this one: two in a row must not draw the same numbers.
  private int depth() {
    int depth = 0;
    for (Dataset below = source; below instanceof Augmented inner; below = inner.source) {
      depth++;
    }
    return depth;
  }

  @Override
  public List<String> inputNames() {
    return source.inputNames();
  }

  @Override
  public List<String> classNames() {
    return source.classNames();
  }
}
