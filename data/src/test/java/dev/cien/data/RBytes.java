package dev.cien.data;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import org.tukaani.xz.FinishableWrapperOutputStream;
import org.tukaani.xz.LZMA2Options;

/// Writes R's serialisation by hand, part by part.
final class RBytes {
  static final int ATTRIBUTES = 1 << 9;
  static final int TAG = 1 << 10;
  static final int INTEGER = 13;
  static final int REAL = 14;
  static final int TEXT = 16;
  static final int LIST = 19;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  static RBytes version2() {
    return new RBytes().raw("X\n").ints(2, 0x40202, 0x20300);
  }

  static RBytes version3() {
    return new RBytes().raw("X\n").ints(3, 0x40202, 0x30500, 5).raw("UTF-8");
  }

  RBytes raw(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  RBytes raw(byte[] content) {
    bytes.writeBytes(content);
    return this;
  }

  RBytes ints(int... values) {
    try {
      for (int value : values) {
        out.writeInt(value);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RBytes integers(int flags, int... values) {
    return ints(INTEGER | flags, values.length).ints(values);
  }

  RBytes doubles(int flags, double... values) {
    ints(REAL | flags, values.length);
    try {
      for (double value : values) {
        out.writeDouble(value);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A vector of texts in UTF-8; null is an absent one.
  RBytes texts(int flags, String... values) {
    ints(TEXT | flags, values.length);
    for (String value : values) {
      if (value == null) {
        ints(9, -1);
      } else {
        text(1 << 15, value.getBytes(StandardCharsets.UTF_8));
      }
    }
    return this;
  }

  RBytes text(int flags, byte[] content) {
    return ints(9 | flags, content.length).raw(content);
  }

  /// The beginning of a link with a tag; its value follows, and [#end] after the last.
  RBytes tag(String symbol) {
    return ints(2 | TAG, 1).text(1 << 18, symbol.getBytes(StandardCharsets.UTF_8));
  }

  /// A link with the tag that was written as the `number`-th symbol.
  RBytes sameTag(int number) {
    return ints(2 | TAG, 255 | number << 8);
  }

  RBytes end() {
    return ints(254);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /// A chunk of a lazy-load database packed with zlib.
  byte[] zlibChunk() {
    return chunk("", DeflaterOutputStream::new);
  }

  /// A chunk of a lazy-load database packed with LZMA2.
  byte[] lzmaChunk() {
    return chunk(
        "Z", to -> new LZMA2Options(6).getOutputStream(new FinishableWrapperOutputStream(to)));
  }

  interface Packing {
    OutputStream of(OutputStream to) throws IOException;
  }

  private byte[] chunk(String letter, Packing packing) {
    var packed = new ByteArrayOutputStream();
    try (OutputStream to = packing.of(packed)) {
      to.write(bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RBytes().ints(bytes().length).raw(letter).raw(packed.toByteArray()).bytes();
  }
}
