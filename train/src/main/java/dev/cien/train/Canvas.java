package dev.cien.train;

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

  /// A small filled circle.
  void dot(double x, double y, int color);

  /// A word.
  void text(double x, double y, String text, int color, Anchor anchor);
}
