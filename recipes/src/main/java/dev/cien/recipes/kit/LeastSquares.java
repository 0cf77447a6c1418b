package dev.cien.recipes.kit;

import dev.cien.nn.metric.Metrics;
import dev.cien.tensor.Tensor;

/// Linear regression in closed form: (XᵀX + λI) w = Xᵀy with a constant column, solved by
/// Cholesky's factors. The tiny λ keeps columns that depend on each other (all words of a column
/// add up to 1) from dividing by nothing.
public final class LeastSquares {
  private static final double RIDGE = 1e-3;

  private LeastSquares() {}

  /// The root of the mean square error on test rows after fitting on training rows.
  public static double rmse(double[][] trainX, double[] trainY, double[][] testX, double[] testY) {
    double[] w = fit(trainX, trainY);
    double[] found = new double[testY.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = w[w.length - 1];
      for (int c = 0; c < testX[i].length; c++) {
        found[i] += w[c] * testX[i][c];
      }
    }
    return Metrics.rmse().of(Tensor.of(found), Tensor.of(testY));
  }

  /// The weights, the constant last.
  public static double[] fit(double[][] x, double[] y) {
    int n = x[0].length + 1;
    double[][] a = new double[n][n];
    double[] b = new double[n];
    for (int row = 0; row < y.length; row++) {
      for (int i = 0; i < n; i++) {
        double xi = i < n - 1 ? x[row][i] : 1;
        b[i] += xi * y[row];
        for (int j = 0; xi != 0 && j <= i; j++) {
          a[i][j] += xi * (j < n - 1 ? x[row][j] : 1);
        }
      }
    }
    for (int i = 0; i < n - 1; i++) {
      a[i][i] += RIDGE;
    }
    return solve(a, b);
  }

  /// The solution of a x = b, written into b.
  ///
  /// @param a symmetric and positive definite, of which only the lower half is read; overwritten
  public static double[] solve(double[][] a, double[] b) {
    int n = b.length;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
      }
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        b[i] -= a[i][k] * b[k];
      }
      b[i] /= a[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        b[i] -= a[k][i] * b[k];
      }
      b[i] /= a[i][i];
    }
    return b;
  }
}
