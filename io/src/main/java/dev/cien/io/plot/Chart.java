package dev.cien.io.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A chart: lines, dots, bands and bars over two axes.
///
/// ```java
/// byte[] png = Chart.of("error by lag", "lag", "error")
///     .line("RNN", lags, errors)
///     .band("95 %", lags, low, high)
///     .logarithmicX()
///     .png();
/// ```
///
/// Each method gives a new chart. The SVG has the same bytes on every machine; the PNG depends on
/// the fonts installed.
///
/// @param title above the chart
/// @param across what the horizontal axis shows
/// @param up what the vertical axis shows
/// @param series what is drawn, the first at the back
/// @param logX whether the horizontal axis is logarithmic
/// @param logY whether the vertical axis is logarithmic
public record Chart(
    String title, String across, String up, List<Series> series, boolean logX, boolean logY) {
  static final int WIDTH = 640;
  static final int HEIGHT = 360;

  /// How a series is drawn.
  public enum Kind {
    /// A line through its points, with dots where there are few.
    LINE,
    /// Dots.
    DOTS,
    /// The area between `y` and `other`.
    BAND,
    /// A bar for each point, from 0 up; those of several series stand side by side.
    BARS
  }

  /// Some points.
  ///
  /// @param name what the legend calls them
  /// @param kind how they are drawn
  /// @param x where they are
  /// @param y how high they are
  /// @param other the upper edge of a band; `y` elsewhere
  public record Series(String name, Kind kind, double[] x, double[] y, double[] other) {
    /// Checks the lengths.
    public Series {
      if (x.length != y.length || y.length != other.length) {
        throw new IllegalArgumentException(
            "chart: expected as many values up as across in "
                + name
                + ", found "
                + x.length
                + " across and "
                + y.length
                + " up.");
      }
    }
  }

  /// Copies the list.
  public Chart {
    series = List.copyOf(series);
  }

  /// An empty chart with linear axes.
  public static Chart of(String title, String across, String up) {
    return new Chart(title, across, up, List.of(), false, false);
  }

  /// With a line.
  public Chart line(String name, double[] x, double[] y) {
    return with(new Series(name, Kind.LINE, x, y, y));
  }

  /// With dots.
  public Chart dots(String name, double[] x, double[] y) {
    return with(new Series(name, Kind.DOTS, x, y, y));
  }

  /// With a band between two lines.
  public Chart band(String name, double[] x, double[] low, double[] high) {
    return with(new Series(name, Kind.BAND, x, low, high));
  }

  /// With bars.
  public Chart bars(String name, double[] x, double[] y) {
    return with(new Series(name, Kind.BARS, x, y, y));
  }

  /// With equal factors at equal distances across. Values that are not positive are left out.
  public Chart logarithmicX() {
    return new Chart(title, across, up, series, true, logY);
  }

  /// With equal factors at equal distances upwards. Values that are not positive are left out.
  public Chart logarithmicY() {
    return new Chart(title, across, up, series, logX, true);
  }

  private Chart with(Series more) {
    List<Series> all = new ArrayList<>(series);
    all.add(more);
    return new Chart(title, across, up, all, logX, logY);
  }

  /// The chart as the text of an SVG file.
  public String svg() {
    return svg(List.of(this));
  }

  /// The chart as the bytes of a PNG file.
  public byte[] png() {
    return png(List.of(this));
  }

  /// Charts one below the other, as the text of one SVG file.
  public static String svg(List<Chart> charts) {
    SvgCanvas canvas = new SvgCanvas(WIDTH, HEIGHT * charts.size());
    draw(charts, canvas);
    return canvas.text();
  }

  /// Charts one below the other, as the bytes of one PNG file.
  public static byte[] png(List<Chart> charts) {
    PixelCanvas canvas = new PixelCanvas(WIDTH, HEIGHT * charts.size());
    draw(charts, canvas);
    return canvas.png();
  }

  private static void draw(List<Chart> charts, Canvas canvas) {
    for (int i = 0; i < charts.size(); i++) {
      new ChartDrawing(charts.get(i), canvas, i * HEIGHT).draw();
    }
  }

  Axis horizontal() {
    // Half of the distance between two bars, so that the first and the last have room.
    double room =
        series.stream()
            .filter(s -> s.kind == Kind.BARS)
            .mapToDouble(s -> 0.5 / Math.max(1, s.x.length - 1))
            .max()
            .orElse(0);
    return Axis.over(all(series.stream().map(Series::x)), logX, room, true);
  }

  Axis vertical() {
    Stream<double[]> values = series.stream().flatMap(s -> Stream.of(s.y, s.other));
    boolean bars = series.stream().anyMatch(s -> s.kind == Kind.BARS);
    return Axis.over(
        all(bars && !logY ? Stream.concat(values, Stream.of(new double[1])) : values),
        logY,
        0.05,
        false);
  }

  private static double[] all(Stream<double[]> values) {
    return values.flatMapToDouble(Arrays::stream).toArray();
  }
}
