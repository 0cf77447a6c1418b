package dev.cien.io.plot;

import java.util.Locale;

/// Draws into the text of an SVG file.
final class SvgCanvas implements Canvas {
  private final StringBuilder text = new StringBuilder();

  SvgCanvas(int width, int height) {
    text.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d"
                + " %d\" font-family=\"sans-serif\" font-size=\"12\">%n<rect width=\"100%%\""
                + " height=\"100%%\" fill=\"white\"/>%n",
            width,
            height,
            width,
            height));
  }

  String text() {
    return text + "</svg>\n";
  }

  @Override
  public void line(double[] x, double[] y, int color, int width) {
    text.append("<polyline fill=\"none\" stroke=\"")
        .append(hex(color))
        .append("\" stroke-width=\"")
        .append(width)
        .append("\" points=\"")
        .append(points(x, y))
        .append("\"/>\n");
  }

  private static String points(double[] x, double[] y) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < x.length; i++) {
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x[i], y[i]));
    }
    return points.toString();
  }

  @Override
  public void area(double[] x, double[] y, int color, double opacity) {
    text.append("<polygon fill=\"").append(hex(color)).append('"');
    if (opacity < 1) {
      text.append(String.format(Locale.ROOT, " fill-opacity=\"%.2f\"", opacity));
    }
    text.append(" points=\"").append(points(x, y)).append("\"/>\n");
  }

  @Override
  public void dot(double x, double y, double radius, int color) {
    text.append(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\"/>%n",
            x,
            y,
            radius,
            hex(color)));
  }

  @Override
  public void text(double x, double y, String words, int color, Anchor anchor) {
    text.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            hex(color),
            anchor.name().toLowerCase(Locale.ROOT),
            words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
  }

  private static String hex(int color) {
    return String.format(Locale.ROOT, "#%06x", color);
  }
}
