package dev.cien.course.journal;

import java.util.ArrayList;
import java.util.List;

/// A row of a table: `| a | b |`, cut at bars that are not escaped. The last bar may be missing, as
/// Markdown allows.
///
/// @param line the row as it is written
/// @param edges where the bars are, and the end of the text where no bar is
record Row(String line, List<Integer> edges) {
  static Row of(String line) {
    List<Integer> edges = new ArrayList<>();
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '|' && (i == 0 || line.charAt(i - 1) != '\\')) {
        edges.add(i);
      }
    }
    int end = line.stripTrailing().length();
    if (!edges.isEmpty() && edges.getLast() != end - 1) {
      edges.add(end);
    }
    return new Row(line, List.copyOf(edges));
  }

  static boolean is(String line) {
    return line.stripLeading().startsWith("|");
  }

  /// Whether it is the line of dashes under the names of the columns.
  boolean isRule() {
    return !edges.isEmpty() && line.matches("[|:\\-\\s]+");
  }

  int cells() {
    return Math.max(0, edges.size() - 1);
  }

  /// The text of a cell, in which a bar is a bar; empty where the row has no such cell.
  String cell(int index) {
    return index < cells()
        ? line.substring(edges.get(index) + 1, edges.get(index + 1)).strip().replace("\\|", "|")
        : "";
  }

  /// The row with another text in a cell; all else stays as it is. A row that is too short grows.
  String with(int index, String text) {
    if (index >= cells()) {
      String closed = line.stripTrailing();
      return of(closed + (closed.length() == edges.getLast() ? " |  |" : "  |")).with(index, text);
    }
    String clean = text.strip().replaceAll("\\R", " ").replace("|", "\\|");
    return line.substring(0, edges.get(index) + 1)
        + " "
        + clean
        + " "
        + line.substring(edges.get(index + 1));
  }
}
