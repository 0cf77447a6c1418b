package dev.cien.course.landscape;

import dev.cien.tensor.Tensor;

/// A cost over one or two parameters.
public interface Surface {
  /// The cost at points.
  ///
  /// Shapes: points `[n, dims]` in `float64`, result `[n]`.
  Tensor at(Tensor points);

  /// What is drawn.
  Frame frame();

  /// The part of a surface that is worth a look.
  ///
  /// @param low the least value of each parameter
  /// @param high the greatest
  /// @param start where a race begins
  /// @param rate a step for plain gradient descent that reaches the valley
  record Frame(double[] low, double[] high, double[] start, double rate) {
    /// How many parameters there are.
    public int dims() {
      return low.length;
    }

    /// Whether a point lies in it.
    boolean holds(double... point) {
      boolean inside = point.length == dims();
      for (int i = 0; inside && i < point.length; i++) {
        inside = point[i] >= low[i] && point[i] <= high[i];
      }
      return inside;
    }

    /// How wide the first parameter's range is.
    double width() {
      return high[0] - low[0];
    }
  }
}
