package dev.cien.tensor.cpu;

/// The place of the first largest element along an axis; the first NaN counts as larger than
/// everything.
public final class ArgMax {
  /// Elements that are looked at in one piece of work.
  private static final int TASK = 1 << 14;

  private ArgMax() {}

  /// For x `[outer, n, inner]` the index along n, `[outer, inner]`.
  public static void of(Object x, int outer, int n, int inner, int[] out) {
    int atOnce = (int) Math.max(1, TASK / Math.max(1, (long) n * inner));
    Workers.parallelFor(
        Math.ceilDiv(outer, atOnce),
        task -> {
          int end = (int) Math.min((task + 1L) * atOnce, outer);
          for (int o = task * atOnce; o < end; o++) {
            lines(x, o, n, inner, out);
          }
        });
  }

  private static void lines(Object x, int o, int n, int inner, int[] out) {
    for (int i = 0; i < inner; i++) {
      int base = o * n * inner + i;
      out[o * inner + i] =
          x instanceof float[] floats ? floats(floats, base, n, inner) : any(x, base, n, inner);
    }
  }

  private static int floats(float[] x, int base, int n, int stride) {
    int best = 0;
    float top = x[base];
    for (int j = 1; j < n && top == top; j++) {
      float value = x[base + j * stride];
      if (!(value <= top)) {
        best = j;
        top = value;
      }
    }
    return best;
  }

  private static int any(Object x, int base, int n, int stride) {
    boolean whole = x instanceof long[] || x instanceof int[] || x instanceof byte[];
    int best = 0;
    for (int j = 1; j < n; j++) {
      int at = base + j * stride;
      int top = base + best * stride;
      if (whole
          ? WideLoops.getWhole(x, at) > WideLoops.getWhole(x, top)
          : !Double.isNaN(WideLoops.get(x, top))
              && !(WideLoops.get(x, at) <= WideLoops.get(x, top))) {
        best = j;
      }
    }
    return best;
  }
}
