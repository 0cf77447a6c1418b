package dev.cien.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows of cells under each other, each column as wide as its widest cell. Numbers stand at the
/// right; a cell that is too long for a line goes on in the next one, after a comma.
final class Columns {
  private static final String GAP = "  ";
  private static final int WIDEST = 66;

  /// @param cells the lines of each cell
  /// @param across whether the only cell stands across all columns
  private record Row(String[][] cells, boolean across) {}

  private final String margin;
  private final List<Row> rows = new ArrayList<>();
  private final List<Boolean> numbers = new ArrayList<>();

  /// @param margin what each line begins with
  Columns(String margin) {
    this.margin = margin;
  }

  /// Another row. A column is one of numbers if a whole number is in it.
  void row(Object... cells) {
    for (int c = 0; c < cells.length; c++) {
      boolean number = cells[c] instanceof Number;
      if (c == numbers.size()) {
        numbers.add(number);
      } else if (number) {
        numbers.set(c, true);
      }
    }
    rows.add(
        new Row(
            Arrays.stream(cells).map(cell -> wrapped(cell.toString())).toArray(String[][]::new),
            false));
  }

  /// A line across all columns, without the margin.
  void heading(String text) {
    rows.add(new Row(new String[][] {{text}}, true));
  }

  /// Prints all rows.
  void print(Terminal terminal) {
    int[] widths = new int[numbers.size()];
    for (Row row : rows) {
      for (int c = 0; c < row.cells.length && !row.across; c++) {
        for (String line : row.cells[c]) {
          widths[c] = Math.max(widths[c], line.length());
        }
      }
    }
    for (Row row : rows) {
      int lines = Arrays.stream(row.cells).mapToInt(cell -> cell.length).max().orElse(0);
      for (int i = 0; i < lines; i++) {
        terminal.line(row.across ? row.cells[0][i] : line(row.cells, i, widths).stripTrailing());
      }
    }
  }

  private String line(String[][] row, int i, int... widths) {
    StringBuilder text = new StringBuilder(margin);
    for (int c = 0; c < row.length; c++) {
      String cell = i < row[c].length ? row[c][i] : "";
      String room = " ".repeat(widths[c] - cell.length());
      text.append(c == 0 ? "" : GAP)
          .append(numbers.get(c) ? room + cell : c == row.length - 1 ? cell : cell + room);
    }
    return text.toString();
  }

  private static String[] wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    // Not within brackets: they hold the sizes of a shape.
    for (String part : text.split("(?<=,) (?![^\\[]*])")) {
      if (!line.isEmpty() && line.length() + 1 + part.length() > WIDEST) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(part);
    }
    lines.add(line.toString());
    return lines.toArray(String[]::new);
  }
}
