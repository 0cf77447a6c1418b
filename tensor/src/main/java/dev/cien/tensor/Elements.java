package dev.cien.tensor;

import dev.cien.tensor.loop.Bfloat16;
import java.util.Arrays;

/// Reads storage arrays of every number format as Java arrays of one type, always as copies. An
/// array may be longer than the elements that it stores.
final class Elements {
  private Elements() {}

  static float[] toFloats(Object array, int size) {
    if (array instanceof float[] floats) {
      return Arrays.copyOf(floats, size);
    }
    float[] result = new float[size];
    for (int i = 0; i < result.length; i++) {
      result[i] =
          switch (array) {
            case double[] a -> (float) a[i];
            case int[] a -> a[i];
            // Not by way of double, which would round twice.
            case long[] a -> a[i];
            case byte[] a -> a[i];
            case short[] a -> Bfloat16.toFloat(a[i]);
            default -> throw unknown(array);
          };
    }
    return result;
  }

  static double[] toDoubles(Object array, int size) {
    if (array instanceof double[] doubles) {
      return Arrays.copyOf(doubles, size);
    }
    double[] result = new double[size];
    for (int i = 0; i < result.length; i++) {
      result[i] =
          switch (array) {
            case float[] a -> a[i];
            case int[] a -> a[i];
            case long[] a -> a[i];
            case byte[] a -> a[i];
            case short[] a -> Bfloat16.toFloat(a[i]);
            default -> throw unknown(array);
          };
    }
    return result;
  }

  static long[] toLongs(Object array, int size) {
    long[] result = new long[size];
    for (int i = 0; i < result.length; i++) {
      result[i] =
          switch (array) {
            case float[] a -> (long) a[i];
            case double[] a -> (long) a[i];
            case int[] a -> a[i];
            case long[] a -> a[i];
            case byte[] a -> a[i];
            case short[] a -> (long) Bfloat16.toFloat(a[i]);
            default -> throw unknown(array);
          };
    }
    return result;
  }

  static int[] toInts(Object array, int size) {
    if (array instanceof int[] ints) {
      return Arrays.copyOf(ints, size);
    }
    int[] result = new int[size];
    for (int i = 0; i < result.length; i++) {
      result[i] =
          switch (array) {
            case float[] a -> (int) a[i];
            case double[] a -> (int) a[i];
            case long[] a -> (int) a[i];
            case byte[] a -> a[i];
            case short[] a -> (int) Bfloat16.toFloat(a[i]);
            default -> throw unknown(array);
          };
    }
    return result;
  }

  static boolean[] toBooleans(Object array, int size) {
    double[] values = toDoubles(array, size);
    boolean[] result = new boolean[size];
    for (int i = 0; i < result.length; i++) {
      result[i] = values[i] != 0;
    }
    return result;
  }

  private static IllegalStateException unknown(Object array) {
    return new IllegalStateException("unknown storage " + array.getClass());
  }
}
