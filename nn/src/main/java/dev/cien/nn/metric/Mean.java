package dev.cien.nn.metric;

/// The mean of one number a sample.
///
/// @param sum of the numbers
/// @param count how many there are
public record Mean(double sum, long count) {
  /// Of nothing.
  public static final Mean NONE = new Mean(0, 0);

  /// With one more number.
  public Mean plus(double value) {
    return new Mean(sum + value, count + 1);
  }

  /// The mean, NaN if there is nothing.
  public double value() {
    return sum / count;
  }
}
