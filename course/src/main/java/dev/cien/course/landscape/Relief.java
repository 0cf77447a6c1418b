package dev.cien.course.landscape;

import dev.cien.course.small.Doubles;
import dev.cien.tensor.Tensor;

/// A surface measured on a grid: heights to draw, and slopes for arrows.
///
/// @param x values of the first parameter
/// @param y values of the second; empty if there is one alone
/// @param heights of each place, `[y][x]`; one row if there is one parameter
/// @param slopes of each place of a surface of one parameter, or else empty
/// @param arrows places and their gradients, `[count][2·dims]`: parameters first
public record Relief(
    double[] x, double[] y, double[][] heights, double[] slopes, double[][] arrows) {
  /// The most places along one parameter.
  public static final int FINEST = 121;

  private static final int ARROWS = 11;

  /// Measures a surface.
  ///
  /// @param count places along each parameter
  /// @throws IllegalArgumentException if there are fewer than 2, or more than [#FINEST]
  public static Relief of(Surface surface, int count) {
    if (count < 2 || count > FINEST) {
      throw new IllegalArgumentException(
          "relief: expected 2 to " + FINEST + " places along a parameter, found " + count + ".");
    }
    Surface.Frame frame = surface.frame();
    double[] x = Doubles.range(frame.low()[0], frame.high()[0], count);
    if (frame.dims() == 1) {
      Tensor points = Tensor.of(x).unsqueeze(-1);
      Tensor heights = surface.at(points);
      double[] slopes = heights.sum().gradients(points).of(points).toDoubles();
      return new Relief(
          x, new double[0], new double[][] {heights.toDoubles()}, slopes, new double[0][]);
    }
    double[] y = Doubles.range(frame.low()[1], frame.high()[1], count);
    double[] flat = surface.at(grid(x, y)).toDoubles();
    double[][] heights = new double[count][count];
    for (int row = 0; row < count; row++) {
      System.arraycopy(flat, row * count, heights[row], 0, count);
    }
    return new Relief(x, y, heights, new double[0], arrows(surface));
  }

  private static double[][] arrows(Surface surface) {
    Surface.Frame frame = surface.frame();
    // Away from the border, so that an arrow finds place.
    double[] x = inner(frame.low()[0], frame.high()[0]);
    double[] y = inner(frame.low()[1], frame.high()[1]);
    Tensor points = grid(x, y);
    double[][] at = Doubles.rows(points);
    double[][] slopes = Doubles.rows(surface.at(points).sum().gradients(points).of(points));
    double[][] arrows = new double[at.length][];
    for (int i = 0; i < at.length; i++) {
      arrows[i] = new double[] {at[i][0], at[i][1], slopes[i][0], slopes[i][1]};
    }
    return arrows;
  }

  private static double[] inner(double low, double high) {
    double margin = (high - low) / (2 * ARROWS);
    return Doubles.range(low + margin, high - margin, ARROWS);
  }

  private static Tensor grid(double[] x, double[] y) {
    double[] points = new double[2 * x.length * y.length];
    for (int row = 0; row < y.length; row++) {
      for (int column = 0; column < x.length; column++) {
        points[2 * (row * x.length + column)] = x[column];
        points[2 * (row * x.length + column) + 1] = y[row];
      }
    }
    return Tensor.of(points, x.length * y.length, 2);
  }
}
