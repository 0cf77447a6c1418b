package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.io.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// Reading whole files of text, within a limit and strictly as UTF-8.
final class TextFiles {
  static final int MAX_BYTES = 128 << 20;

  private TextFiles() {}

  /// All bytes of a file of at most [#MAX_BYTES].
  static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new FileFormatException(file, "more than " + MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file + ": " + IoReason.of(e), e);
    }
  }

  /// Bytes as UTF-8, refused if they are not.
  static String text(byte[] bytes, int from, int length, Object file) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new FileFormatException(file, "expected text in UTF-8, found other bytes", e);
    }
  }

  /// The lines of a file.
  static List<String> lines(Path file) {
    byte[] bytes = bytes(file);
    return text(bytes, 0, bytes.length, file).lines().toList();
  }

  /// The fields of each line of a file, which are set apart by tabs.
  static List<String[]> fields(Path file, int count) {
    List<String> lines = lines(file);
    return IntStream.range(0, lines.size())
        .mapToObj(
            i -> {
              String[] fields = lines.get(i).split("\t", -1);
              if (fields.length != count) {
                throw new FileFormatException(
                    file,
                    "line "
                        + (i + 1)
                        + ": expected "
                        + count
                        + " fields set apart by tabs, found "
                        + fields.length);
              }
              return fields;
            })
        .toList();
  }
}
