package dev.cien.testkit;

import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import java.util.Arrays;

/// How far a number may be from the one expected: |actual − expected| ≤ absolute + relative ·
/// |expected|.
///
/// NaN fits NaN and nothing else; an infinity fits itself alone.
///
/// @param relative the share of the expected magnitude
/// @param absolute what is allowed around 0
public record Tolerance(double relative, double absolute) {
  /// No difference at all, but −0 fits 0.
  public static final Tolerance EXACT = new Tolerance(0, 0);

  /// For results of a few `float32` operations: 1e-5 relative, 1e-6 absolute.
  public static final Tolerance FLOAT32 = new Tolerance(1e-5, 1e-6);

  /// For results of a few `float64` operations: 1e-12 relative, 1e-13 absolute.
  public static final Tolerance FLOAT64 = new Tolerance(1e-12, 1e-13);

  /// For results stored as `bfloat16`: 2⁻⁷ relative, 1e-6 absolute.
  public static final Tolerance BFLOAT16 = new Tolerance(0x1p-7, 1e-6);

  /// The tolerance that suits a number format; whole numbers and booleans must be equal.
  public static Tolerance of(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> FLOAT32;
      case FLOAT64 -> FLOAT64;
      case BFLOAT16 -> BFLOAT16;
      case BOOL, INT32, INT64 -> EXACT;
    };
  }

  /// This, `factor` times as wide.
  public Tolerance times(double factor) {
    return new Tolerance(relative * factor, absolute * factor);
  }

  /// Whether `actual` is near enough to `expected`.
  public boolean fits(double actual, double expected) {
    return actual == expected
        || Double.isNaN(actual) && Double.isNaN(expected)
        || Math.abs(actual - expected) <= absolute + relative * Math.abs(expected)
            && !Double.isInfinite(expected);
  }

  /// Requires every element of `actual` to fit; the error names the first that does not and the
  /// largest difference.
  ///
  /// @throws AssertionError if sizes differ or an element does not fit
  public void check(String what, double[] actual, double[] expected) {
    if (actual.length != expected.length) {
      throw new AssertionError(
          what + ": expected " + expected.length + " elements, found " + actual.length);
    }
    int first = -1;
    int misfits = 0;
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      if (!fits(actual[i], expected[i])) {
        first = first < 0 ? i : first;
        misfits++;
      }
      worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
    }
    if (misfits > 0) {
      throw new AssertionError(
          what
              + ": "
              + misfits
              + " of "
              + actual.length
              + " elements differ by more than "
              + this
              + "; element "
              + first
              + " is "
              + actual[first]
              + ", expected "
              + expected[first]
              + "; largest difference "
              + worst
              + "\n  actual   "
              + excerpt(actual)
              + "\n  expected "
              + excerpt(expected));
    }
  }

  /// Requires the elements of `actual` to fit those of `expected`, and the shapes to be equal.
  ///
  /// @throws AssertionError if shapes differ or an element does not fit
  public void check(String what, Tensor actual, Tensor expected) {
    if (!actual.shape().equals(expected.shape())) {
      throw new AssertionError(
          what + ": expected shape " + expected.shape() + ", found " + actual.shape());
    }
    check(what, actual.toDoubles(), expected.toDoubles());
  }

  @Override
  public String toString() {
    return absolute + " + " + relative + "·|expected|";
  }

  private static String excerpt(double[] values) {
    int most = 12;
    String text = Arrays.toString(Arrays.copyOf(values, Math.min(most, values.length)));
    return values.length > most ? text.substring(0, text.length() - 1) + ", …]" : text;
  }
}
