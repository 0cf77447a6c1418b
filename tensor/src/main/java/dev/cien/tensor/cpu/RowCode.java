package dev.cien.tensor.cpu;

/// Generated code for the elements of one row of a map kernel.
public interface RowCode {
  /// Computes elements `from` (included) to `to` (not included); `bases` holds the position of
  /// element 0 of each access.
  void run(Object[] buffers, int[] bases, int from, int to);
}
