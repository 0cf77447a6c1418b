package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.io.IoReason;
import dev.cien.tensor.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;

/// An IDX file, the format of MNIST and its kin: one array of numbers, plain or gzipped.
///
/// Layout, big-endian: two zero bytes, the number format (`08` bytes, `09` signed bytes, `0B`
/// 16-bit, `0C` 32-bit, `0D` float, `0E` double), the number of axes, a 32-bit size for each, the
/// values.
///
/// @param format the format's code
/// @param dims the array's sizes
/// @param values the array's bytes as in the file
public record Idx(int format, int[] dims, byte[] values) {
  private static final int UNSIGNED_BYTE = 0x08;
  private static final int MAX_RANK = 8;
  private static final int BUFFER = 1 << 16;

  /// An array; dims and values are not copied.
  ///
  /// @throws IllegalArgumentException if the format is unknown or the bytes are not as many as it
  ///   and the sizes say
  public Idx {
    long bytes = width(format);
    for (int dim : dims) {
      bytes *= dim;
    }
    if (width(format) == 0 || bytes != values.length) {
      throw Refusal.of(
          "idx",
          "a format 08 to 0E (not 0A) and as many bytes as it and the sizes say",
          "format %02X with sizes %s and %d bytes"
              .formatted(format, Arrays.toString(dims), values.length),
          "values counted instead of bytes; fix: the bytes as the file has them");
    }
  }

  /// Reads a file.
  ///
  /// @throws FileFormatException if it is no IDX file, is truncated, or has more than its sizes say
  /// @throws UncheckedIOException if it cannot be read
  public static Idx read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file);
    } catch (FileFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file + ": " + IoReason.of(e), e);
    }
  }

  /// Reads a stream to its end; gzip is recognised by its first two bytes.
  ///
  /// @param name how messages call it
  /// @throws FileFormatException as [#read(Path)] does
  public static Idx read(InputStream stream, Object name) throws IOException {
    try {
      return parse(Gzip.unpacked(stream), name);
    } catch (ZipException | EOFException e) {
      throw new FileFormatException(name, "damaged or truncated gzip: " + e.getMessage(), e);
    }
  }

  private static Idx parse(InputStream in, Object name) throws IOException {
    byte[] magic = in.readNBytes(4);
    int width = magic.length < 4 ? 0 : width(magic[2]);
    if (width == 0 || magic[0] != 0 || magic[1] != 0 || magic[3] < 1 || magic[3] > MAX_RANK) {
      throw new FileFormatException(
          name,
          "not an IDX file: expected 00 00, a format 08 to 0E and 1 to "
              + MAX_RANK
              + " axes, found "
              + Arrays.toString(magic));
    }
    byte[] sizes = in.readNBytes(4 * magic[3]);
    if (sizes.length < 4 * magic[3]) {
      throw new FileFormatException(name, "truncated within its sizes");
    }
    int[] dims = new int[magic[3]];
    long bytes = width;
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] = ByteBuffer.wrap(sizes).getInt(4 * axis);
      if (dims[axis] < 0 || (bytes *= dims[axis]) > Integer.MAX_VALUE - 8) {
        throw new FileFormatException(
            name, "impossible sizes " + Arrays.toString(Arrays.copyOf(dims, axis + 1)));
      }
    }
    // Memory is asked for as bytes arrive: false sizes cost nothing.
    byte[] values = in.readNBytes((int) bytes);
    if (values.length < bytes) {
      throw new FileFormatException(
          name,
          "truncated: sizes "
              + Arrays.toString(dims)
              + " need "
              + bytes
              + " bytes, found "
              + values.length);
    }
    if (in.read() >= 0) {
      throw new FileFormatException(
          name, "too long: there is more after sizes " + Arrays.toString(dims));
    }
    return new Idx(magic[2], dims, values);
  }

  private static int width(int format) {
    return switch (format) {
      case 0x08, 0x09 -> 1;
      case 0x0b -> 2;
      case 0x0c, 0x0d -> 4;
      case 0x0e -> 8;
      default -> 0;
    };
  }

  /// The bytes as they are, of an array of unsigned bytes with so many axes.
  ///
  /// @throws FileFormatException if the array is another
  public byte[] unsignedBytes(int rank, Object name) {
    if (format != UNSIGNED_BYTE || dims.length != rank) {
      throw new FileFormatException(
          name,
          "expected unsigned bytes with "
              + rank
              + " axes, found format "
              + format
              + " with sizes "
              + Arrays.toString(dims));
    }
    return values;
  }

  /// The array as a tensor: bytes and whole numbers as int32, float and double as they are.
  public Tensor toTensor() {
    ByteBuffer buffer = ByteBuffer.wrap(values).order(ByteOrder.BIG_ENDIAN);
    int count = values.length / width(format);
    return switch (format) {
      case 0x0d -> {
        float[] floats = new float[count];
        buffer.asFloatBuffer().get(floats);
        yield Tensor.of(floats, dims);
      }
      case 0x0e -> {
        double[] doubles = new double[count];
        buffer.asDoubleBuffer().get(doubles);
        yield Tensor.of(doubles, dims);
      }
      default -> {
        int[] ints = new int[count];
        for (int i = 0; i < count; i++) {
          ints[i] =
              switch (format) {
                case 0x08 -> Byte.toUnsignedInt(values[i]);
                case 0x09 -> values[i];
                case 0x0b -> buffer.getShort(2 * i);
                default -> buffer.getInt(4 * i);
              };
        }
        yield Tensor.of(ints, dims);
      }
    };
  }
}
