package dev.cien.course.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/// The links and pictures of a line, `[title](address)`, in the order in which they begin.
///
/// A bracket goes with the one that closes it, as Markdown has it, so that titles and addresses may
/// hold brackets themselves. The line is read once, whatever is open in it: one of a million
/// brackets is read in time, too.
final class Links {
  private static final int LONGEST_TITLE = 300;
  private static final int LONGEST_ADDRESS = 2000;

  private Links() {}

  /// @param start where its `[` is
  /// @param picture whether a `!` stands before it
  record Link(int start, boolean picture, String title, String address) {
    /// As it is written.
    String written() {
      return (picture ? "!" : "") + "[" + title + "](" + address + ")";
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
          }
        }
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
