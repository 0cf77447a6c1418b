package dev.cien.course.journal;

import java.util.Optional;
import java.util.function.IntPredicate;

/// A resource below a day: `- **[title](address)** - note`.
///
/// @param line as it is written
/// @param title what stands in its brackets
/// @param address where it leads
/// @param after where the link and what makes it bold end
record Bullet(String line, String title, String address, int after) {
  private static final String BOLD = "**";
  private static final String DONE = "✅";

  /// Reads a line; nothing if it is no such bullet.
  static Optional<Bullet> of(String line) {
    int dash = past(line, 0, Character::isWhitespace);
    int bold = past(line, dash + 1, Character::isWhitespace);
    if (bold == dash + 1
        || dash >= line.length()
        || "-*".indexOf(line.charAt(dash)) < 0
        || !line.startsWith("**[", bold)) {
      return Optional.empty();
    }
    // A bracket too many in the title makes the link begin behind it.
    return Links.of(line).stream()
        .filter(link -> !link.picture() && line.startsWith(BOLD, link.end()))
        .filter(link -> link.target().isPresent())
        .findFirst()
        .map(
            link ->
                new Bullet(
                    line,
                    line.substring(bold + 3, link.start() + 1 + link.title().length()).strip(),
                    link.target().orElseThrow(),
                    link.end() + BOLD.length()));
  }

  Journal.Resource resource(int day) {
    int dash = past(line, after, Character::isWhitespace);
    String said = line.substring(past(line, dash, c -> c == '-' || c == '.')).strip();
    return new Journal.Resource(title, address, said, said.contains(DONE), day);
  }

  /// The line with its mark at the end, or without any mark behind its link.
  String marked(boolean done) {
    return done
        ? line.stripTrailing() + " " + DONE
        : line.substring(0, after) + line.substring(after).replaceAll("(?<!\\s)\\s*+" + DONE, "");
  }

  /// Where something else than such characters begins.
  private static int past(String line, int from, IntPredicate such) {
    int i = from;
    while (i < line.length() && such.test(line.charAt(i))) {
      i++;
    }
    return i;
  }
}
