package dev.cien.data;

import dev.cien.io.FileFormatException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Walks through a tar archive (ustar, with the long names of pax and GNU). Nothing is written
/// anywhere: the caller reads the members it wants.
final class TarReader {
  private static final int BLOCK = 512;
  private static final int MAX_NAME_RECORD = 1 << 16;

  private final InputStream in;
  private final Object archive;
  private final long maxBytes;
  private long passed;
  private long left;
  private long padding;
  private String name;

  /// A walk through an archive that must not hold more than `maxBytes` altogether.
  TarReader(InputStream in, Object archive, long maxBytes) {
    this.in = in;
    this.archive = archive;
    this.maxBytes = maxBytes;
  }

  /// Goes to the next file; false at the end.
  boolean next() throws IOException {
    String longName = null;
    while (true) {
      skip(left + padding);
      byte[] header = in.readNBytes(BLOCK);
      if (header.length == 0 || header.length == BLOCK && isZero(header)) {
        return false;
      }
      if (header.length < BLOCK) {
        throw new FileFormatException(archive, "truncated tar archive");
      }
      checkSum(header);
      left = number(header, 124, 12);
      padding = -left & BLOCK - 1;
      // Headers count, too: a few bytes of gzip make millions of empty files.
      passed += left + BLOCK;
      if (left < 0 || passed > maxBytes) {
        throw new FileFormatException(archive, "a tar archive of more than " + maxBytes + " bytes");
      }
      char type = (char) header[156];
      switch (type) {
        case '0', '\0' -> {
          String prefix = text(header, 345, 155);
          String plain = text(header, 0, 100);
          boolean ustar = text(header, 257, 5).equals("ustar") && header[262] == 0;
          name =
              longName != null
                  ? longName
                  : ustar && !prefix.isEmpty() ? prefix + "/" + plain : plain;
          return true;
        }
        case 'L' -> {
          byte[] record = record();
          longName = text(record, 0, record.length);
        }
        case 'x' -> longName = paxPath(record(), longName);
        // Folders, links, devices: not followed, not made.
        default -> longName = type == 'g' ? longName : null;
      }
    }
  }

  /// The current file's name as the archive gives it, without a leading `./`.
  String name() {
    return name.startsWith("./") ? name.substring(2) : name;
  }

  /// The current file's size.
  long size() {
    return left;
  }

  /// The current file's bytes, to be read at most once and before [#next].
  InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0) {
          return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        if (count < 0) {
          throw new FileFormatException(archive, "truncated within " + name());
        }
        left -= count;
        return count;
      }
    };
  }

  private byte[] record() throws IOException {
    if (left > MAX_NAME_RECORD) {
      throw new FileFormatException(archive, "a name record of " + left + " bytes");
    }
    byte[] record = in.readNBytes((int) left);
    left -= record.length;
    return record;
  }

  /// Pax records are lines `LENGTH key=value`.
  private static String paxPath(byte[] record, String otherwise) {
    for (String line : new String(record, StandardCharsets.UTF_8).split("\n")) {
      int space = line.indexOf(' ');
      if (line.startsWith("path=", space + 1)) {
        return line.substring(space + 6);
      }
    }
    return otherwise;
  }

  private void skip(long count) throws IOException {
    try {
      in.skipNBytes(count);
    } catch (EOFException e) {
      throw new FileFormatException(archive, "truncated tar archive", e);
    }
  }

  private void checkSum(byte[] header) {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    if (sum != number(header, 148, 8)) {
      throw new FileFormatException(
          archive, "not a tar archive, or damaged: a header's checksum is wrong");
    }
  }

  private long number(byte[] header, int from, int length) {
    long value = 0;
    for (int i = from; i < from + length; i++) {
      int digit = header[i];
      if (digit >= '0' && digit <= '7') {
        value = value << 3 | digit - '0';
      } else if (digit != ' ' && digit != 0) {
        throw new FileFormatException(
            archive, "not a tar archive, or damaged: expected an octal number in a header");
      }
    }
    return value;
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
