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

  /// A sample's number if it is one of `size`.
  ///
  /// @throws IndexOutOfBoundsException otherwise
  static int index(String operation, int index, int size) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          operation
              + ": expected a number from 0 to "
              + (size - 1)
              + ", found "
              + index
              + ". Usual cause: numbers of another set or part, or counted from 1; fix: stay below"
              + " size(), which is "
              + size);
    }
    return index;
  }
}
