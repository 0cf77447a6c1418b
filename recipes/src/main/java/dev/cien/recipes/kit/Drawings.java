package dev.cien.recipes.kit;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.tensor.Tensor;

/// Things of which each has several pictures: a sample is a thing, and gives all of its pictures,
/// one after the other, with its number as the target of each.
///
/// A batch of N things with K pictures is inputs `[N·K, C, H, W]` and targets int32 `[N·K]`.
///
/// @param pictures thing `t` has the numbers `K·t` to `K·t + K − 1`
/// @param each how many pictures a thing has, K
/// @param things the things to choose from
public record Drawings(Dataset pictures, int each, int... things) implements Dataset {
  @Override
  public int size() {
    return things.length;
  }

  @Override
  public Batch batch(int... indices) {
    int[] numbers = new int[indices.length * each];
    int[] ids = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      ids[i] = things[indices[i / each]];
      numbers[i] = ids[i] * each + i % each;
    }
    return new Batch(pictures.batch(numbers).inputs(), Tensor.of(ids, ids.length));
  }

  @Override
  public Dataset forEpoch(long seed, int epoch) {
    return new Drawings(pictures.forEpoch(seed, epoch), each, things);
  }
}
