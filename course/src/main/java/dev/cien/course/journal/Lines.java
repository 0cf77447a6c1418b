package dev.cien.course.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A text as lines that keep their ends, so that joining them gives the text again.
///
/// @param all the lines; only the last may have no end
record Lines(List<String> all) {
  Lines {
    all = List.copyOf(all);
  }

  static Lines of(String text) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        lines.add(text.substring(from, i + 1));
        from = i + 1;
      }
    }
    if (from < text.length()) {
      lines.add(text.substring(from));
    }
    return new Lines(lines);
  }

  int size() {
    return all.size();
  }

  /// A line without its end, and without the mark of UTF-8 that some editors begin a file with.
  String bare(int index) {
    String line = all.get(index).stripTrailing();
    return index == 0 && line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  /// With another text in a line, which ends as it did.
  Lines with(int index, UnaryOperator<String> change) {
    String line = all.get(index);
    String bare = line.replaceAll("[\\r\\n]+$", "");
    List<String> lines = new ArrayList<>(all);
    lines.set(index, change.apply(bare) + line.substring(bare.length()));
    return new Lines(lines);
  }

  /// With some of the lines from `start` to `end` (not included) left, as they are.
  Lines keep(int start, int end, List<String> kept) {
    List<String> lines = new ArrayList<>(all.subList(0, start));
    lines.addAll(kept);
    lines.addAll(all.subList(end, all.size()));
    return new Lines(lines);
  }

  /// With the lines from `start` to `end` (not included) replaced by a text, in which lines end as
  /// they do there.
  Lines replace(int start, int end, String text) {
    List<String> lines = new ArrayList<>(all.subList(0, start));
    // The last line may have no end, and what comes after it is no part of it.
    if (!text.isEmpty() && start > 0 && !lines.getLast().endsWith("\n")) {
      lines.set(start - 1, lines.getLast() + ending(start));
    }
    String ended = text.isEmpty() || text.endsWith("\n") || end == all.size() ? text : text + "\n";
    lines.addAll(of(ended.replace("\r\n", "\n").replace("\n", ending(start))).all());
    lines.addAll(all.subList(end, all.size()));
    return new Lines(lines);
  }

  /// How lines end at a place: as the one above does, or the one below where it has no end.
  private String ending(int at) {
    for (int i : new int[] {at - 1, at}) {
      if (i >= 0 && i < all.size() && all.get(i).endsWith("\n")) {
        return all.get(i).endsWith("\r\n") ? "\r\n" : "\n";
      }
    }
    return all.stream().anyMatch(line -> line.endsWith("\r\n")) ? "\r\n" : "\n";
  }

  String text() {
    return String.join("", all);
  }
}
