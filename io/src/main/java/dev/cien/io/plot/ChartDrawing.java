package dev.cien.io.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Draws one chart on a canvas.
final class ChartDrawing {
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 40;
  private static final int BOTTOM = 50;
  private static final int[] COLORS = {
    0x1f77b4, 0xd95f02, 0x2ca02c, 0x9467bd, 0x8c564b, 0x333333, 0xe377c2, 0x17becf, 0xbcbd22,
    0xe6ab02
  };
  private static final int GRID = 0xdddddd;
  private static final int TEXT = 0x333333;
  private static final int FEW = 50;
  private static final double BAND = 0.25;

  /// About how wide a letter of the legend is.
  private static final int LETTER = 7;

  private static final int SAMPLE = 36;
  private static final int LINE = 16;

  private final Chart chart;
  private final Canvas canvas;
  private final int top;
  private final Axis x;
  private final Axis y;
  private final List<List<Integer>> legend;

  ChartDrawing(Chart chart, Canvas canvas, int top) {
    this.chart = chart;
    this.canvas = canvas;
    this.top = top;
    this.x = chart.horizontal();
    this.y = chart.vertical();
    this.legend = legendLines();
  }

  void draw() {
    axes();
    for (int i = 0; i < chart.series().size(); i++) {
      series(chart.series().get(i), COLORS[i % COLORS.length]);
    }
    legend();
  }

  private void axes() {
    canvas.text(LEFT, top + 24, title(), TEXT, Canvas.Anchor.START);
    canvas.text(
        (LEFT + Chart.WIDTH - RIGHT) / 2.0,
        top + Chart.HEIGHT - 10,
        chart.across(),
        TEXT,
        Canvas.Anchor.MIDDLE);
    int base = top + Chart.HEIGHT - BOTTOM;
    for (double tick : y.ticks()) {
      double at = up(tick);
      canvas.line(new double[] {LEFT, Chart.WIDTH - RIGHT}, new double[] {at, at}, GRID, 1);
      canvas.text(LEFT - 8, at + 4, Axis.label(tick), TEXT, Canvas.Anchor.END);
    }
    for (double tick : x.ticks()) {
      double at = across(tick);
      canvas.line(new double[] {at, at}, new double[] {base, base + 5}, TEXT, 1);
      canvas.text(at, base + 20, Axis.label(tick), TEXT, Canvas.Anchor.MIDDLE);
    }
    canvas.line(
        new double[] {LEFT, LEFT, Chart.WIDTH - RIGHT},
        new double[] {base - height(), base, base},
        TEXT,
        1);
  }

  private void series(Chart.Series series, int color) {
    int[] shown =
        IntStream.range(0, series.x().length)
            .filter(i -> x.shows(series.x()[i]) && y.shows(series.y()[i]))
            .filter(i -> y.shows(series.other()[i]))
            .toArray();
    double[] across = IntStream.of(shown).mapToDouble(i -> across(series.x()[i])).toArray();
    double[] up = IntStream.of(shown).mapToDouble(i -> up(series.y()[i])).toArray();
    switch (series.kind()) {
      case LINE -> {
        canvas.line(across, up, color, 2);
        for (int i = 0; i < up.length && up.length <= FEW; i++) {
          canvas.dot(across[i], up[i], 3, color);
        }
      }
      case DOTS -> {
        for (int i = 0; i < up.length; i++) {
          canvas.dot(across[i], up[i], dotSize(), color);
        }
      }
      case BAND -> {
        int n = up.length;
        double[] edgeX = new double[2 * n];
        double[] edgeY = new double[2 * n];
        for (int i = 0; i < n; i++) {
          edgeX[i] = across[i];
          edgeY[i] = up[i];
          edgeX[2 * n - 1 - i] = across[i];
          edgeY[2 * n - 1 - i] = up(series.other()[shown[i]]);
        }
        canvas.area(edgeX, edgeY, color, BAND);
      }
      case BARS -> {
        double base = top + Chart.HEIGHT - BOTTOM;
        double zero = y.logarithmic() ? base : up(0);
        List<Chart.Series> beside =
            chart.series().stream().filter(s -> s.kind() == Chart.Kind.BARS).toList();
        double all = 0.7 * (Chart.WIDTH - LEFT - RIGHT) / Math.max(1, up.length);
        double width = Math.max(2, all / beside.size());
        double first = (beside.indexOf(series) - beside.size() / 2.0) * width;
        for (int i = 0; i < up.length; i++) {
          double high = Math.min(up[i], zero);
          canvas.rectangle(across[i] + first, high, width, Math.abs(up[i] - zero), color);
        }
      }
    }
  }

  /// One size for all: a class of more points is not one of lesser ones.
  private double dotSize() {
    int most =
        chart.series().stream()
            .filter(series -> series.kind() == Chart.Kind.DOTS)
            .mapToInt(series -> series.x().length)
            .max()
            .orElse(0);
    return most <= FEW ? 3 : most <= 4 * FEW ? 2 : 1.5;
  }

  private String title() {
    return chart.up().isEmpty() ? chart.title() : chart.title() + " (" + chart.up() + ")";
  }

  private double legendWidth(int series) {
    return SAMPLE + LETTER * (double) chart.series().get(series).name().length();
  }

  /// Which series the lines of the legend name: one line beside the title, or where that is too
  /// narrow as many as it takes below.
  private List<List<Integer>> legendLines() {
    List<Integer> all = IntStream.range(0, chart.series().size()).boxed().toList();
    double beside = Chart.WIDTH - RIGHT - LEFT - LETTER * (double) title().length();
    if (all.stream().mapToDouble(this::legendWidth).sum() <= beside) {
      return List.of(all);
    }
    List<List<Integer>> lines = new ArrayList<>(List.of(List.of()));
    List<Integer> line = new ArrayList<>();
    double left = Chart.WIDTH - RIGHT;
    for (int i : all) {
      if (!line.isEmpty() && left < legendWidth(i)) {
        lines.add(line);
        line = new ArrayList<>();
        left = Chart.WIDTH - RIGHT;
      }
      line.add(i);
      left -= legendWidth(i);
    }
    lines.add(line);
    return lines;
  }

  private void legend() {
    for (int k = 0; k < legend.size(); k++) {
      double right = Chart.WIDTH - RIGHT;
      double at = top + 20 + LINE * (double) k;
      for (int i : legend.get(k).reversed()) {
        double left = right - legendWidth(i);
        int color = COLORS[i % COLORS.length];
        canvas.line(new double[] {left, left + 18}, new double[] {at, at}, color, 2);
        canvas.text(left + 24, at + 4, chart.series().get(i).name(), TEXT, Canvas.Anchor.START);
        right = left;
      }
    }
  }

  /// How high the part between the axes is.
  private double height() {
    return Chart.HEIGHT - BOTTOM - TOP - LINE * (legend.size() - 1.0);
  }

  private double across(double value) {
    return LEFT + x.place(value) * (Chart.WIDTH - LEFT - RIGHT);
  }

  private double up(double value) {
    return top + Chart.HEIGHT - BOTTOM - y.place(value) * height();
  }
}
