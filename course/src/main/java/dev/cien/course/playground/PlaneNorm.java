package dev.cien.course.playground;

import java.util.Arrays;

/// Batch norm of the sums of one layer. In training, with mean and variance of the batch,
///
/// ```
/// ẑ = (z − mean) / √(variance + 10⁻⁵)       y = scale · ẑ + shift
/// ```
///
/// and running values of both move a tenth of the way to them (the variance divided by n − 1, as in
/// PyTorch); in use, with the running values. A batch of one point teaches the running values
/// nothing, since its variance is none.
///
/// S. Ioffe, C. Szegedy: Batch normalization, 2015
/// ([arXiv:1502.03167](https://arxiv.org/abs/1502.03167)).
final class PlaneNorm {
  static final double EPSILON = 1e-5;
  static final int SCALE = 0;
  static final int SHIFT = 1;
  static final int MEAN = 2;
  static final int VARIANCE = 3;
  static final int SCALE_SLOPE = 4;
  static final int SHIFT_SLOPE = 5;
  private static final int KINDS = 6;
  private static final double PACE = 0.1;

  private PlaneNorm() {}

  /// The state at the beginning, `[kind][node]`.
  static double[][] start(int nodes) {
    double[][] state = new double[KINDS][nodes];
    Arrays.fill(state[SCALE], 1);
    Arrays.fill(state[VARIANCE], 1);
    return state;
  }

  /// In use: one sum.
  static double of(double[][] state, int node, double sum) {
    double unit = (sum - state[MEAN][node]) / Math.sqrt(state[VARIANCE][node] + EPSILON);
    return unit * state[SCALE][node] + state[SHIFT][node];
  }

  /// In training. Writes y over the sums and leaves ẑ; gives 1 / √(variance + ε) of each node.
  ///
  /// @param sums `[point][node]`
  /// @param units the same
  static double[] train(double[][] state, double[][] sums, double[][] units) {
    int n = sums.length;
    double[] inverse = new double[state[SCALE].length];
    for (int node = 0; node < inverse.length; node++) {
      double mean = 0;
      for (double[] sum : sums) {
        mean += sum[node];
      }
      mean /= n;
      double squares = 0;
      for (double[] sum : sums) {
        squares += (sum[node] - mean) * (sum[node] - mean);
      }
      inverse[node] = 1 / Math.sqrt(squares / n + EPSILON);
      for (int point = 0; point < n; point++) {
        units[point][node] = (sums[point][node] - mean) * inverse[node];
        sums[point][node] = units[point][node] * state[SCALE][node] + state[SHIFT][node];
      }
      if (n > 1) {
        state[MEAN][node] += PACE * (mean - state[MEAN][node]);
        state[VARIANCE][node] += PACE * (squares / (n - 1) - state[VARIANCE][node]);
      }
    }
    return inverse;
  }

  /// Turns slopes by y into slopes by the sums, in place, and gathers those of scale and shift.
  ///
  /// ```
  /// dz = scale / √(variance + ε) · (dy − mean dy − ẑ · mean(dy·ẑ))
  /// ```
  static void back(double[][] state, double[][] slopes, double[][] units, double... inverse) {
    int n = slopes.length;
    for (int node = 0; node < inverse.length; node++) {
      double sum = 0;
      double along = 0;
      for (int point = 0; point < n; point++) {
        sum += slopes[point][node];
        along += slopes[point][node] * units[point][node];
      }
      state[SHIFT_SLOPE][node] += sum;
      state[SCALE_SLOPE][node] += along;
      double factor = state[SCALE][node] * inverse[node];
      for (int point = 0; point < n; point++) {
        slopes[point][node] =
            factor * (slopes[point][node] - sum / n - units[point][node] * along / n);
      }
    }
  }
}
