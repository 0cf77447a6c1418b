package dev.cien.tensor.cpu;

/// A class written by [KernelEmitter].
interface GeneratedKernel extends KernelCode {
  /// Runs every pass on its own over `n` elements, whatever its row values are: for the JVM, which
  /// compiles what is called often, and for nobody else. The buffers must hold `n` elements from
  /// each offset on; what is in them afterwards means nothing. Where rows are short, `n` counts
  /// rows.
  void exercise(Object[] buffers, int[] offsets, int n);
}
