package dev.cien.text;

import java.util.stream.IntStream;

/// Random Unicode: characters of every plane, control characters, white space, and words.
final class RandomText {
  private static final String[] WORDS = {
    "niño", " el", " año", "'s", "\n", "\r\n", "\t", "  ", "🚀", "👩‍🔬", "é", "2026", "¿", "…",
    "<eos>", " "
  };

  private RandomText() {}

  /// A text of some parts, the same for the same seed.
  static String of(long seed, int parts) {
    var text = new StringBuilder();
    IntStream.range(0, parts)
        .forEach(
            i -> {
              long draw = mix(seed * 1_000_003 + i);
              int below = (int) (draw >>> 33);
              switch ((int) (draw & 7)) {
                case 0, 1, 2 -> text.append(WORDS[below % WORDS.length]);
                case 3 -> text.append((char) (below % 0x80));
                case 4 -> text.append((char) (below % 0x300));
                default -> {
                  int point = below % (Character.MAX_CODE_POINT + 1);
                  boolean half = Character.getType(point) == Character.SURROGATE;
                  text.appendCodePoint(half ? 'x' : point);
                }
              }
            });
    return text.toString();
  }

  private static long mix(long z) {
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
