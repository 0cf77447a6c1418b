package dev.cien.tensor;

/// Allocates and copies storage arrays.
final class Storage {
  private Storage() {}

  static Object copy(Object array) {
    return switch (array) {
      case float[] a -> a.clone();
      case double[] a -> a.clone();
      case int[] a -> a.clone();
      case long[] a -> a.clone();
      case byte[] a -> a.clone();
      case short[] a -> a.clone();
      default -> throw new IllegalStateException("unknown storage " + array.getClass());
    };
  }
}
