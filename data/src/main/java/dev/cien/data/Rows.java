package dev.cien.data;

import dev.cien.tensor.DType;
import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import java.lang.reflect.Array;
import java.util.Objects;

/// A tensor's values on the heap, from which rows (slices along the first axis) are picked.
final class Rows {
  private final Object values;
  private final DType dtype;
  private final Shape shape;
  private final int length;

  Rows(Tensor tensor) {
    this.dtype = tensor.dtype();
    this.shape = tensor.shape();
    this.values =
        switch (dtype) {
          case FLOAT32, BFLOAT16 -> tensor.toFloats();
          case FLOAT64 -> tensor.toDoubles();
          case INT32, BOOL -> tensor.toInts();
          case INT64 -> tensor.toLongs();
        };
    this.length = shape.dim(0) == 0 ? 0 : shape.size() / shape.dim(0);
  }

  int count() {
    return shape.dim(0);
  }

  Tensor pick(int[] indices) {
    Object picked = Array.newInstance(values.getClass().getComponentType(), indices.length * length);
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(values, Objects.checkIndex(indices[i], count()) * length, picked, i * length, length);
    }
    int[] dims = shape.dims();
    dims[0] = indices.length;
    return switch (picked) {
      case float[] floats when dtype == DType.BFLOAT16 -> Tensor.of(floats, dims).cast(DType.BFLOAT16);
      case float[] floats -> Tensor.of(floats, dims);
      case double[] doubles -> Tensor.of(doubles, dims);
      case long[] longs -> Tensor.of(longs, dims);
      case int[] ints when dtype == DType.BOOL -> Tensor.of(ints, dims).cast(DType.BOOL);
      case int[] ints -> Tensor.of(ints, dims);
      default -> throw new AssertionError(picked.getClass());
    };
  }
}
