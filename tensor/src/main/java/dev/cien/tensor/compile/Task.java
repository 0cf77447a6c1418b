package dev.cien.tensor.compile;

import dev.cien.tensor.graph.Node;
import java.util.List;

/// One step of a program: what it reads and writes, and how it is done.
///
/// @param label for dumps: the kernel's or the operation's name
/// @param reads the nodes whose buffers are read
/// @param writes the nodes whose buffers are written
/// @param action computes, given the buffers of the reads followed by those of the writes
/// @param detail readable pseudo-code
record Task(String label, List<Node> reads, List<Node> writes, Action action, String detail) {
  /// What a task does with its buffers.
  @FunctionalInterface
  interface Action {
    void run(Object[] buffers);
  }
}
