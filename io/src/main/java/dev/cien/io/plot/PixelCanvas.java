package dev.cien.io.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/// Draws into an image; needs no display.
final class PixelCanvas implements Canvas {
  private final BufferedImage image;
  private final Graphics2D graphics;

  static {
    // Without a screen too: only memory is drawn on.
    System.setProperty("java.awt.headless", "true");
  }

  PixelCanvas(int width, int height) {
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
  }

  BufferedImage image() {
    return image;
  }

  byte[] png() {
    return Pictures.png(image);
  }

  @Override
  public void line(double[] x, double[] y, int color, int width) {
    if (x.length == 0) {
      return;
    }
    graphics.setColor(new Color(color));
    graphics.setStroke(new BasicStroke(width));
    graphics.draw(path(x, y));
  }

  private static Path2D path(double[] x, double[] y) {
    Path2D path = new Path2D.Double();
    path.moveTo(x[0], y[0]);
    for (int i = 1; i < x.length; i++) {
      path.lineTo(x[i], y[i]);
    }
    return path;
  }

  @Override
  public void area(double[] x, double[] y, int color, double opacity) {
    if (x.length == 0) {
      return;
    }
    Path2D path = path(x, y);
    path.closePath();
    graphics.setColor(new Color(color >> 16 & 255, color >> 8 & 255, color & 255, alpha(opacity)));
    graphics.fill(path);
  }

  private static int alpha(double opacity) {
    return Math.clamp(Math.round(255 * opacity), 0, 255);
  }

  @Override
  public void dot(double x, double y, double radius, int color) {
    graphics.setColor(new Color(color));
    graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  @Override
  public void text(double x, double y, String text, int color, Anchor anchor) {
    double width = graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
    double shift =
        switch (anchor) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    graphics.setColor(new Color(color));
    graphics.drawString(text, (float) (x - shift), (float) y);
  }
}
