package dev.cien.io;

import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Collectors;

/// NumPy's `.npy`: one array a file.
///
/// Reads versions 1 to 3, C and Fortran order, either byte order, and the formats `f2 f4 f8 i1 i2
/// i4 i8 u1 u2 u4 b1`; those tensors do not have are widened without loss (`f2` to float32, small
/// integers to int32, `u4` to int64). Writes version 1, C order, little-endian; bfloat16, which
/// NumPy does not know, is written as `f4`. Objects (pickles) and structured arrays are refused.
///
/// See the format's
/// [description](https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
public final class Npy {
  private Npy() {}

  /// Reads an array.
  ///
  /// @throws FileFormatException if the file is damaged, truncated, too long or of a format not
  ///   listed above
  /// @throws UncheckedIOException if the file cannot be read
  public static Tensor read(Path file) {
    try (InputStream in = Files.newInputStream(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      NpyHeader header = NpyHeader.read(in, file);
      long found = channel.size() - header.length();
      if (found != header.dataBytes()) {
        throw new FileFormatException(
            file,
            (found < header.dataBytes() ? "truncated: " : "too long: ")
                + header.text()
                + " needs "
                + header.dataBytes()
                + " bytes of data, found "
                + found);
      }
      if (found == 0) {
        return tensor(header, MemorySegment.NULL);
      }
      try (Arena arena = Arena.ofConfined()) {
        return tensor(
            header, channel.map(FileChannel.MapMode.READ_ONLY, header.length(), found, arena));
      }
    } catch (FileFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file + ": " + IoReason.of(e), e);
    }
  }

  /// Reads an array of at most `maxBytes` bytes of data from a stream, which is left open.
  static Tensor read(InputStream in, Object name, long maxBytes) throws IOException {
    NpyHeader header = NpyHeader.read(in, name);
    long most = Math.min(maxBytes, Integer.MAX_VALUE - 8);
    if (header.dataBytes() > most) {
      throw new FileFormatException(
          name,
          header.text()
              + " needs "
              + header.dataBytes()
              + " bytes; at most "
              + most
              + " are accepted here");
    }
    // readNBytes asks for memory as bytes arrive: a false header costs nothing.
    byte[] data = in.readNBytes((int) header.dataBytes());
    if (data.length < header.dataBytes()) {
      throw new FileFormatException(
          name,
          "truncated: "
              + header.text()
              + " needs "
              + header.dataBytes()
              + " bytes of data, found "
              + data.length);
    }
    if (in.read() >= 0) {
      throw new FileFormatException(
          name, "too long: there is more after the " + header.dataBytes() + " bytes of data");
    }
    return tensor(header, MemorySegment.ofArray(data));
  }

  /// Writes a tensor atomically.
  public static void write(Path file, Tensor tensor) {
    AtomicFiles.write(file, out -> write(out, tensor));
  }

  static void write(OutputStream out, Tensor tensor) throws IOException {
    Tensor stored = tensor.dtype() == DType.BFLOAT16 ? tensor.cast(DType.FLOAT32) : tensor;
    String descr =
        switch (stored.dtype()) {
          case FLOAT32, BFLOAT16 -> "<f4";
          case FLOAT64 -> "<f8";
          case INT32 -> "<i4";
          case INT64 -> "<i8";
          case BOOL -> "|b1";
        };
    int[] dims = stored.shape().dims();
    String shape =
        Arrays.stream(dims).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String dict =
        "{'descr': '"
            + descr
            + "', 'fortran_order': False, 'shape': ("
            + shape
            + (dims.length == 1 ? ",)" : ")")
            + ", }";
    // The data starts at a multiple of 64: 10 bytes of preamble, the text, spaces, a line feed.
    int padding = -(NpyHeader.MAGIC.length + 4 + dict.length() + 1) & 63;
    byte[] text = (dict + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    var preamble = new ByteArrayOutputStream();
    preamble.writeBytes(NpyHeader.MAGIC);
    preamble.writeBytes(new byte[] {1, 0, (byte) text.length, (byte) (text.length >>> 8)});
    out.write(preamble.toByteArray());
    out.write(text);
    Element.encode(stored, out);
  }

  private static Tensor tensor(NpyHeader header, MemorySegment data) {
    ByteOrder order = header.littleEndian() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    int[] dims = header.shape();
    if (!header.fortranOrder() || dims.length < 2) {
      return header.element().decode(data, order, dims);
    }
    int rank = dims.length;
    int[] reversedDims = new int[rank];
    int[] reversedAxes = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      reversedDims[axis] = dims[rank - 1 - axis];
      reversedAxes[axis] = rank - 1 - axis;
    }
    return header.element().decode(data, order, reversedDims).permute(reversedAxes);
  }
}
