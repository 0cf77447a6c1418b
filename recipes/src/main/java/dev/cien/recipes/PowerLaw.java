package dev.cien.recipes;

/// y = factor · x^exponent, fitted by least squares to the logarithms.
///
/// @param factor the value at x = 1
/// @param exponent the slope in logarithms
/// @param r2 the share of the variance of log y that the line explains
public record PowerLaw(double factor, double exponent, double r2) {
  /// Fits points, at least two with different x, all above 0.
  public static PowerLaw of(double[] x, double[] y) {
    int n = x.length;
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < n; i++) {
      meanX += StrictMath.log(x[i]) / n;
      meanY += StrictMath.log(y[i]) / n;
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      double dx = StrictMath.log(x[i]) - meanX;
      double dy = StrictMath.log(y[i]) - meanY;
      xx += dx * dx;
      xy += dx * dy;
      yy += dy * dy;
    }
    double slope = xy / xx;
    return new PowerLaw(
        StrictMath.exp(meanY - slope * meanX), slope, yy == 0 ? 1 : xy * xy / (xx * yy));
  }

  /// The value of the law.
  public double at(double x) {
    return factor * StrictMath.pow(x, exponent);
  }
}
