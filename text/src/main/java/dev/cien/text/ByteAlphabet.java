package dev.cien.text;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// GPT-2's way to write bytes as visible characters, so that a vocabulary of byte sequences is a
/// list of readable strings: bytes that Latin-1 shows (`!` to `~`, `¡` to `¬`, `®` to `ÿ`) are
/// written as that character, the other 68 in their order as U+0100, U+0101, … A space is `Ġ`, a
/// line end `Ċ`.
///
/// A. Radford, J. Wu, R. Child, D. Luan, D. Amodei, I. Sutskever: Language Models are Unsupervised
/// Multitask Learners, 2019.
final class ByteAlphabet {
  private static final char[] CHARS = new char[256];
  private static final int[] BYTES = new int[0x100 + 68];

  static {
    Arrays.fill(BYTES, -1);
    int next = 0x100;
    for (int b = 0; b < 256; b++) {
      boolean shown = b >= '!' && b <= '~' || b >= 0xa1 && b <= 0xac || b >= 0xae;
      CHARS[b] = (char) (shown ? b : next++);
      BYTES[CHARS[b]] = b;
    }
  }

  private ByteAlphabet() {}

  /// How a byte is written.
  static char toChar(byte b) {
    return CHARS[b & 0xff];
  }

  /// The byte a character stands for, or -1.
  static int toByte(char c) {
    return c < BYTES.length ? BYTES[c] : -1;
  }

  /// Bytes as written.
  static String write(byte[] bytes) {
    char[] chars = new char[bytes.length];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = toChar(bytes[i]);
    }
    return new String(chars);
  }

  /// All 256 characters in the order of their code points: the first tokens of a new vocabulary.
  static List<String> tokens() {
    return IntStream.range(0, BYTES.length)
        .filter(c -> BYTES[c] >= 0)
        .mapToObj(Character::toString)
        .toList();
  }
}
