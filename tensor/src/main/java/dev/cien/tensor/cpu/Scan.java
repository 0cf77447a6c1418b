package dev.cien.tensor.cpu;

/// Running sums.
public final class Scan {
  private static final int TASK = 1 << 14;
  private static final int COLUMNS = 256;

  private Scan() {}

  /// `out[o, j, i] = x[o, 0, i] + … + x[o, j, i]`, added from the left.
  ///
  /// @param x shape `[outer, n, inner]`: `float[]`, `double[]`, `int[]` or `long[]`
  /// @param out receives the same shape and type
  public static void cumSum(Object x, int outer, int n, int inner, Object out) {
    if ((long) outer * n * inner == 0) {
      return;
    }
    int ranges = Math.ceilDiv(inner, COLUMNS);
    int items = outer * ranges;
    int itemsAtOnce = Math.clamp(TASK / ((long) n * Math.min(inner, COLUMNS)), 1, items);
    int tasks = Math.ceilDiv(items, itemsAtOnce);
    if (tasks == 1) {
      run(x, 0, items, n, inner, ranges, out);
    } else {
      Workers.parallelFor(
          tasks,
          t ->
              run(
                  x,
                  t * itemsAtOnce,
                  Math.min(items, (t + 1) * itemsAtOnce),
                  n,
                  inner,
                  ranges,
                  out));
    }
  }

  private static void run(Object x, int from, int to, int n, int inner, int ranges, Object out) {
    for (int item = from; item < to; item++) {
      int first = item % ranges * COLUMNS;
      int width = Math.min(COLUMNS, inner - first);
      sums(x, item / ranges * n * inner + first, n, inner, width, out);
    }
  }

  private static void sums(Object x, int at, int n, int inner, int width, Object out) {
    switch (x) {
      case float[] a -> {
        float[] y = (float[]) out;
        for (int e = at; e < at + width; e++) {
          y[e] = a[e];
        }
        for (int r = 1; r < n; r++) {
          int row = at + r * inner;
          for (int e = row; e < row + width; e++) {
            y[e] = y[e - inner] + a[e];
          }
        }
      }
      case double[] a -> {
        double[] y = (double[]) out;
        for (int e = at; e < at + width; e++) {
          y[e] = a[e];
        }
        for (int r = 1; r < n; r++) {
          int row = at + r * inner;
          for (int e = row; e < row + width; e++) {
            y[e] = y[e - inner] + a[e];
          }
        }
      }
      case int[] a -> {
        int[] y = (int[]) out;
        for (int e = at; e < at + width; e++) {
          y[e] = a[e];
        }
        for (int r = 1; r < n; r++) {
          int row = at + r * inner;
          for (int e = row; e < row + width; e++) {
            y[e] = y[e - inner] + a[e];
          }
        }
      }
      case long[] a -> {
        long[] y = (long[]) out;
        for (int e = at; e < at + width; e++) {
          y[e] = a[e];
        }
        for (int r = 1; r < n; r++) {
          int row = at + r * inner;
          for (int e = row; e < row + width; e++) {
            y[e] = y[e - inner] + a[e];
          }
        }
      }
      default -> throw IndexingElements.unsupported("running sum", x);
    }
  }
}
