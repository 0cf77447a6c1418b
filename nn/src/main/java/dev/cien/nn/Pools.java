package dev.cien.nn;

import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import java.util.Arrays;

/// What the pooling layers share.
final class Pools {
  private Pools() {}

  static int[] checked(String layer, int... sizes) {
    if (sizes.length < 1 || sizes.length > 3 || Arrays.stream(sizes).anyMatch(size -> size < 1)) {
      throw new TensorException(
          layer + ": expected 1 to 3 sizes of 1 or more, found " + Arrays.toString(sizes) + ".");
    }
    return sizes.clone();
  }

  static void check(Object layer, int spatial, Tensor x) {
    if (x.shape().rank() < spatial + 1) {
      throw new ShapeException(
          layer
              + ": expected "
              + spatial
              + " spatial axes after those of samples and channels, found "
              + x.shape()
              + ". Usual cause: images that were flattened before; fix: move Flatten after the"
              + " pooling.");
    }
  }
}
