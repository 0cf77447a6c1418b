package dev.cien.io;

import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A number format as files know it, and how it becomes a tensor.
///
/// Formats that tensors do not have are widened on reading, without loss: `F16` to float32; `I16`,
/// `I8`, `U8`, `U16` to int32; `U32` to int64.
enum Element {
  F64(8, DType.FLOAT64),
  F32(4, DType.FLOAT32),
  F16(2, DType.FLOAT32),
  BF16(2, DType.BFLOAT16),
  I64(8, DType.INT64),
  I32(4, DType.INT32),
  I16(2, DType.INT32),
  I8(1, DType.INT32),
  U32(4, DType.INT64),
  U16(2, DType.INT32),
  U8(1, DType.INT32),
  BOOL(1, DType.BOOL);

  private static final int CHUNK = 1 << 16;

  final int bytes;
  final DType dtype;

  Element(int bytes, DType dtype) {
    this.bytes = bytes;
    this.dtype = dtype;
  }

  /// The format in which tensors of a dtype are written.
  static Element of(DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> F64;
      case FLOAT32 -> F32;
      case BFLOAT16 -> BF16;
      case INT64 -> I64;
      case INT32 -> I32;
      case BOOL -> BOOL;
    };
  }

  /// A tensor of the given sizes from the elements at the start of `data`.
  Tensor decode(MemorySegment data, ByteOrder order, int[] dims) {
    if (dims.length == 0) {
      return decode(data, order, new int[] {1}).reshape();
    }
    int count = 1;
    for (int dim : dims) {
      count *= dim;
    }
    return switch (this) {
      case F64 -> {
        double[] values = new double[count];
        MemorySegment.copy(
            data, ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order), 0, values, 0, count);
        yield Tensor.of(values, dims);
      }
      case F32 -> {
        float[] values = new float[count];
        MemorySegment.copy(
            data, ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order), 0, values, 0, count);
        yield Tensor.of(values, dims);
      }
      case F16 -> {
        short[] bits = shorts(data, order, count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
          values[i] = Float.float16ToFloat(bits[i]);
        }
        yield Tensor.of(values, dims);
      }
      case BF16 -> Tensor.ofBfloat16(shorts(data, order, count), dims);
      case I64 -> {
        long[] values = new long[count];
        MemorySegment.copy(
            data, ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), 0, values, 0, count);
        yield Tensor.of(values, dims);
      }
      case I32 -> Tensor.of(ints(data, order, count), dims);
      case U32 -> {
        int[] bits = ints(data, order, count);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
          values[i] = Integer.toUnsignedLong(bits[i]);
        }
        yield Tensor.of(values, dims);
      }
      case I16, U16 -> {
        short[] bits = shorts(data, order, count);
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
          values[i] = this == I16 ? bits[i] : Short.toUnsignedInt(bits[i]);
        }
        yield Tensor.of(values, dims);
      }
      case I8, U8 -> {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
          byte bits = data.get(ValueLayout.JAVA_BYTE, i);
          values[i] = this == I8 ? bits : Byte.toUnsignedInt(bits);
        }
        yield Tensor.of(values, dims);
      }
      case BOOL -> {
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
          values[i] = data.get(ValueLayout.JAVA_BYTE, i) != 0;
        }
        yield Tensor.of(values, dims);
      }
    };
  }

  /// Writes all elements of a tensor, row-major, little-endian, in the format of its dtype.
  static void encode(Tensor tensor, OutputStream out) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    Element element = of(tensor.dtype());
    int perChunk = CHUNK / element.bytes;
    int count = tensor.shape().size();
    Object values =
        switch (tensor.dtype()) {
          case FLOAT64 -> tensor.toDoubles();
          case FLOAT32 -> tensor.toFloats();
          case BFLOAT16 -> tensor.toBfloat16Bits();
          case INT64 -> tensor.toLongs();
          case INT32, BOOL -> tensor.toInts();
        };
    for (int from = 0; from < count; from += perChunk) {
      int length = Math.min(perChunk, count - from);
      element.put(values, from, length, chunk);
      out.write(chunk.array(), 0, length * element.bytes);
    }
  }

  private void put(Object values, int from, int length, ByteBuffer chunk) {
    switch (values) {
      case double[] doubles -> chunk.asDoubleBuffer().put(doubles, from, length);
      case long[] longs -> chunk.asLongBuffer().put(longs, from, length);
      case int[] ints when this == BOOL -> {
        for (int i = 0; i < length; i++) {
          chunk.put(i, (byte) (ints[from + i] == 0 ? 0 : 1));
        }
      }
      case int[] ints -> chunk.asIntBuffer().put(ints, from, length);
      case short[] bits -> chunk.asShortBuffer().put(bits, from, length);
      case float[] floats -> chunk.asFloatBuffer().put(floats, from, length);
      default -> throw new AssertionError(values.getClass());
    }
  }

  private static short[] shorts(MemorySegment data, ByteOrder order, int count) {
    short[] bits = new short[count];
    MemorySegment.copy(data, ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), 0, bits, 0, count);
    return bits;
  }

  private static int[] ints(MemorySegment data, ByteOrder order, int count) {
    int[] bits = new int[count];
    MemorySegment.copy(data, ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), 0, bits, 0, count);
    return bits;
  }
}
