package dev.cien.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;

/// Learning curves as pictures: one chart for each name, one line for each part, over epochs.
///
/// @param across what the horizontal axis shows
/// @param charts points (x, y) by chart and line
/// @param words what is drawn for the name of an axis, a chart or a line
record Curves(
    String across, Map<String, Map<String, double[][]>> charts, UnaryOperator<String> words) {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 40;
  private static final int BOTTOM = 50;
  private static final int[] COLORS = {0x1f77b4, 0xd95f02, 0x2ca02c, 0x9467bd};
  private static final int LEGEND = 130;
  private static final int GRID = 0xdddddd;
  private static final int TEXT = 0x333333;

  String svg() {
    SvgCanvas canvas = new SvgCanvas(WIDTH, HEIGHT * charts.size());
    draw(canvas);
    return canvas.text();
  }

  byte[] png() {
    PixelCanvas canvas = new PixelCanvas(WIDTH, HEIGHT * charts.size());
    draw(canvas);
    try (var out = new ByteArrayOutputStream()) {
      ImageIO.write(canvas.image(), "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void draw(Canvas canvas) {
    int top = 0;
    for (var chart : charts.entrySet()) {
      chart(canvas, chart.getKey(), chart.getValue(), top);
      top += HEIGHT;
    }
  }

  private void chart(Canvas canvas, String name, Map<String, double[][]> lines, int top) {
    double[] x = range(lines, 0);
    double[] y = range(lines, 1);
    canvas.text(LEFT, top + 24, words.apply(name), TEXT, Canvas.Anchor.START);
    canvas.text(
        (LEFT + WIDTH - RIGHT) / 2.0,
        top + HEIGHT - 10,
        words.apply(across),
        TEXT,
        Canvas.Anchor.MIDDLE);
    for (double tick = Math.ceil(y[0] / y[2]) * y[2]; tick <= y[1] + 1e-9 * y[2]; tick += y[2]) {
      double at = vertical(tick, y, top);
      canvas.line(new double[] {LEFT, WIDTH - RIGHT}, new double[] {at, at}, GRID, 1);
      canvas.text(LEFT - 8, at + 4, label(tick), TEXT, Canvas.Anchor.END);
    }
    for (double tick = Math.ceil(x[0] / x[2]) * x[2]; tick <= x[1] + 1e-9 * x[2]; tick += x[2]) {
      double at = horizontal(tick, x);
      canvas.line(
          new double[] {at, at},
          new double[] {top + HEIGHT - BOTTOM, top + HEIGHT - BOTTOM + 5},
          TEXT,
          1);
      canvas.text(at, top + HEIGHT - BOTTOM + 20, label(tick), TEXT, Canvas.Anchor.MIDDLE);
    }
    canvas.line(
        new double[] {LEFT, LEFT, WIDTH - RIGHT},
        new double[] {top + TOP, top + HEIGHT - BOTTOM, top + HEIGHT - BOTTOM},
        TEXT,
        1);
    int number = 0;
    for (var line : lines.entrySet()) {
      int color = COLORS[number % COLORS.length];
      double[][] points =
          java.util.Arrays.stream(line.getValue())
              .filter(point -> Double.isFinite(point[1]))
              .toArray(double[][]::new);
      double[] across =
          java.util.Arrays.stream(points).mapToDouble(point -> horizontal(point[0], x)).toArray();
      double[] up =
          java.util.Arrays.stream(points)
              .mapToDouble(point -> vertical(point[1], y, top))
              .toArray();
      canvas.line(across, up, color, 2);
      for (int i = 0; i < points.length && points.length <= 50; i++) {
        canvas.dot(across[i], up[i], color);
      }
      double legend = WIDTH - RIGHT - LEGEND * (double) (lines.size() - number);
      canvas.line(new double[] {legend, legend + 18}, new double[] {top + 20, top + 20}, color, 2);
      canvas.text(legend + 24, top + 24, words.apply(line.getKey()), TEXT, Canvas.Anchor.START);
      number++;
    }
  }

  /// The least and largest value along an axis with some room, and a round distance between ticks.
  private static double[] range(Map<String, double[][]> lines, int axis) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[][] points : lines.values()) {
      for (double[] point : points) {
        if (Double.isFinite(point[axis])) {
          low = Math.min(low, point[axis]);
          high = Math.max(high, point[axis]);
        }
      }
    }
    if (low > high) {
      low = 0;
      high = 1;
    }
    double span = high > low ? high - low : Math.max(1e-6, Math.abs(high) * 0.1);
    double step = Math.pow(10, Math.floor(Math.log10(span / 5)));
    step *= span / step > 25 ? 5 : span / step > 10 ? 2 : 1;
    boolean whole = axis == 0 && low == Math.rint(low) && high == Math.rint(high);
    double room = axis == 0 ? (high > low ? 0 : 0.5) : 0.05 * span;
    return new double[] {low - room, high + room, whole ? Math.max(1, step) : step};
  }

  private static double horizontal(double value, double... range) {
    return LEFT + (value - range[0]) / (range[1] - range[0]) * (WIDTH - LEFT - RIGHT);
  }

  private static double vertical(double value, double[] range, int top) {
    return top
        + HEIGHT
        - BOTTOM
        - (value - range[0]) / (range[1] - range[0]) * (HEIGHT - TOP - BOTTOM);
  }

  private static String label(double value) {
    String text = String.format(Locale.ROOT, "%.4g", Math.abs(value) < 1e-12 ? 0 : value);
    return text.contains("e") || !text.contains(".")
        ? text
        : text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
