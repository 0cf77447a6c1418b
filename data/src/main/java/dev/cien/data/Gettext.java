package dev.cien.data;

import dev.cien.io.FileFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Translations of a program's texts as gettext compiles them (`.mo`), in UTF-8.
///
/// ```text
/// magic 950412de, revision, count, offset of originals, offset of translations   (4 bytes each)
/// a table of (length, offset) each; context and text are set apart by 04, plural forms by 00
/// ```
///
/// The GNU gettext manual, "The Format of GNU MO Files".
public final class Gettext {
  private static final int MAGIC = 0x950412de;
  private static final int HEADER = 20;
  private static final int MAX_COUNT = 1 << 20;

  private Gettext() {}

  /// A text and its translation; of texts with a plural, the singular.
  ///
  /// @param context what tells apart equal texts, or empty
  /// @param text the original
  /// @param translation may be empty
  public record Message(String context, String text, String translation) {}

  /// Reads all messages but the header.
  ///
  /// @throws FileFormatException if the file is damaged, beyond a limit, or not in UTF-8
  public static List<Message> read(Path file) {
    byte[] bytes = TextFiles.bytes(file);
    if (bytes.length < HEADER) {
      throw new FileFormatException(file, "not a .mo file: shorter than its header");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (buffer.getInt(0) == Integer.reverseBytes(MAGIC)) {
      buffer.order(ByteOrder.BIG_ENDIAN);
    }
    if (buffer.getInt(0) != MAGIC || buffer.getShort(4) != 0 && buffer.getShort(6) > 1) {
      throw new FileFormatException(file, "not a .mo file of revision 0 or 1");
    }
    int count = buffer.getInt(8);
    if (count < 0 || count > MAX_COUNT) {
      throw new FileFormatException(
          file, Integer.toUnsignedString(count) + " messages, at most " + MAX_COUNT);
    }
    var strings = new Strings(file, bytes, buffer);
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String original = strings.at(buffer.getInt(12), i);
      String translation = first(strings.at(buffer.getInt(16), i), '\0');
      if (original.isEmpty()) {
        checkCharset(file, translation);
        continue;
      }
      int mark = original.indexOf('\4');
      messages.add(
          new Message(
              original.substring(0, Math.max(0, mark)),
              first(original.substring(mark + 1), '\0'),
              translation));
    }
    return messages;
  }

  private static String first(String text, char end) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }

  private static void checkCharset(Path file, String header) {
    String lower = header.toLowerCase(Locale.ROOT);
    int at = lower.indexOf("charset=");
    if (at >= 0 && !lower.startsWith("utf-8", at + 8)) {
      throw new FileFormatException(
          file, "expected charset=UTF-8, found " + first(lower.substring(at), '\n'));
    }
  }

  /// The strings of a file; together they must not be longer than a few times the file.
  private static final class Strings {
    private static final int OVERLAP = 4;

    private final Path file;
    private final byte[] bytes;
    private final ByteBuffer buffer;
    private long read;

    Strings(Path file, byte[] bytes, ByteBuffer buffer) {
      this.file = file;
      this.bytes = bytes;
      this.buffer = buffer;
    }

    String at(int table, int i) {
      long entry = Integer.toUnsignedLong(table) + 8L * i;
      if (entry + 8 > bytes.length) {
        throw new FileFormatException(file, "truncated: message " + i + " is not there");
      }
      long length = Integer.toUnsignedLong(buffer.getInt((int) entry));
      long offset = Integer.toUnsignedLong(buffer.getInt((int) entry + 4));
      read += length;
      if (offset + length > bytes.length || read > (long) OVERLAP * bytes.length) {
        throw new FileFormatException(
            file, "message " + i + ": its " + length + " bytes at " + offset + " are not there");
      }
      return TextFiles.text(bytes, (int) offset, (int) length, file);
    }
  }
}
