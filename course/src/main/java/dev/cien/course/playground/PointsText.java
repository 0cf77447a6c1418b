package dev.cien.course.playground;

import dev.cien.recipes.InputException;
import dev.cien.recipes.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Points that somebody pasted: a line each, `x; y; label`.
///
/// A first line that names columns is a heading. Columns are separated by `;`, a tab, a comma or
/// spaces. Where one of the first two separates, a comma is a decimal one. The quotation marks that
/// spreadsheets put around a column are no part of it. Two different labels, numbers or words, are
/// two classes, the first in order orange (−1), the second blue (1); three to five words are as
/// many classes, 0, 1, … in their order. More than two numbers are quantities, scaled to −1 … 1,
/// unless they are asked for as classes. Where a point lies beyond ±6, each axis is scaled to −5 …
/// 5.
///
/// @param points what was understood
/// @param regression whether the labels are quantities
/// @param labels the classes, the lower one first; none if the labels are quantities
/// @param scaled whether the axes were
/// @param xLow the least x as it was written
/// @param xHigh the greatest
/// @param yLow the least y
/// @param yHigh the greatest
/// @param refused the first lines that are no points
/// @param refusedCount how many there are
public record PointsText(
    List<Point> points,
    boolean regression,
    List<String> labels,
    boolean scaled,
    double xLow,
    double xHigh,
    double yLow,
    double yHigh,
    List<Refused> refused,
    int refusedCount) {
  private static final int MOST_TOLD = 20;
  private static final int MOST_CHARACTERS = 1_000_000;

  // Never back over the same digits, so that a line of a million of them is read in time, too.
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d++\\.?+\\d*+|\\.\\d++)([eE][-+]?\\d{1,3})?");
  private static final double REACH = 6;
  private static final double INSIDE = 5;

  /// A line that is no point.
  ///
  /// @param line counted from 1
  /// @param text its beginning
  public record Refused(int line, String text) {}

  private record Row(double x, double y, String label) {}

  /// Reads a text; more than two numbers as labels are quantities.
  ///
  /// @throws InputException if it is too long, holds no point or too many, or its labels are
  ///   neither two to five classes nor numbers
  public static PointsText parse(String text) {
    return parse(text, false);
  }

  /// Reads a text.
  ///
  /// @param classes whether numbers are names of classes, too
  /// @throws InputException as above
  public static PointsText parse(String text, boolean classes) {
    if (text.length() > MOST_CHARACTERS) {
      throw wrong(
          "points: expected at most "
              + MOST_CHARACTERS
              + " characters, found "
              + text.length()
              + ". Fix: take a part of the file.",
          "puntos: se esperaban como mucho "
              + MOST_CHARACTERS
              + " caracteres, se encontraron "
              + text.length()
              + ". Remedio: toma una parte del archivo.");
    }
    List<Row> rows = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    int count = 0;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      List<String> cells = cells(line.replace("\uFEFF", "").strip());
      Row row = row(cells);
      boolean heading = number == 1 && row == null && isHeading(line, cells);
      if (row != null) {
        rows.add(row);
      } else if (!heading) {
        count++;
        if (refused.size() < MOST_TOLD) {
          refused.add(new Refused(number, line.substring(0, Math.min(60, line.length()))));
        }
      }
    }
    if (rows.isEmpty() || rows.size() > Playground.MOST_POINTS) {
      throw wrong(
          "points: expected 1 to "
              + Playground.MOST_POINTS
              + " lines such as 1.5; -2; 1, found "
              + rows.size()
              + first(refused, ". Line %d is no point: “%s”."),
          "puntos: se esperaban de 1 a "
              + Playground.MOST_POINTS
              + " líneas como 1,5; -2; 1, se encontraron "
              + rows.size()
              + first(refused, ". La línea %d no es un punto: «%s»."));
    }
    return of(rows, refused, count, classes);
  }

  private static InputException wrong(String en, String es) {
    return new InputException(new Text(en, es));
  }

  /// What the first line says that is no point; a full stop if there is none.
  private static String first(List<Refused> refused, String sentence) {
    return refused.isEmpty()
        ? "."
        : sentence.formatted(refused.getFirst().line(), refused.getFirst().text());
  }

  private static Row row(List<String> cells) {
    if (cells.size() != 3) {
      return null;
    }
    Double x = number(cells.get(0));
    Double y = number(cells.get(1));
    String label = cells.get(2);
    if (x == null || y == null || label.isEmpty() || label.length() > 40) {
      return null;
    }
    Double value = number(label);
    return new Row(x, y, value == null ? label : LinkValues.written(value));
  }

  /// Whether a line names columns: it has no digit, or three columns of which the first is no
  /// number.
  private static boolean isHeading(String line, List<String> cells) {
    return line.chars().noneMatch(Character::isDigit)
        || cells.size() == 3 && number(cells.getFirst()) == null;
  }

  private static List<String> cells(String line) {
    boolean marked = line.contains(";") || line.contains("\t");
    String separators = marked ? ";\t" : line.contains(",") ? "," : " ";
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    boolean blank = true;
    for (char c : (separators.equals(" ") ? line.replaceAll("\\s+", " ") : line).toCharArray()) {
      if (c == '"' && (quoted || blank)) {
        quoted = !quoted;
      } else if (!quoted && separators.indexOf(c) >= 0) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
        blank = true;
      } else {
        cell.append(c);
        blank &= Character.isWhitespace(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }

  /// A number. Where a comma separates columns, none is left in a cell without quotation marks: it
  /// is a decimal one wherever it is.
  private static Double number(String cell) {
    String text = cell.replace('\u2212', '-').replace(',', '.');
    if (!NUMBER.matcher(text).matches()) {
      return null;
    }
    double value = Double.parseDouble(text);
    return Math.abs(value) <= 1e12 ? value : null;
  }

  private static PointsText of(
      List<Row> rows, List<Refused> refused, int count, boolean asClasses) {
    double xLow = rows.stream().mapToDouble(Row::x).min().orElseThrow();
    double xHigh = rows.stream().mapToDouble(Row::x).max().orElseThrow();
    double yLow = rows.stream().mapToDouble(Row::y).min().orElseThrow();
    double yHigh = rows.stream().mapToDouble(Row::y).max().orElseThrow();
    boolean scaled = Math.max(Math.max(-xLow, xHigh), Math.max(-yLow, yHigh)) > REACH;
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.add(row.label()));
    boolean numeric = names.stream().allMatch(name -> number(name) != null);
    Map<String, Double> labels = new TreeMap<>();
    List<String> classes = new ArrayList<>();
    int most = PlaygroundExtras.MOST_CLASSES;
    if (names.size() >= 2 && names.size() <= (numeric && !asClasses ? 2 : most)) {
      classes.addAll(names);
      classes.sort(
          numeric ? (a, b) -> Double.compare(Double.parseDouble(a), Double.parseDouble(b)) : null);
      for (int i = 0; i < classes.size(); i++) {
        labels.put(classes.get(i), classes.size() == 2 ? 2.0 * i - 1 : i);
      }
    } else if (names.size() > 2 && numeric && !asClasses) {
      double low = names.stream().mapToDouble(Double::parseDouble).min().orElseThrow();
      double high = names.stream().mapToDouble(Double::parseDouble).max().orElseThrow();
      boolean fits = low >= -1 && high <= 1;
      for (String name : names) {
        double value = Double.parseDouble(name);
        labels.put(name, fits ? value : scale(value, low, high, 1));
      }
    } else {
      throw wrong(
          "points: expected two to "
              + most
              + " different labels, or numbers, found "
              + names.size()
              + (numeric ? "" : ", some of them words")
              + ". Fix: the third column says what a point is.",
          "puntos: se esperaban de dos a "
              + most
              + " etiquetas distintas, o números, se encontraron "
              + names.size()
              + (numeric ? "" : ", algunas de palabras")
              + ". Remedio: la tercera columna dice qué es un punto.");
    }
    List<Point> points = new ArrayList<>();
    for (Row row : rows) {
      points.add(
          new Point(
              scaled ? scale(row.x(), xLow, xHigh, INSIDE) : row.x(),
              scaled ? scale(row.y(), yLow, yHigh, INSIDE) : row.y(),
              labels.get(row.label())));
    }
    return new PointsText(
        points, classes.isEmpty(), classes, scaled, xLow, xHigh, yLow, yHigh, refused, count);
  }

  /// From low … high to −reach … reach; the middle where there is no width.
  private static double scale(double value, double low, double high, double reach) {
    return high > low ? (2 * (value - low) / (high - low) - 1) * reach : 0;
  }
}
