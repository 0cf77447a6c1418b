package dev.cien.io.plot;

/// Something to draw lines and words on, in pixels from the upper left corner.
sealed interface Canvas permits SvgCanvas, PixelCanvas {
  /// Which part of a word lies at the given place.
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /// A line through points.
  void line(double[] x, double[] y, int color, int width);

  /// A filled circle.
  void dot(double x, double y, double radius, int color);

  /// A filled polygon, `opacity` from 0 to 1.
  void area(double[] x, double[] y, int color, double opacity);

  /// A filled rectangle.
  default void rectangle(double x, double y, double width, double height, int color) {
    area(
        new double[] {x, x + width, x + width, x},
        new double[] {y, y, y + height, y + height},
        color,
        1);
  }

  /// A word.
  void text(double x, double y, String text, int color, Anchor anchor);
}
