package dev.cien.tensor.cpu;

/// The error function in float64, with the same bits on every machine.
final class ErrorFunction {
  private ErrorFunction() {}

  /// erf(x) = 2/√π · e^(−x²) · Σₙ 2ⁿ x²ⁿ⁺¹ / (1·3·5…(2n+1)): all terms have one sign. Beyond 6 it
  /// is ±1.
  static double erf(double x) {
    if (Double.isNaN(x) || Math.abs(x) >= 6) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > Math.abs(sum) * 1e-18; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
  }
}
