package dev.cien.tensor.cpu;

import java.util.Arrays;

/// Stable sorting of the lines of an array.
public final class Sorting {
  private static final int TASK = 1 << 12;
  private static final int RUN = 8;

  private Sorting() {}

  /// The indices that sort each line along the middle axis.
  ///
  /// Equal elements keep their order, also when descending. NaN counts as the largest element: last
  /// when ascending, first when descending. The two zeros are equal.
  ///
  /// @param x shape `[outer, n, inner]`: `float[]`, `double[]`, `int[]`, `long[]` or `byte[]`
  /// @param out receives indices along the middle axis, same shape
  public static void argSort(Object x, int outer, int n, int inner, boolean descending, int[] out) {
    if ((long) outer * n * inner == 0) {
      return;
    }
    int lines = outer * inner;
    int linesAtOnce = Math.clamp(TASK / n, 1, lines);
    int tasks = Math.ceilDiv(lines, linesAtOnce);
    if (tasks == 1) {
      sort(x, 0, lines, n, inner, descending, out);
    } else {
      Workers.parallelFor(
          tasks,
          t ->
              sort(
                  x,
                  t * linesAtOnce,
                  Math.min(lines, (t + 1) * linesAtOnce),
                  n,
                  inner,
                  descending,
                  out));
    }
  }

  private static void sort(
      Object x, int from, int to, int n, int inner, boolean descending, int[] out) {
    boolean wide = x instanceof double[] || x instanceof long[];
    long[] keys = new long[n];
    int[] order = wide ? new int[n] : null;
    int[] spare = wide ? new int[n] : null;
    for (int line = from; line < to; line++) {
      int base = line / inner * n * inner + line % inner;
      keys(x, base, inner, keys);
      if (descending) {
        for (int j = 0; j < n; j++) {
          keys[j] = ~keys[j];
        }
      }
      if (wide) {
        mergeSort(keys, order, spare);
        for (int j = 0; j < n; j++) {
          out[base + j * inner] = order[j];
        }
      } else {
        // 32 bits of key above 32 bits of position: sorting the pairs is a stable sort of the keys.
        for (int j = 0; j < n; j++) {
          keys[j] = keys[j] << 32 | j;
        }
        Arrays.sort(keys);
        for (int j = 0; j < n; j++) {
          out[base + j * inner] = (int) keys[j];
        }
      }
    }
  }

  /// Whole numbers in the same order as the elements of a line.
  private static void keys(Object x, int base, int step, long[] keys) {
    switch (x) {
      case float[] a -> {
        for (int j = 0; j < keys.length; j++) {
          // Adding zero makes −0 equal to 0; floatToIntBits gives every NaN the same, largest,
          // bits.
          int bits = Float.floatToIntBits(a[base + j * step] + 0f);
          keys[j] = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        }
      }
      case double[] a -> {
        for (int j = 0; j < keys.length; j++) {
          long bits = Double.doubleToLongBits(a[base + j * step] + 0d);
          keys[j] = bits ^ (bits >> 63 & Long.MAX_VALUE);
        }
      }
      case int[] a -> {
        for (int j = 0; j < keys.length; j++) {
          keys[j] = a[base + j * step];
        }
      }
      case long[] a -> {
        for (int j = 0; j < keys.length; j++) {
          keys[j] = a[base + j * step];
        }
      }
      case byte[] a -> {
        for (int j = 0; j < keys.length; j++) {
          keys[j] = a[base + j * step];
        }
      }
      default -> throw IndexingElements.unsupported("sort", x);
    }
  }

  /// Sorts positions by their keys: insertion sort of short runs, then merging from the bottom up.
  private static void mergeSort(long[] keys, int[] order, int[] spare) {
    int n = keys.length;
    for (int from = 0; from < n; from += RUN) {
      for (int j = from; j < Math.min(n, from + RUN); j++) {
        int i = j;
        for (; i > from && keys[order[i - 1]] > keys[j]; i--) {
          order[i] = order[i - 1];
        }
        order[i] = j;
      }
    }
    int[] source = order;
    int[] target = spare;
    for (int width = RUN; width < n; width = width > n / 2 ? n : 2 * width) {
      for (int from = 0; from < n; from += 2 * width) {
        int middle = Math.min(n, from + width);
        int end = Math.min(n, middle + width);
        int left = from;
        int right = middle;
        for (int k = from; k < end; k++) {
          boolean takeLeft =
              left < middle && (right >= end || keys[source[left]] <= keys[source[right]]);
          target[k] = takeLeft ? source[left++] : source[right++];
        }
        if (end == n) {
          break;
        }
      }
      int[] swap = source;
      source = target;
      target = swap;
    }
    if (source != order) {
      System.arraycopy(source, 0, order, 0, n);
    }
  }
}
