package dev.cien.train;

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

  @Override
  public void line(double[] x, double[] y, int color, int width) {
    if (x.length == 0) {
      return;
    }
    Path2D path = new Path2D.Double();
    path.moveTo(x[0], y[0]);
    for (int i = 1; i < x.length; i++) {
      path.lineTo(x[i], y[i]);
    }
    graphics.setColor(new Color(color));
    graphics.setStroke(new BasicStroke(width));
    graphics.draw(path);
  }

  @Override
  public void dot(double x, double y, int color) {
    graphics.setColor(new Color(color));
    graphics.fill(new Ellipse2D.Double(x - 3, y - 3, 6, 6));
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
