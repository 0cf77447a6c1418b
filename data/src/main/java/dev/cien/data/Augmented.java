package dev.cien.data;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// Another set's pictures changed at random; unchanged until an epoch is named.
record Augmented(Dataset source, Augmentation augmentation, long seed, int epoch) implements Dataset {
  @Override
  public int size() {
    return source.size();
  }

  @Override
  public Batch batch(int... indices) {
    Batch batch = source.batch(indices);
    if (epoch < 0 || indices.length == 0) {
      return batch;
    }
    int[] dims = batch.inputs().shape().dims();
    if (dims.length != 4) {
      throw new IllegalArgumentException("augment: expected pictures [N, C, H, W], found " + batch.inputs().shape());
    }
    float[] pixels = batch.inputs().toFloats();
    int length = dims[1] * dims[2] * dims[3];
    long ofEpoch = Seeds.mix(seed, epoch);
    for (int i = 0; i < indices.length; i++) {
      float[] picture = Arrays.copyOfRange(pixels, i * length, (i + 1) * length);
      augmentation.apply(picture, dims[1], dims[2], dims[3], Rng.of(Seeds.mix(ofEpoch, indices[i])));
      System.arraycopy(picture, 0, pixels, i * length, length);
    }
    return new Batch(Tensor.of(pixels, dims), batch.targets());
  }

  @Override
  public Dataset forEpoch(long newSeed, int newEpoch) {
    // Another seed for what is below, so that two augmentations in a row do not draw the same numbers.
    return new Augmented(source.forEpoch(Seeds.mix(newSeed, 1), newEpoch), augmentation, newSeed, newEpoch);
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
