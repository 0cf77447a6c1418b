package dev.cien.optim;

/// Checks of hyper-parameters, with messages that name them.
final class Checks {
  private Checks() {}

  /// A number that must be finite and 0 or more.
  static void notNegative(String rule, String name, double value) {
    require(
        value >= 0 && value < Double.POSITIVE_INFINITY,
        rule,
        name,
        "a finite number of 0 or more",
        value);
  }

  /// A number that must be from 0 (included) to 1 (not included).
  static void fraction(String rule, String name, double value) {
    require(
        value >= 0 && value < 1, rule, name, "a number from 0 up to but not including 1", value);
  }

  static void require(boolean holds, String rule, String name, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          rule + ": expected " + expected + " for " + name + ", found " + found + ".");
    }
  }
}
