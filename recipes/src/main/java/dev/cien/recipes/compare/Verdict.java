package dev.cien.recipes.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// What measuring a claim gave.
///
/// @param claim the claim
/// @param results for each side what each seed gave
public record Verdict(Claim claim, List<Result> results) {
  /// A side's figures over seeds.
  ///
  /// @param side the side
  /// @param measured one a seed
  public record Result(Side side, List<Side.Measured> measured) {
    /// The mean figure.
    public double mean() {
      return values().average().orElse(Double.NaN);
    }

    /// The standard deviation over seeds, with N − 1; 0 for a single one.
    public double deviation() {
      double mean = mean();
      int n = measured.size();
      return n < 2 ? 0 : Math.sqrt(values().map(v -> (v - mean) * (v - mean)).sum() / (n - 1));
    }

    /// The mean time of training, in seconds.
    public double seconds() {
      return measured.stream().mapToDouble(Side.Measured::seconds).average().orElse(Double.NaN);
    }

    /// How many numbers are learnt.
    public long parameters() {
      return measured.isEmpty() ? 0 : measured.getFirst().parameters();
    }

    /// The mean and the deviation as a person reads them: four digits and two, without powers of
    /// ten.
    public String figure(Locale locale) {
      return plain(mean(), 4, locale) + " ± " + plain(deviation(), 2, locale);
    }

    private static String plain(double value, int digits, Locale locale) {
      if (!Double.isFinite(value)) {
        return Double.toString(value);
      }
      NumberFormat format = NumberFormat.getInstance(locale);
      format.setMaximumFractionDigits(12);
      return format.format(new BigDecimal(value).round(new MathContext(digits)));
    }

    private DoubleStream values() {
      return measured.stream().mapToDouble(Side.Measured::value);
    }
  }

  /// How a claim turned out.
  public enum Outcome {
    /// The first side is better by more than the spread of both.
    HOLDS,
    /// The first side is better on the mean, within the spread.
    UNCLEAR,
    /// Another side is as good or better.
    FAILS
  }

  /// The first side against the best of the others. The difference must exceed the root of the sum
  /// of the squared standard errors, twice.
  public Outcome outcome() {
    Result first = results.getFirst();
    int n = Math.max(1, first.measured.size());
    boolean clear = true;
    for (Result other : results.subList(1, results.size())) {
      double lead = (first.mean() - other.mean()) * (claim.higherIsBetter() ? 1 : -1);
      if (!(lead > 0)) {
        return Outcome.FAILS;
      }
      double error = Math.hypot(first.deviation(), other.deviation()) / Math.sqrt(n);
      clear &= lead > 2 * error;
    }
    return clear ? Outcome.HOLDS : Outcome.UNCLEAR;
  }
}
