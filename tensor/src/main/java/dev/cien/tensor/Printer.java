package dev.cien.tensor;

import java.util.Locale;

/// Prints tensors as nested brackets; of axes longer than [#FULL] only the first and last [#EDGE]
/// entries.
final class Printer {
  private static final int FULL = 10;
  private static final int EDGE = 3;

  private Printer() {}

  static String print(Tensor x) {
    StringBuilder out =
        new StringBuilder("tensor ").append(x.dtype()).append(x.shape()).append(' ');
    append(out, x, x.toDoubles(), 0, 0, 0);
    return out.toString();
  }

  private static void append(
      StringBuilder out, Tensor x, double[] values, int axis, int offset, int indent) {
    if (axis == x.shape().rank()) {
      out.append(number(x.dtype(), values[offset]));
      return;
    }
    int n = x.shape().dim(axis);
    int stride = x.shape().strides()[axis];
    boolean inner = axis == x.shape().rank() - 1;
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
      append(out, x, values, axis + 1, offset + i * stride, indent + 1);
    }
    out.append(']');
  }

  private static String number(DType dtype, double value) {
    return switch (dtype) {
      case BOOL -> value != 0 ? "true" : "false";
      case INT32, INT64 -> String.valueOf((long) value);
      case FLOAT32, BFLOAT16, FLOAT64 ->
          value == Math.rint(value) && Math.abs(value) < 1e6
              ? String.format(Locale.ROOT, "%.1f", value)
              : String.format(Locale.ROOT, "%.6g", value);
    };
  }
}
