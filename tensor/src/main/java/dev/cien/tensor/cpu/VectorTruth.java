package dev.cien.tensor.cpu;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Truth values between memory, where each is a byte of 0 or 1, and masks of FLOAT32 vectors. What
/// generated code calls; small enough to be inlined there.
final class VectorTruth {
  private VectorTruth() {}

  static VectorMask<Float> load(byte[] from, int at) {
    return ByteVector.fromArray(VectorTypes.BYTES, from, at)
        .compare(VectorOperators.NE, 0)
        .cast(VectorTypes.FLOATS);
  }

  static void store(VectorMask<Float> truth, byte[] to, int at) {
    bytes(truth).intoArray(to, at);
  }

  static void store(VectorMask<Float> truth, byte[] to, int at, VectorMask<Float> mask) {
    bytes(truth).intoArray(to, at, mask.cast(VectorTypes.BYTES));
  }

  private static ByteVector bytes(VectorMask<Float> truth) {
    return ByteVector.zero(VectorTypes.BYTES).blend(1, truth.cast(VectorTypes.BYTES));
  }
}
