package dev.cien.tensor.compile;

/// A compiled graph: arrays in, arrays out.
public interface Executable {
  /// Computes the results for the given arguments, both in the order in which the program was
  /// compiled. A result that is not `null` on entry is written into; others are allocated.
  void run(Object[] arguments, Object[] results);

  /// The graph, the fused groups, the buffers and the kernels, as text.
  String explain();
}
