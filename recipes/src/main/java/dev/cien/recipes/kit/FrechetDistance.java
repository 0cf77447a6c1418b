package dev.cien.recipes.kit;

/// How far two sets of samples are apart, seen through features: the Fréchet distance of the normal
/// distributions with their means and covariances,
///
/// d² = ‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2 (Σ₁^½ Σ₂ Σ₁^½)^½).
///
/// With the features of an ImageNet classifier it is known as FID (M. Heusel et al. 2017,
/// arXiv:1706.08500); with those of a classifier of our own it is a figure of the same kind on
/// another scale, comparable only between models that the same classifier judged. The formula: D.
/// C. Dowson, B. V. Landau, 1982.
public final class FrechetDistance {
  private static final int SWEEPS = 60;

  private FrechetDistance() {}

  /// A normal distribution.
  ///
  /// @param mean `[d]`
  /// @param covariance `[d, d]`, symmetric
  public record Normal(double[] mean, double[][] covariance) {
    /// The one with the mean and the covariance (n − 1 in its denominator) of given rows.
    ///
    /// @param rows n rows of `width` features
    /// @throws IllegalArgumentException if there are fewer than two rows
    public static Normal fit(float[] rows, int width) {
      int n = rows.length / width;
      if (n < 2) {
        throw new IllegalArgumentException(
            "frechet: expected at least two samples, found " + n + " of " + width + " features");
      }
      double[] mean = new double[width];
      for (int i = 0; i < rows.length; i++) {
        mean[i % width] += (double) rows[i] / n;
      }
      double[][] covariance = new double[width][width];
      double[] centred = new double[width];
      for (int row = 0; row < n; row++) {
        for (int i = 0; i < width; i++) {
          centred[i] = rows[row * width + i] - mean[i];
        }
        for (int i = 0; i < width; i++) {
          for (int j = 0; j <= i; j++) {
            covariance[i][j] += centred[i] * centred[j] / (n - 1);
          }
        }
      }
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < i; j++) {
          covariance[j][i] = covariance[i][j];
        }
      }
      return new Normal(mean, covariance);
    }
  }

  /// d² between two normal distributions; never below 0.
  public static double squared(Normal a, Normal b) {
    double sum = 0;
    for (int i = 0; i < a.mean.length; i++) {
      double d = a.mean[i] - b.mean[i];
      sum += d * d + a.covariance[i][i] + b.covariance[i][i];
    }
    double[][] root = root(a.covariance);
    double[] product = eigen(times(times(root, b.covariance), root)).values;
    for (double value : product) {
      sum -= 2 * Math.sqrt(Math.max(0, value));
    }
    return Math.max(0, sum);
  }

  /// The symmetric root of a symmetric matrix without negative eigenvalues (tiny ones, from
  /// rounding, count as 0): V √Λ Vᵀ.
  public static double[][] root(double[][] symmetric) {
    Eigen eigen = eigen(symmetric);
    int n = symmetric.length;
    double[][] root = new double[n][n];
    for (int k = 0; k < n; k++) {
      double scale = Math.sqrt(Math.max(0, eigen.values[k]));
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          root[i][j] += scale * eigen.vectors[i][k] * eigen.vectors[j][k];
        }
      }
    }
    return root;
  }

  private static double[][] times(double[][] a, double[][] b) {
    int n = a.length;
    double[][] c = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        for (int j = 0; j < n; j++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  private record Eigen(double[] values, double[][] vectors) {}

  /// Eigenvalues and eigenvectors by Jacobi's rotations (1846): each makes one entry off the
  /// diagonal 0, and all of them shrink from sweep to sweep.
  private static Eigen eigen(double[][] symmetric) {
    int n = symmetric.length;
    double[][] a = new double[n][];
    double[][] v = new double[n][n];
    double total = 0;
    for (int i = 0; i < n; i++) {
      a[i] = symmetric[i].clone();
      v[i][i] = 1;
      for (double entry : a[i]) {
        total += entry * entry;
      }
    }
    for (int sweep = 0; sweep < SWEEPS && off(a) > 1e-22 * total; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(a, v, p, q);
        }
      }
    }
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = a[i][i];
    }
    return new Eigen(values, v);
  }

  private static double off(double[][] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += 2 * a[i][j] * a[i][j];
      }
    }
    return sum;
  }

  private static void rotate(double[][] a, double[][] v, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = c * kp - s * kq;
      a[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < a.length; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = c * pk - s * qk;
      a[q][k] = s * pk + c * qk;
    }
    for (double[] row : v) {
      double kp = row[p];
      double kq = row[q];
      row[p] = c * kp - s * kq;
      row[q] = s * kp + c * kq;
    }
  }
}
