package dev.cien.recipes.history;

/// Lays one set of points over another: the shift and turn after which they are nearest, by least
/// squares.
///
/// ```
/// R = the turn that makes Σ (R aᵢ) · bᵢ largest,  a and b less their means
/// ```
///
/// W. Kabsch: A solution for the best rotation to relate two sets of vectors, 1976; found here as
/// the unit quaternion that is the largest eigenvector of a 4 × 4 matrix (B. Horn, 1987), which is
/// the same turn and never a mirror.
final class Superposition {
  private static final int TURNS = 300;

  private Superposition() {}

  /// The points of `moved`, shifted and turned onto those of `fixed`; mirrored first if that brings
  /// them nearer and is allowed.
  static double[][] onto(double[][] moved, double[][] fixed, boolean mirrors) {
    double[][] plain = turned(moved, fixed);
    if (!mirrors) {
      return plain;
    }
    double[][] mirrored = new double[moved.length][];
    for (int i = 0; i < moved.length; i++) {
      mirrored[i] = new double[] {-moved[i][0], moved[i][1], moved[i][2]};
    }
    double[][] other = turned(mirrored, fixed);
    return apart(other, fixed) < apart(plain, fixed) ? other : plain;
  }

  /// The root of the mean squared distance between points of the same number.
  static double apart(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double distance = CoarseFold.distance(a[i], b[i]);
      sum += distance * distance / a.length;
    }
    return Math.sqrt(sum);
  }

  private static double[][] turned(double[][] moved, double[][] fixed) {
    double[] from = mean(moved);
    double[] to = mean(fixed);
    double[][] s = new double[3][3];
    for (int i = 0; i < moved.length; i++) {
      for (int r = 0; r < 3; r++) {
        for (int c = 0; c < 3; c++) {
          s[r][c] += (moved[i][r] - from[r]) * (fixed[i][c] - to[c]);
        }
      }
    }
    double[][] turn = turn(s);
    double[][] result = new double[moved.length][3];
    for (int i = 0; i < moved.length; i++) {
      for (int r = 0; r < 3; r++) {
        result[i][r] = to[r];
        for (int c = 0; c < 3; c++) {
          result[i][r] += turn[r][c] * (moved[i][c] - from[c]);
        }
      }
    }
    return result;
  }

  private static double[] mean(double[][] points) {
    double[] mean = new double[3];
    for (double[] point : points) {
      for (int k = 0; k < 3; k++) {
        mean[k] += point[k] / points.length;
      }
    }
    return mean;
  }

  private static double[][] turn(double[][] s) {
    double[][] n = {
      {s[0][0] + s[1][1] + s[2][2], s[1][2] - s[2][1], s[2][0] - s[0][2], s[0][1] - s[1][0]},
      {s[1][2] - s[2][1], s[0][0] - s[1][1] - s[2][2], s[0][1] + s[1][0], s[2][0] + s[0][2]},
      {s[2][0] - s[0][2], s[0][1] + s[1][0], s[1][1] - s[0][0] - s[2][2], s[1][2] + s[2][1]},
      {s[0][1] - s[1][0], s[2][0] + s[0][2], s[1][2] + s[2][1], s[2][2] - s[0][0] - s[1][1]}
    };
    double[] q = largest(n);
    double w = q[0];
    double x = q[1];
    double y = q[2];
    double z = q[3];
    return new double[][] {
      {w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y)},
      {2 * (x * y + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x)},
      {2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z}
    };
  }

  /// The eigenvector of the largest eigenvalue, by multiplying a vector with the shifted matrix
  /// again and again.
  private static double[] largest(double[][] n) {
    double shift = 0;
    for (double[] row : n) {
      double sum = 0;
      for (double value : row) {
        sum += Math.abs(value);
      }
      shift = Math.max(shift, sum);
    }
    double[] q = {1, 0.1, 0.01, 0.001};
    for (int turn = 0; turn < TURNS; turn++) {
      double[] next = new double[4];
      double norm = 0;
      for (int r = 0; r < 4; r++) {
        next[r] = shift * q[r];
        for (int c = 0; c < 4; c++) {
          next[r] += n[r][c] * q[c];
        }
        norm += next[r] * next[r];
      }
      for (int r = 0; r < 4; r++) {
        q[r] = norm == 0 ? q[r] : next[r] / Math.sqrt(norm);
      }
    }
    return q;
  }
}
