package dev.cien.cli;

/// The power law y = c·xᵖ.
final class PowerLaw {
  private PowerLaw() {}

  /// The exponent p that fits some points best: the slope of the least-squares line on logarithmic
  /// axes.
  ///
  /// @param x two or more sizes, not all equal, above 0
  /// @param y what belongs to each, above 0
  static double exponent(int[] x, double[] y) {
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < x.length; i++) {
      meanX += Math.log(x[i]) / x.length;
      meanY += Math.log(y[i]) / x.length;
    }
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < x.length; i++) {
      double distance = Math.log(x[i]) - meanX;
      covariance += distance * (Math.log(y[i]) - meanY);
      variance += distance * distance;
    }
    return covariance / variance;
  }
}
