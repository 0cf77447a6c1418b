package dev.cien.data;

/// How an argument is refused: the operation, what it expected and found, the usual cause and what
/// to do.
final class Refusal {
  private Refusal() {}

  /// An exception to throw.
  ///
  /// @param advice the usual cause and the fix, without a full stop
  static IllegalArgumentException of(
      String operation, String expected, Object found, String advice) {
    return new IllegalArgumentException(
        operation + ": expected " + expected + ", found " + found + ". Usual cause: " + advice);
  }
}
