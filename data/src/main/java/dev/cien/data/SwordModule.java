package dev.cien.data;

import dev.cien.io.FileFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A testament of a SWORD module of the kind zText: verses, many to a block that zlib compressed.
///
/// ```text
/// .bzs  a record a block: offset, packed size, size        (4 bytes each, little-endian)
/// .bzv  a record a slot:  block (4), start in it (4), length (2)
/// .bzz  the blocks
/// ```
///
/// A slot is a verse, or the heading of a chapter, a book or the testament; which one, the
/// module's numbering says.
final class SwordModule {
  private static final int BLOCK_RECORD = 12;
  private static final int SLOT_RECORD = 10;
  private static final int MAX_BLOCK = 16 << 20;

  private SwordModule() {}

  /// The texts of all slots, with their mark-up; empty where there is none.
  static List<String> slots(Path bzs, Path bzv, Path bzz) {
    ByteBuffer blocks = records(bzs, BLOCK_RECORD);
    ByteBuffer index = records(bzv, SLOT_RECORD);
    byte[] packed = TextFiles.bytes(bzz);
    List<byte[]> texts = new ArrayList<>();
    long total = 0;
    while (blocks.hasRemaining()) {
      byte[] block = block(bzz, packed, blocks.getInt(), blocks.getInt(), blocks.getInt());
      total += block.length;
      if (total > TextFiles.MAX_BYTES) {
        throw new FileFormatException(bzz, "more than " + TextFiles.MAX_BYTES + " bytes of text");
      }
      texts.add(block);
    }
    List<String> slots = new ArrayList<>();
    long read = 0;
    while (index.hasRemaining()) {
      long block = Integer.toUnsignedLong(index.getInt());
      long start = Integer.toUnsignedLong(index.getInt());
      int length = Short.toUnsignedInt(index.getShort());
      // A module without a text has no block for its headings either.
      if (length == 0) {
        slots.add("");
        continue;
      }
      read += length;
      if (block >= texts.size()
          || start + length > texts.get((int) block).length
          || read > TextFiles.MAX_BYTES) {
        throw new FileFormatException(
            bzv,
            "slot "
                + slots.size()
                + ": its "
                + length
                + " bytes at "
                + start
                + " of block "
                + block
                + " are not there");
      }
      slots.add(TextFiles.text(texts.get((int) block), (int) start, length, bzz));
    }
    return slots;
  }

  private static ByteBuffer records(Path file, int size) {
    byte[] bytes = TextFiles.bytes(file);
    if (bytes.length % size != 0) {
      throw new FileFormatException(
          file, "expected records of " + size + " bytes, found " + bytes.length + " bytes");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] block(Path file, byte[] packed, int offset, int length, int size) {
    if (offset < 0 || length < 0 || length > packed.length - offset) {
      throw new FileFormatException(
          file, "a block of " + length + " bytes at " + offset + " is not there");
    }
    if (size < 0 || size > MAX_BLOCK) {
      throw new FileFormatException(
          file, "a block of " + Integer.toUnsignedString(size) + " bytes, at most " + MAX_BLOCK);
    }
    // One more than expected, so that a longer text shows.
    byte[] text = new byte[size + 1];
    int filled = 0;
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(packed, offset, length);
      while (filled < text.length && !inflater.finished()) {
        int count = inflater.inflate(text, filled, text.length - filled);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          break;
        }
        filled += count;
      }
    } catch (DataFormatException e) {
      throw new FileFormatException(file, "a block is not packed by zlib: " + e.getMessage(), e);
    }
    if (filled != size) {
      throw new FileFormatException(
          file, "a block: expected " + size + " bytes of text, found " + filled + " or more");
    }
    return Arrays.copyOf(text, size);
  }
}
