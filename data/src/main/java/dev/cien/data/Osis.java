package dev.cien.data;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Plain text from OSIS, the mark-up of Bible texts: notes and titles go, other tags leave their
/// content.
final class Osis {
  private static final Set<String> DROPPED = Set.of("note", "title");
  private static final Set<String> WITHIN_WORDS =
      Set.of("w", "transChange", "divineName", "q", "seg", "hi", "name", "foreign", "inscription");
  private static final Pattern CHAPTER =
      Pattern.compile("<chapter\\b[^>]*\\bosisID=\"([A-Za-z0-9]{1,20})\\.(\\d{1,3})\"");
  private static final Pattern ENTITY =
      Pattern.compile("&(amp|lt|gt|quot|apos|#\\d{1,6}|#x[0-9a-fA-F]{1,5});");
  // Marks of USFM, from which the modules were made, that were left in the text.
  private static final Pattern LEFT_MARK = Pattern.compile("\\\\[a-z]{1,8}\\d?\\*? ?");
  private static final Pattern SPACE_BEFORE_SIGN = Pattern.compile(" ([,.;:!?»)\\]])");

  private Osis() {}

  /// The book and chapter, such as `Gen.1`, that begins in a piece of mark-up.
  static Optional<String> chapter(String markup) {
    Matcher match = CHAPTER.matcher(markup);
    return match.find() ? Optional.of(match.group(1) + "." + match.group(2)) : Optional.empty();
  }

  /// The text that a reader sees, on one line.
  static String text(String markup) {
    var text = new StringBuilder();
    int dropped = 0;
    int at = 0;
    while (at < markup.length()) {
      int open = markup.indexOf('<', at);
      int close = open < 0 ? -1 : markup.indexOf('>', open);
      int end = close < 0 ? markup.length() : open;
      if (dropped == 0) {
        text.append(markup, at, end);
      }
      if (close < 0) {
        break;
      }
      String name = name(markup, open, close);
      boolean ends = markup.charAt(open + 1) == '/';
      boolean empty = markup.charAt(close - 1) == '/';
      if (DROPPED.contains(name) && !empty) {
        dropped = Math.max(0, dropped + (ends ? -1 : 1));
      }
      // Two marked words may touch; a sign touches its word without a mark of its own.
      boolean between = ends && markup.startsWith("<", close + 1) && !markup.startsWith("</", close + 1);
      if (dropped == 0 && (between || !WITHIN_WORDS.contains(name))) {
        text.append(' ');
      }
      at = close + 1;
    }
    String plain = ENTITY.matcher(text).replaceAll(match -> Matcher.quoteReplacement(sign(match.group(1))));
    plain = LEFT_MARK.matcher(plain).replaceAll("");
    plain = plain.replace('¶', ' ').replaceAll("[\\s\\u00a0]+", " ").strip();
    return SPACE_BEFORE_SIGN.matcher(plain).replaceAll("$1");
  }

  private static String name(String markup, int open, int close) {
    int from = markup.charAt(open + 1) == '/' ? open + 2 : open + 1;
    int to = from;
    while (to < close && Character.isLetterOrDigit(markup.charAt(to))) {
      to++;
    }
    return markup.substring(from, to);
  }

  private static String sign(String entity) {
    return switch (entity) {
      case "amp" -> "&";
      case "lt" -> "<";
      case "gt" -> ">";
      case "quot" -> "\"";
      case "apos" -> "'";
      default -> {
        boolean hex = entity.charAt(1) == 'x';
        int point = Integer.parseInt(entity.substring(hex ? 2 : 1), hex ? 16 : 10);
        yield Character.toString(point);
      }
    };
  }
}
