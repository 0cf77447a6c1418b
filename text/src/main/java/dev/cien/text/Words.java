package dev.cien.text;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// GPT-2's first cut of a text, before any pieces are joined: words with the space before them,
/// numbers, runs of signs, English endings, white space. No token reaches over such a cut, and
/// nothing is lost: the parts joined are the text.
final class Words {
  // \s is Unicode's White_Space here; Java's own \s would be ASCII's.
  private static final Pattern PART =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d"
              + "| ?\\p{L}+"
              + "| ?\\p{N}+"
              + "| ?[^\\p{IsWhite_Space}\\p{L}\\p{N}]+"
              + "|\\p{IsWhite_Space}+(?!\\P{IsWhite_Space})"
              + "|\\p{IsWhite_Space}+");

  private Words() {}

  /// Gives the parts of a text, in order.
  static void split(String text, Consumer<String> part) {
    for (Matcher match = PART.matcher(text); match.find(); ) {
      part.accept(match.group());
    }
  }

  /// A text's bytes in UTF-8. A lone surrogate is no character and has no bytes: it becomes U+FFFD,
  /// as in every conversion that Unicode recommends.
  static byte[] utf8(String text) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    var whole = new StringBuilder(text.length());
    text.codePoints()
        .map(p -> p >= Character.MIN_SURROGATE && p <= Character.MAX_SURROGATE ? 0xfffd : p)
        .forEach(whole::appendCodePoint);
    return whole.toString().getBytes(StandardCharsets.UTF_8);
  }
}
