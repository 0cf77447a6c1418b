package dev.cien.data;

import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import java.lang.reflect.Array;

/// A tensor's values on the heap, from which rows (slices along the first axis) are picked.
final class Rows {
  private final Object values;
  private final Shape shape;
  private final int length;

  Rows(Tensor tensor) {
    this.shape = tensor.shape();
    this.values =
        switch (tensor.dtype()) {
          case FLOAT32 -> tensor.toFloats();
          case BFLOAT16 -> tensor.toBfloat16Bits();
          case FLOAT64 -> tensor.toDoubles();
          case INT32 -> tensor.toInts();
          case INT64 -> tensor.toLongs();
          case BOOL -> tensor.toBooleans();
        };
    this.length = shape.dim(0) == 0 ? 0 : shape.size() / shape.dim(0);
  }

  int count() {
    return shape.dim(0);
  }

  Tensor pick(int[] indices) {
    Object picked =
        Array.newInstance(values.getClass().getComponentType(), indices.length * length);
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(
          values, Refusal.index("batch", indices[i], count()) * length, picked, i * length, length);
    }
    int[] dims = shape.dims();
    dims[0] = indices.length;
    return switch (picked) {
      case short[] bits -> Tensor.ofBfloat16(bits, dims);
      case float[] floats -> Tensor.of(floats, dims);
      case double[] doubles -> Tensor.of(doubles, dims);
      case long[] longs -> Tensor.of(longs, dims);
      case boolean[] booleans -> Tensor.of(booleans, dims);
      case int[] ints -> Tensor.of(ints, dims);
      default -> throw new AssertionError(picked.getClass());
    };
  }
}
