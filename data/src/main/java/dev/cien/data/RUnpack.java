package dev.cien.data;

import dev.cien.io.FileFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.tukaani.xz.LZMA2InputStream;
import org.tukaani.xz.XZInputStream;

/// Unpacks what R packed: whole files (gzip, xz or plain) and the chunks of its lazy-load
/// databases. bzip2, which R offers but hardly uses, is not read.
final class RUnpack {
  /// The most that is unpacked: 256 MiB.
  static final int MAX = 256 << 20;

  private static final int DICTIONARY = 64 << 20;
  private static final int XZ_MEMORY_KIB = 100 << 10;

  private RUnpack() {}

  /// Something that opens a packed stream.
  @FunctionalInterface
  private interface Opening {
    InputStream of(InputStream in) throws IOException;
  }

  /// A file's content, unpacked if it is packed.
  static ByteBuffer file(byte[] file, Object name) {
    if (starts(file, 0x1f, 0x8b)) {
      return unpack(file, 0, GZIPInputStream::new, MAX, "gzip", name);
    }
    if (starts(file, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return unpack(file, 0, in -> new XZInputStream(in, XZ_MEMORY_KIB), MAX, "xz", name);
    }
    if (starts(file, 'B', 'Z', 'h')) {
      throw bzip2(name);
    }
    return ByteBuffer.wrap(file);
  }

  /// A chunk of a lazy-load database: its unpacked length (32 bits, big-endian), for the kinds of
  /// packing other than zlib a letter, and the packed bytes.
  ///
  /// @param kind how the database is packed: 0 not, 1 zlib, 2 bzip2, 3 xz; of the last two chunks
  ///   say themselves what they are
  static ByteBuffer chunk(byte[] chunk, int kind, Object name) {
    if (kind == 0) {
      return ByteBuffer.wrap(chunk);
    }
    int length = chunk.length < 5 ? -1 : ByteBuffer.wrap(chunk).getInt();
    if (length < 0 || length > MAX) {
      throw new FileFormatException(
          name, "a chunk of " + chunk.length + " bytes that would unpack to " + length);
    }
    ByteBuffer unpacked =
        switch (kind == 1 ? '1' : chunk[4]) {
          case '1' -> unpack(chunk, 4, InflaterInputStream::new, length, "zlib", name);
          case 'Z' -> {
            // A dictionary longer than the data has no use.
            int dictionary = Math.clamp(length, 4096, DICTIONARY);
            yield unpack(
                chunk, 5, in -> new LZMA2InputStream(in, dictionary), length, "LZMA2", name);
          }
          case '0' -> ByteBuffer.wrap(chunk, 5, chunk.length - 5).slice();
          case '2' -> throw bzip2(name);
          default -> throw new FileFormatException(name, "a chunk packed in an unknown way");
        };
    if (unpacked.remaining() != length) {
      throw new FileFormatException(
          name, "a chunk of " + unpacked.remaining() + " bytes where " + length + " were promised");
    }
    return unpacked;
  }

  private static ByteBuffer unpack(
      byte[] bytes, int from, Opening opening, int limit, String packing, Object name) {
    try (InputStream in = opening.of(new ByteArrayInputStream(bytes, from, bytes.length - from))) {
      byte[] unpacked = in.readNBytes(limit + 1);
      if (unpacked.length > limit) {
        throw new FileFormatException(name, "unpacks to more than " + limit + " bytes");
      }
      return ByteBuffer.wrap(unpacked);
    } catch (FileFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new FileFormatException(
          name, "damaged or truncated " + packing + " data: " + e.getMessage(), e);
    }
  }

  private static FileFormatException bzip2(Object name) {
    return new FileFormatException(
        name, "packed with bzip2, which is not read; save it again in R with compress = \"gzip\"");
  }

  private static boolean starts(byte[] file, int... magic) {
    if (file.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((file[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
