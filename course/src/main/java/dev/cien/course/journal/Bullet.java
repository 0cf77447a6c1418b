package dev.cien.course.journal;

import java.util.Optional;

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
    int dash = past(line, 0, "");
    int bold = past(line, dash + 1, "");
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
    int note = past(line, past(line, past(line, after, ""), "-."), "");
    String said = line.substring(note).strip();
    return new Journal.Resource(title, address, said, said.contains(DONE), day);
  }

  /// The line with its mark at the end, or without any mark behind its link.
  String marked(boolean done) {
    return done
        ? line.stripTrailing() + " " + DONE
        : line.substring(0, after) + line.substring(after).replaceAll("(?<!\\s)\\s*+" + DONE, "");
  }

  /// Where something else than these characters begins; than white space, if none are named.
  private static int past(String line, int from, String these) {
    int i = from;
    while (i < line.length()
        && (these.isEmpty()
            ? Character.isWhitespace(line.charAt(i))
            : these.indexOf(line.charAt(i)) >= 0)) {
      i++;
    }
    return i;
  }
}
