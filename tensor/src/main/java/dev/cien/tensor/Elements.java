package dev.cien.tensor;

import dev.cien.tensor.loop.Bfloat16;

/// Reads storage arrays of every number format as Java arrays of one type, always as copies.
final class Elements {
  private Elements() {}

  static float[] toFloats(Object array) {
    if (array instanceof float[] floats) {
      return floats.clone();
    }
    double[] values = toDoubles(array);
    float[] result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  static double[] toDoubles(Object array) {
    if (array instanceof double[] doubles) {
      return doubles.clone();
    }
    double[] result = new double[java.lang.reflect.Array.getLength(array)];
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

  static long[] toLongs(Object array) {
    long[] result = new long[java.lang.reflect.Array.getLength(array)];
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

  static int[] toInts(Object array) {
    if (array instanceof int[] ints) {
      return ints.clone();
    }
    int[] result = new int[java.lang.reflect.Array.getLength(array)];
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

  private static IllegalStateException unknown(Object array) {
    return new IllegalStateException("unknown storage " + array.getClass());
  }
}
