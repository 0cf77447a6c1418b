package dev.cien.recipes.kit;

/// The directions in which points spread most, to draw points of many coordinates on paper.
///
/// The first axes are the eigenvectors of the covariance matrix with the largest eigenvalues, found
/// one after the other: v ← Cv / |Cv| until it stands still, then C ← C − λvvᵀ. Each points to the
/// side on which its largest coordinate is positive.
///
/// K. Pearson: On lines and planes of closest fit to systems of points in space, 1901.
///
/// @param mean of the points
/// @param axes unit vectors, the widest spread first
public record PrincipalAxes(double[] mean, double[][] axes) {
  private static final int TURNS = 500;

  /// The first axes of points.
  ///
  /// @param points a row each
  /// @param count how many axes, at most as many as coordinates
  public static PrincipalAxes of(double[][] points, int count) {
    int width = points.length == 0 ? 0 : points[0].length;
    if (count < 1 || count > width) {
      throw new IllegalArgumentException(
          "principal axes: expected 1 to "
              + width
              + " axes of "
              + points.length
              + " points, found "
              + count
              + ".");
    }
    double[] mean = new double[width];
    for (double[] point : points) {
      for (int i = 0; i < width; i++) {
        mean[i] += point[i] / points.length;
      }
    }
    double[][] covariance = new double[width][width];
    for (double[] point : points) {
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width; j++) {
          covariance[i][j] += (point[i] - mean[i]) * (point[j] - mean[j]) / points.length;
        }
      }
    }
    double[][] axes = new double[count][];
    for (int k = 0; k < count; k++) {
      axes[k] = widest(covariance);
      double spread = dot(axes[k], times(covariance, axes[k]));
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width; j++) {
          covariance[i][j] -= spread * axes[k][i] * axes[k][j];
        }
      }
    }
    return new PrincipalAxes(mean, axes);
  }

  /// Where a point lies along each axis.
  public double[] of(double... point) {
    double[] places = new double[axes.length];
    for (int k = 0; k < places.length; k++) {
      for (int i = 0; i < mean.length; i++) {
        places[k] += axes[k][i] * (point[i] - mean[i]);
      }
    }
    return places;
  }

  private static double[] widest(double[][] matrix) {
    // The row of the largest variance is not orthogonal to the widest direction but by chance.
    int start = 0;
    for (int i = 1; i < matrix.length; i++) {
      start = matrix[i][i] > matrix[start][start] ? i : start;
    }
    double[] axis = new double[matrix.length];
    for (int i = 0; i < axis.length; i++) {
      axis[i] = i == start ? 1 : 1e-3 / (i + 1);
    }
    normalize(axis);
    for (int turn = 0; turn < TURNS; turn++) {
      double[] next = times(matrix, axis);
      if (!normalize(next)) {
        break;
      }
      axis = next;
    }
    int largest = 0;
    for (int i = 1; i < axis.length; i++) {
      largest = Math.abs(axis[i]) > Math.abs(axis[largest]) ? i : largest;
    }
    if (axis[largest] < 0) {
      for (int i = 0; i < axis.length; i++) {
        axis[i] = -axis[i];
      }
    }
    return axis;
  }

  private static double[] times(double[][] matrix, double... vector) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = dot(matrix[i], vector);
    }
    return product;
  }

  private static double dot(double[] a, double... b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /// Brings a vector to length 1; says whether it had a length.
  private static boolean normalize(double... vector) {
    double length = Math.sqrt(dot(vector, vector));
    if (length < 1e-300) {
      return false;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
    return true;
  }
}
