package dev.cien.tensor.compile;

import dev.cien.tensor.graph.Site;
import java.util.List;

/// A compiled graph: arrays in, arrays out.
public interface Executable {
  /// Computes the results for the given arguments, both in the order in which the program was
  /// compiled. A result that is not `null` on entry is written into; others are allocated.
  default void run(Object[] arguments, Object[] results) {
    run(arguments, results, null);
  }

  /// The same, telling `clock`, unless it is `null`, how long each task took.
  void run(Object[] arguments, Object[] results, Clock clock);

  /// The tasks in the order in which they run.
  List<Part> parts();

  /// Bytes of the buffers that hold values on the way.
  long temporaryBytes();

  /// The graph, the fused groups, the buffers and the kernels, as text.
  String explain();

  /// Hears of each task that has run.
  interface Clock {
    void ran(int part, long nanos);
  }

  /// What there is to know of a task.
  ///
  /// @param kernel its kernel's name
  /// @param flops arithmetic operations in one run
  /// @param bytes bytes of the buffers that it reads and writes
  /// @param lines the user's lines that it computes
  record Part(String kernel, long flops, long bytes, List<Site> lines) {}
}
