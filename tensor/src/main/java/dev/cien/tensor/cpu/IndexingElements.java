package dev.cien.tensor.cpu;

/// The element loops of [Indexing], one per array type.
final class IndexingElements {
  private IndexingElements() {}

  /// `out[at + e] = x[where[e]]`.
  static void read(Object x, int[] where, Object out, int at, int length) {
    switch (x) {
      case float[] from -> {
        float[] to = (float[]) out;
        for (int e = 0; e < length; e++) {
          to[at + e] = from[where[e]];
        }
      }
      case double[] from -> {
        double[] to = (double[]) out;
        for (int e = 0; e < length; e++) {
          to[at + e] = from[where[e]];
        }
      }
      case int[] from -> {
        int[] to = (int[]) out;
        for (int e = 0; e < length; e++) {
          to[at + e] = from[where[e]];
        }
      }
      case long[] from -> {
        long[] to = (long[]) out;
        for (int e = 0; e < length; e++) {
          to[at + e] = from[where[e]];
        }
      }
      case short[] from -> {
        short[] to = (short[]) out;
        for (int e = 0; e < length; e++) {
          to[at + e] = from[where[e]];
        }
      }
      case byte[] from -> {
        byte[] to = (byte[]) out;
        for (int e = 0; e < length; e++) {
          to[at + e] = from[where[e]];
        }
      }
      default -> throw unsupported("gather", x);
    }
  }

  /// `out[where[e]] += source[at + e]` in increasing `e`.
  static void add(Object source, int at, int[] where, Object out, int length) {
    switch (source) {
      case float[] from -> {
        float[] to = (float[]) out;
        for (int e = 0; e < length; e++) {
          to[where[e]] += from[at + e];
        }
      }
      case double[] from -> {
        double[] to = (double[]) out;
        for (int e = 0; e < length; e++) {
          to[where[e]] += from[at + e];
        }
      }
      case int[] from -> {
        int[] to = (int[]) out;
        for (int e = 0; e < length; e++) {
          to[where[e]] += from[at + e];
        }
      }
      case long[] from -> {
        long[] to = (long[]) out;
        for (int e = 0; e < length; e++) {
          to[where[e]] += from[at + e];
        }
      }
      default -> throw unsupported("scatter-add", source);
    }
  }

  /// `out[outAt + e] += source[at + e]`.
  static void addRow(Object source, int at, Object out, int outAt, int length) {
    switch (source) {
      case float[] from -> {
        float[] to = (float[]) out;
        for (int e = 0; e < length; e++) {
          to[outAt + e] += from[at + e];
        }
      }
      case double[] from -> {
        double[] to = (double[]) out;
        for (int e = 0; e < length; e++) {
          to[outAt + e] += from[at + e];
        }
      }
      case int[] from -> {
        int[] to = (int[]) out;
        for (int e = 0; e < length; e++) {
          to[outAt + e] += from[at + e];
        }
      }
      case long[] from -> {
        long[] to = (long[]) out;
        for (int e = 0; e < length; e++) {
          to[outAt + e] += from[at + e];
        }
      }
      default -> throw unsupported("scatter-add", source);
    }
  }

  static IllegalArgumentException unsupported(String operation, Object array) {
    return new IllegalArgumentException(
        operation + ": no kernel for elements of type " + array.getClass().getSimpleName());
  }
}
