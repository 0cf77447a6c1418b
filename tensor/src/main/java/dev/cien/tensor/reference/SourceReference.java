package dev.cien.tensor.reference;

import dev.cien.tensor.DType;
import dev.cien.tensor.graph.Node;
import java.util.Arrays;

/// The operations that make elements: [dev.cien.tensor.graph.Op.Fill],
/// [dev.cien.tensor.graph.Op.Iota], [dev.cien.tensor.graph.Op.RandomBits].
final class SourceReference {
  private static final int ROUNDS = 10;
  private static final int MULTIPLIER_0 = 0xD2511F53;
  private static final int MULTIPLIER_2 = 0xCD9E8D57;
  private static final int KEY_STEP_0 = 0x9E3779B9;
  private static final int KEY_STEP_1 = 0xBB67AE85;

  private SourceReference() {}

  /// y[…] = value in the node's format.
  static Value fill(Node node, double value) {
    return fill(node.dtype(), node.shape().size(), value);
  }

  static Value fill(DType dtype, int size, double value) {
    Value filled = Value.zeros(dtype, size);
    switch (filled) {
      case Value.Reals(double[] at) -> Arrays.fill(at, value);
      case Value.Wholes(long[] at) -> Arrays.fill(at, whole(value, dtype));
    }
    return filled.in(dtype);
  }

  private static long whole(double value, DType dtype) {
    return dtype == DType.BOOL ? value == 0 ? 0 : 1 : (long) value;
  }

  /// y[…, i, …] = i.
  static Value iota(Node node, int axis) {
    int[] along = Coordinates.places(node.shape(), c -> c[axis]);
    return switch (Value.zeros(node.dtype(), along.length)) {
      case Value.Reals(double[] at) -> {
        Arrays.setAll(at, i -> along[i]);
        yield new Value.Reals(at).in(node.dtype());
      }
      case Value.Wholes(long[] at) -> {
        Arrays.setAll(at, i -> along[i]);
        yield new Value.Wholes(at);
      }
    };
  }

  /// y[i] = word i mod 4 of philox(counter = (i / 4, ordinal, stream low, stream high), key = (seed
  /// low, seed high)).
  static Value randomBits(Node node, int ordinal, Value key) {
    long seed = key.wholes()[0];
    long stream = key.wholes()[1];
    long[] bits = new long[node.shape().size()];
    for (int i = 0; i < bits.length; i++) {
      int[] counter = {i / 4, ordinal, (int) stream, (int) (stream >>> 32)};
      bits[i] = philox(counter, (int) seed, (int) (seed >>> 32))[i % 4];
    }
    return new Value.Wholes(bits);
  }

  /// Philox4x32-10: ten rounds that turn a counter of four words into four random words.
  ///
  /// Paper: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011).
  static int[] philox(int[] counter, int key0, int key1) {
    int[] c = counter;
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = Integer.toUnsignedLong(MULTIPLIER_0) * Integer.toUnsignedLong(c[0]);
      long product2 = Integer.toUnsignedLong(MULTIPLIER_2) * Integer.toUnsignedLong(c[2]);
      int k0 = key0 + round * KEY_STEP_0;
      int k1 = key1 + round * KEY_STEP_1;
      c =
          new int[] {
            (int) (product2 >>> 32) ^ c[1] ^ k0,
            (int) product2,
            (int) (product0 >>> 32) ^ c[3] ^ k1,
            (int) product0
          };
    }
    return c;
  }
}
