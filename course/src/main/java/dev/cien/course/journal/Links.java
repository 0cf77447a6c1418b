package dev.cien.course.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The links and pictures of a line, `[title](address)`, in the order in which they begin.
///
/// A bracket goes with the one that closes it, as Markdown has it, so that titles and addresses may
/// hold brackets themselves; in an address `<…>` and in a link's title `"…"` they are letters. The
/// line is read once, whatever is open in it: one of a million brackets is read in time, too.
final class Links {
  private static final int LONGEST_TITLE = 300;
  private static final int LONGEST_ADDRESS = 2000;

  // What stands between the parentheses: an address, and a title for it after a space.
  private static final Pattern TARGET =
      Pattern.compile("(?:<([^<>]*+)>|([^\\s<]\\S*+)?)(?:\\s++(?:\".*\"|'.*'|\\(.*\\)))?");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(\\p{Punct})");

  private Links() {}

  /// @param start where its `[` is
  /// @param picture whether a `!` stands before it
  /// @param address all that stands between the parentheses
  record Link(int start, boolean picture, String title, String address) {
    /// As it is written.
    String written() {
      return (picture ? "!" : "") + "[" + title + "](" + address + ")";
    }

    /// Where it ends: after its `)`.
    int end() {
      return start + title.length() + address.length() + 4;
    }

    /// Where it leads: the address without `<…>`, title and backslashes. Nothing where Markdown
    /// sees no address, because there are spaces in it.
    Optional<String> target() {
      Matcher parts = TARGET.matcher(address.strip());
      if (!parts.matches()) {
        return Optional.empty();
      }
      String target = parts.group(1) != null ? parts.group(1) : parts.group(2);
      return Optional.of(target == null ? "" : ESCAPED.matcher(target).replaceAll("$1"));
    }
  }

  /// A parenthesis that is open, and where the title before it begins; -1 if there is none.
  private record Opened(int at, int title) {}

  static List<Link> of(String line) {
    Deque<Integer> brackets = new ArrayDeque<>();
    Deque<Opened> parentheses = new ArrayDeque<>();
    List<Link> found = new ArrayList<>();
    for (int i = 0; i < line.length(); i++) {
      switch (line.charAt(i)) {
        case '\\' -> i++;
        case '[' -> brackets.push(i);
        case ']' -> {
          int title = brackets.isEmpty() ? -1 : brackets.pop();
          if (line.startsWith("](", i)) {
            i++;
            parentheses.push(new Opened(i, title));
            i = afterAngles(line, i);
          }
        }
        case '"', '\'' -> i = inAddress(line, i, parentheses.peek()) ? afterTitle(line, i) : i;
        case '(' -> parentheses.push(new Opened(i, -1));
        case ')' -> {
          Opened opened = parentheses.poll();
          if (opened != null && fits(opened, i)) {
            found.add(link(line, opened, i));
          }
        }
        default -> {}
      }
    }
    found.sort(Comparator.comparingInt(Link::start));
    return found;
  }

  /// The `>` of an address that begins with `<` after a parenthesis, or the parenthesis itself.
  private static int afterAngles(String line, int parenthesis) {
    if (!line.startsWith("<", parenthesis + 1)) {
      return parenthesis;
    }
    // It ends at the next `<` at the latest, so that no part of the line is read twice.
    int end = next(line, parenthesis + 2, "<>");
    return end < line.length() && line.charAt(end) == '>' ? end : parenthesis;
  }

  private static boolean inAddress(String line, int quote, Opened opened) {
    return opened != null && opened.title() >= 0 && Character.isWhitespace(line.charAt(quote - 1));
  }

  /// The quotation mark that ends a title before the `)`, or the one that begins it.
  private static int afterTitle(String line, int quote) {
    int end = next(line, quote + 1, line.substring(quote, quote + 1));
    int after = end + 1;
    while (after < line.length() && Character.isWhitespace(line.charAt(after))) {
      after++;
    }
    return line.startsWith(")", after) ? end : quote;
  }

  /// The next of these characters that has no backslash before it; the end of the line if there is
  /// none.
  private static int next(String line, int from, String wanted) {
    int i = from;
    while (i < line.length() && wanted.indexOf(line.charAt(i)) < 0) {
      i += line.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i, line.length());
  }

  private static boolean fits(Opened opened, int end) {
    return opened.title() >= 0
        && opened.at() - opened.title() - 2 <= LONGEST_TITLE
        && end - opened.at() - 1 <= LONGEST_ADDRESS;
  }

  private static Link link(String line, Opened opened, int end) {
    int start = opened.title();
    return new Link(
        start,
        start > 0 && line.charAt(start - 1) == '!',
        line.substring(start + 1, opened.at() - 1),
        line.substring(opened.at() + 1, end));
  }
}
