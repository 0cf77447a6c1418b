package dev.cien.tensor;

import java.util.Locale;
import java.util.function.IntFunction;

/// Prints tensors as nested brackets; of axes longer than [#FULL] only the first and last [#EDGE]
/// entries.
final class Printer {
  private static final int FULL = 10;
  private static final int EDGE = 3;

  private Printer() {}

  static String print(Tensor x) {
    StringBuilder out =
        new StringBuilder("tensor ").append(x.dtype()).append(x.shape()).append(' ');
    append(out, x.shape(), texts(x), 0, 0, 0);
    return out.toString();
  }

  /// The text of each element; whole numbers are not read as fractions, which cannot hold all.
  private static IntFunction<String> texts(Tensor x) {
    return switch (x.dtype()) {
      case BOOL -> {
        boolean[] values = x.toBooleans();
        yield i -> String.valueOf(values[i]);
      }
      case INT32, INT64 -> {
        long[] values = x.toLongs();
        yield i -> String.valueOf(values[i]);
      }
      case FLOAT32, BFLOAT16, FLOAT64 -> {
        double[] values = x.toDoubles();
        yield i -> fraction(values[i]);
      }
    };
  }

  private static void append(
      StringBuilder out, Shape shape, IntFunction<String> texts, int axis, int offset, int indent) {
    if (axis == shape.rank()) {
      out.append(texts.apply(offset));
      return;
    }
    int n = shape.dim(axis);
    int stride = shape.strides()[axis];
    boolean inner = axis == shape.rank() - 1;
    String between = inner ? ", " : ",\n" + " ".repeat(indent + 1);
    out.append('[');
    for (int i = 0; i < n; i++) {
      if (i > 0) {
        out.append(between);
      }
      if (n > FULL && i == EDGE) {
        out.append("…");
        i = n - EDGE - 1;
        continue;
      }
      append(out, shape, texts, axis + 1, offset + i * stride, indent + 1);
    }
    out.append(']');
  }

  private static String fraction(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e6
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(Locale.ROOT, "%.6g", value);
  }
}
