package dev.cien.tensor.compile;

import dev.cien.tensor.loop.Bfloat16;
import java.util.Arrays;

/// Fills and converts buffers.
final class Fills {
  private Fills() {}

  /// The array itself if it holds FLOAT32 or FLOAT64, else its numbers as FLOAT64.
  static Object floating(Object array) {
    return switch (array) {
      case int[] a -> Arrays.stream(a).asDoubleStream().toArray();
      case long[] a -> Arrays.stream(a).asDoubleStream().toArray();
      default -> array;
    };
  }

  static void fill(Object array, int size, double value) {
    switch (array) {
      case float[] a -> Arrays.fill(a, 0, size, (float) value);
      case double[] a -> Arrays.fill(a, 0, size, value);
      case int[] a -> Arrays.fill(a, 0, size, (int) value);
      case long[] a -> Arrays.fill(a, 0, size, (long) value);
      case byte[] a -> Arrays.fill(a, 0, size, (byte) (value != 0 ? 1 : 0));
      case short[] a -> Arrays.fill(a, 0, size, Bfloat16.fromFloat((float) value));
      default -> throw new IllegalStateException("unknown storage " + array.getClass());
    }
  }
}
