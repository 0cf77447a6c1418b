package dev.cien.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What BERT does to a text before pieces are looked up: tidies it, and cuts it into words and
/// signs.
///
/// @param clean whether control characters go and white space becomes a space
/// @param spaceChinese whether each Chinese character becomes a word
/// @param stripAccents whether accents go: ñ becomes n
/// @param lowerCase whether it becomes lower case
record BertText(boolean clean, boolean spaceChinese, boolean stripAccents, boolean lowerCase) {
  /// The tidied text.
  String normalize(String text) {
    var tidy = new StringBuilder();
    text.codePoints().forEach(point -> tidy(point, tidy));
    String result = tidy.toString();
    if (stripAccents) {
      var plain = new StringBuilder();
      Normalizer.normalize(result, Normalizer.Form.NFD)
          .codePoints()
          .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
          .forEach(plain::appendCodePoint);
      result = plain.toString();
    }
    if (lowerCase) {
      // Each character by itself: a sigma at the end of a word is a sigma.
      var lower = new StringBuilder();
      result
          .codePoints()
          .mapToObj(point -> Character.toString(point).toLowerCase(Locale.ROOT))
          .forEach(lower::append);
      result = lower.toString();
    }
    return result;
  }

  private void tidy(int point, StringBuilder tidy) {
    if (clean) {
      if (point == 0 || point == 0xfffd || isControl(point)) {
        return;
      }
      if (isSpace(point)) {
        tidy.append(' ');
        return;
      }
    }
    boolean alone = spaceChinese && isChinese(point);
    if (alone) {
      tidy.append(' ');
    }
    tidy.appendCodePoint(point);
    if (alone) {
      tidy.append(' ');
    }
  }

  /// The words and signs of a text.
  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    var word = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              boolean sign = isSign(point);
              if (sign || isSpace(point)) {
                take(word, words);
              }
              if (sign) {
                words.add(Character.toString(point));
              } else if (!isSpace(point)) {
                word.appendCodePoint(point);
              }
            });
    take(word, words);
    return words;
  }

  private static void take(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private static boolean isControl(int point) {
    if (point == '\t' || point == '\n' || point == '\r') {
      return false;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
      default -> false;
    };
  }

  /// Unicode's White_Space.
  private static boolean isSpace(int point) {
    return Character.isSpaceChar(point) || point >= '\t' && point <= '\r' || point == 0x85;
  }

  private static boolean isSign(int point) {
    if (point < 0x80) {
      return point > ' ' && point < 0x7f && !Character.isLetterOrDigit(point);
    }
    return switch (Character.getType(point)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /// The blocks that BERT's authors counted as Chinese characters.
  private static boolean isChinese(int point) {
    return point >= 0x4e00 && point <= 0x9fff
        || point >= 0x3400 && point <= 0x4dbf
        || point >= 0x20000 && point <= 0x2a6df
        || point >= 0x2a700 && point <= 0x2b73f
        || point >= 0x2b740 && point <= 0x2b81f
        || point >= 0x2b920 && point <= 0x2ceaf
        || point >= 0xf900 && point <= 0xfaff
        || point >= 0x2f800 && point <= 0x2fa1f;
  }
}
