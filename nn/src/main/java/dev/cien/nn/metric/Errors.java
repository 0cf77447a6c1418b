package dev.cien.nn.metric;

/// Sums over the errors of a regression.
///
/// @param count how many numbers
/// @param squared Σ(prediction − target)²
/// @param absolute Σ|prediction − target|
/// @param mean the mean of the targets
/// @param spread Σ(target − mean)²
public record Errors(long count, double squared, double absolute, double mean, double spread) {
  /// Nothing yet.
  public static final Errors NONE = new Errors(0, 0, 0, 0, 0);

  /// This with one more number, the mean updated so that nothing cancels (Welford 1962).
  Errors plus(double prediction, double target) {
    double error = prediction - target;
    double distance = target - mean;
    double newMean = mean + distance / (count + 1);
    return new Errors(
        count + 1,
        squared + error * error,
        absolute + Math.abs(error),
        newMean,
        spread + distance * (target - newMean));
  }
}
