package dev.cien.io.plot;

import java.util.List;
import java.util.Locale;

/// A table of numbers as colours: attention, confusion, filters, decision surfaces.
///
/// Where numbers of both signs occur, white is 0, blue below and orange above; otherwise the darker
/// the more.
///
/// @param title above the map
/// @param values row by row, the first row on top
/// @param rows the names of the rows; empty for none
/// @param columns the names of the columns; empty for none
public record HeatMap(String title, double[][] values, List<String> rows, List<String> columns) {
  private static final int TOP = 34;
  private static final int MARGIN = 12;
  private static final int LETTER = 7;
  private static final int MOST = 560;
  private static final int LARGEST = 48;
  private static final int NUMBERED = 36;
  private static final int TEXT = 0x333333;
  private static final int BLUE = 0x0877bd;
  private static final int ORANGE = 0xf59322;
  private static final int WHITE = 0xffffff;

  /// Checks the shape and copies the lists.
  public HeatMap {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    if (values.length == 0
        || values[0].length == 0
        || !rows.isEmpty() && rows.size() != values.length
        || !columns.isEmpty() && columns.size() != values[0].length) {
      throw new IllegalArgumentException(
          "heat map: expected a name for every row and column, or none, found "
              + values.length
              + " rows with "
              + rows.size()
              + " names, "
              + (values.length == 0 ? 0 : values[0].length)
              + " columns with "
              + columns.size()
              + " names.");
    }
  }

  /// The map as the text of an SVG file.
  public String svg() {
    SvgCanvas canvas = new SvgCanvas(width(), height());
    draw(canvas);
    return canvas.text();
  }

  /// The map as the bytes of a PNG file.
  public byte[] png() {
    PixelCanvas canvas = new PixelCanvas(width(), height());
    draw(canvas);
    return canvas.png();
  }

  private int cell() {
    return Math.clamp(MOST / Math.max(values.length, values[0].length), 1, LARGEST);
  }

  private int left() {
    return MARGIN + longest(rows) * LETTER;
  }

  private int width() {
    int right = Math.max(left() + values[0].length * cell(), MARGIN + title.length() * LETTER);
    for (int c = 0; c < columns.size(); c++) {
      // A name is centred under its column, and may be wider.
      right =
          Math.max(right, left() + c * cell() + (cell() + columns.get(c).length() * LETTER) / 2);
    }
    return right + MARGIN;
  }

  private int height() {
    // Names of columns stand slanted where they do not fit: below, one line lower each.
    return TOP + values.length * cell() + (columns.isEmpty() ? MARGIN : 2 * MARGIN + 16 * lines());
  }

  /// Lines that the names of the columns need so that none touches its neighbour.
  private int lines() {
    return Math.clamp(Math.ceilDiv(longest(columns) * LETTER, cell()), 1, 6);
  }

  private static int longest(List<String> names) {
    return names.stream().mapToInt(String::length).max().orElse(0);
  }

  private void draw(Canvas canvas) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] row : values) {
      for (double value : row) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    canvas.text(MARGIN, 22, title, TEXT, Canvas.Anchor.START);
    int cell = cell();
    for (int r = 0; r < values.length; r++) {
      for (int c = 0; c < values[r].length; c++) {
        double x = left() + (double) c * cell;
        double y = TOP + (double) r * cell;
        int color = color(values[r][c], low, high);
        canvas.rectangle(x, y, cell, cell, color);
        if (cell >= NUMBERED) {
          canvas.text(
              x + cell / 2.0,
              y + cell / 2.0 + 4,
              brief(values[r][c]),
              brightness(color) < 128 ? WHITE : TEXT,
              Canvas.Anchor.MIDDLE);
        }
      }
      if (!rows.isEmpty()) {
        canvas.text(left() - 4, TOP + (r + 0.5) * cell + 4, rows.get(r), TEXT, Canvas.Anchor.END);
      }
    }
    for (int c = 0; c < columns.size(); c++) {
      canvas.text(
          left() + (c + 0.5) * cell,
          TOP + values.length * (double) cell + 16 + 16 * (c % lines()),
          columns.get(c),
          TEXT,
          Canvas.Anchor.MIDDLE);
    }
  }

  private static String brief(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e5
        ? Integer.toString((int) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  private static int brightness(int color) {
    return ((color >> 16 & 255) * 299 + (color >> 8 & 255) * 587 + (color & 255) * 114) / 1000;
  }

  private static int color(double value, double low, double high) {
    if (!Double.isFinite(value)) {
      return 0xbbbbbb;
    }
    double most = Math.max(Math.abs(low), Math.abs(high));
    if (most == 0) {
      return WHITE;
    }
    if (low < 0) {
      return blend(value < 0 ? BLUE : ORANGE, Math.abs(value) / most);
    }
    return blend(BLUE, high > low ? (value - low) / (high - low) : 1);
  }

  private static int blend(int color, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double part = 255 + share * ((color >> shift & 255) - 255);
      mixed |= (int) Math.round(part) << shift;
    }
    return mixed;
  }
}
