package dev.cien.tensor.cpu;

import java.lang.reflect.Array;
import java.util.function.IntConsumer;

/// Sliding windows along one axis, copied out, and the adjoint that adds them back.
public final class Windows {
  private static final int TASK = 1 << 14;
  private static final int STRETCH = 1024;

  private Windows() {}

  /// `y[o, w, i, s] = x[o, w * step + s * dilation, i]`.
  ///
  /// @param x shape `[outer, n, inner]`: `float[]`, `double[]`, `int[]`, `long[]`, `short[]` or
  ///   `byte[]`
  /// @param count windows; the last one must end within `n`
  /// @param size elements of a window
  /// @param step elements between the starts of neighbouring windows
  /// @param dilation elements between neighbours of a window
  /// @param y receives shape `[outer, count, inner, size]`, same type
  public static void unfold(
      Object x,
      int outer,
      int n,
      int inner,
      int count,
      int size,
      int step,
      int dilation,
      Object y) {
    if ((long) outer * count * inner * size == 0) {
      return;
    }
    check("unfold", n, count, size, step, dilation);
    if (inner == 1 && size <= count) {
      unfoldLast(x, outer, n, count, size, step, dilation, y);
      return;
    }
    int each = inner * size;
    int windowsAtOnce = Math.clamp(TASK / each, 1, outer * count);
    parallel(
        outer * count,
        windowsAtOnce,
        window -> {
          int from = (window / count * n + window % count * step) * inner;
          int to = window * each;
          if (size > inner) {
            for (int i = 0; i < inner; i++) {
              copy(x, from + i, dilation * inner, y, to + i * size, 1, size);
            }
          } else {
            for (int s = 0; s < size; s++) {
              copy(x, from + s * dilation * inner, 1, y, to + s, size, inner);
            }
          }
        });
  }

  /// Windows along the last axis: there are more of them than elements in one, so the loop that
  /// matters runs over windows.
  private static void unfoldLast(
      Object x, int outer, int n, int count, int size, int step, int dilation, Object y) {
    int stretches = Math.ceilDiv(count, STRETCH);
    int atOnce = Math.clamp(TASK / Math.min(TASK, Math.min(count, STRETCH) * size), 1, outer);
    parallel(
        outer * stretches,
        atOnce,
        item -> {
          int o = item / stretches;
          int first = item % stretches * STRETCH;
          int windows = Math.min(STRETCH, count - first);
          for (int s = 0; s < size; s++) {
            int from = o * n + first * step + s * dilation;
            copy(x, from, step, y, (o * count + first) * size + s, size, windows);
          }
        });
  }

  /// `x[o, t, i] = sum of y[o, w, i, s] over w * step + s * dilation == t`, added in increasing
  /// `w`.
  ///
  /// @param y shape `[outer, count, inner, size]`: `float[]`, `double[]`, `int[]` or `long[]`
  /// @param n length of the axis of the result
  /// @param x receives shape `[outer, n, inner]`, same type
  public static void fold(
      Object y,
      int outer,
      int n,
      int inner,
      int count,
      int size,
      int step,
      int dilation,
      Object x) {
    if ((long) outer * n * inner == 0) {
      return;
    }
    if ((long) count * size > 0) {
      check("fold", n, count, size, step, dilation);
    }
    Object zeros = Array.newInstance(x.getClass().getComponentType(), Math.min(n * inner, 4096));
    int length = Array.getLength(zeros);
    int outersAtOnce = Math.clamp(TASK / Math.max(1, (long) count * inner * size), 1, outer);
    parallel(
        outer,
        outersAtOnce,
        o -> {
          for (int at = 0; at < n * inner; at += length) {
            System.arraycopy(zeros, 0, x, o * n * inner + at, Math.min(length, n * inner - at));
          }
          if (inner == 1 && size <= count) {
            // What falls together comes from a later window at an earlier place in it.
            for (int s = size - 1; s >= 0; s--) {
              add(y, o * count * size + s, size, x, o * n + s * dilation, step, count);
            }
            return;
          }
          for (int w = 0; w < count; w++) {
            for (int s = 0; s < size; s++) {
              int to = (o * n + w * step + s * dilation) * inner;
              add(y, (o * count + w) * inner * size + s, size, x, to, 1, inner);
            }
          }
        });
  }

  private static void check(String operation, int n, int count, int size, int step, int dilation) {
    long last = (long) (count - 1) * step + (long) (size - 1) * dilation;
    if (last >= n) {
      throw new IllegalArgumentException(
          operation
              + ": the last of "
              + count
              + " windows reads element "
              + last
              + " of an axis of "
              + n
              + " (size="
              + size
              + " step="
              + step
              + " dilation="
              + dilation
              + ")");
    }
  }

  private static void parallel(int items, int atOnce, IntConsumer body) {
    int tasks = Math.ceilDiv(items, atOnce);
    IntConsumer task =
        t -> {
          for (int i = t * atOnce; i < Math.min(items, (t + 1) * atOnce); i++) {
            body.accept(i);
          }
        };
    if (tasks == 1) {
      task.accept(0);
    } else {
      Workers.parallelFor(tasks, task);
    }
  }

  private static void copy(
      Object from, int fromAt, int fromStep, Object to, int toAt, int toStep, int length) {
    if (fromStep == 1 && toStep == 1) {
      System.arraycopy(from, fromAt, to, toAt, length);
      return;
    }
    switch (from) {
      case float[] x -> {
        float[] y = (float[]) to;
        for (int e = 0; e < length; e++) {
          y[toAt + e * toStep] = x[fromAt + e * fromStep];
        }
      }
      case double[] x -> {
        double[] y = (double[]) to;
        for (int e = 0; e < length; e++) {
          y[toAt + e * toStep] = x[fromAt + e * fromStep];
        }
      }
      case int[] x -> {
        int[] y = (int[]) to;
        for (int e = 0; e < length; e++) {
          y[toAt + e * toStep] = x[fromAt + e * fromStep];
        }
      }
      case long[] x -> {
        long[] y = (long[]) to;
        for (int e = 0; e < length; e++) {
          y[toAt + e * toStep] = x[fromAt + e * fromStep];
        }
      }
      case short[] x -> {
        short[] y = (short[]) to;
        for (int e = 0; e < length; e++) {
          y[toAt + e * toStep] = x[fromAt + e * fromStep];
        }
      }
      case byte[] x -> {
        byte[] y = (byte[]) to;
        for (int e = 0; e < length; e++) {
          y[toAt + e * toStep] = x[fromAt + e * fromStep];
        }
      }
      default -> throw IndexingElements.unsupported("unfold", from);
    }
  }

  private static void add(
      Object from, int fromAt, int fromStep, Object to, int toAt, int toStep, int length) {
    switch (from) {
      case float[] y -> {
        float[] x = (float[]) to;
        for (int e = 0; e < length; e++) {
          x[toAt + e * toStep] += y[fromAt + e * fromStep];
        }
      }
      case double[] y -> {
        double[] x = (double[]) to;
        for (int e = 0; e < length; e++) {
          x[toAt + e * toStep] += y[fromAt + e * fromStep];
        }
      }
      case int[] y -> {
        int[] x = (int[]) to;
        for (int e = 0; e < length; e++) {
          x[toAt + e * toStep] += y[fromAt + e * fromStep];
        }
      }
      case long[] y -> {
        long[] x = (long[]) to;
        for (int e = 0; e < length; e++) {
          x[toAt + e * toStep] += y[fromAt + e * fromStep];
        }
      }
      default -> throw IndexingElements.unsupported("fold", from);
    }
  }
}
