package dev.cien.io.plot;

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

  private final Chart chart;
  private final Canvas canvas;
  private final int top;
  private final Axis x;
  private final Axis y;

  ChartDrawing(Chart chart, Canvas canvas, int top) {
    this.chart = chart;
    this.canvas = canvas;
    this.top = top;
    this.x = chart.horizontal();
    this.y = chart.vertical();
  }

  void draw() {
    axes();
    for (int i = 0; i < chart.series().size(); i++) {
      series(chart.series().get(i), COLORS[i % COLORS.length]);
    }
    legend();
  }

  private void axes() {
    String title = chart.up().isEmpty() ? chart.title() : chart.title() + " (" + chart.up() + ")";
    canvas.text(LEFT, top + 24, title, TEXT, Canvas.Anchor.START);
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
        new double[] {top + TOP, base, base},
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
          canvas.dot(across[i], up[i], up.length <= FEW ? 3 : 1.5, color);
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

  private void legend() {
    double right = Chart.WIDTH - RIGHT;
    for (int i = chart.series().size() - 1; i >= 0; i--) {
      String name = chart.series().get(i).name();
      double left = right - SAMPLE - LETTER * (double) name.length();
      int color = COLORS[i % COLORS.length];
      canvas.line(new double[] {left, left + 18}, new double[] {top + 20, top + 20}, color, 2);
      canvas.text(left + 24, top + 24, name, TEXT, Canvas.Anchor.START);
      right = left;
    }
  }

  private double across(double value) {
    return LEFT + x.place(value) * (Chart.WIDTH - LEFT - RIGHT);
  }

  private double up(double value) {
    return top + Chart.HEIGHT - BOTTOM - y.place(value) * (Chart.HEIGHT - TOP - BOTTOM);
  }
}
