package dev.cien.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// Files that may be packed with gzip.
final class Gzip {
  private static final int BUFFER = 1 << 16;
  private static final int FIRST = 0x1f;
  private static final int SECOND = 0x8b;

  private Gzip() {}

  /// What a stream holds, unpacked if its first two bytes say that it is packed.
  ///
  /// @throws java.util.zip.ZipException if it is packed and damaged, here or while it is read
  static InputStream unpacked(InputStream stream) throws IOException {
    var buffered = new BufferedInputStream(stream, BUFFER);
    buffered.mark(2);
    boolean packed = buffered.read() == FIRST && buffered.read() == SECOND;
    buffered.reset();
    return packed ? new GZIPInputStream(buffered, BUFFER) : buffered;
  }
}
