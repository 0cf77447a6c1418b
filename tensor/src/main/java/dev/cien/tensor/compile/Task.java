package dev.cien.tensor.compile;

import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Site;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One step of a program: what it reads and writes, and how it is done.
///
/// @param label for dumps: the kernel's or the operation's name
/// @param reads the nodes whose buffers are read
/// @param writes the nodes whose buffers are written
/// @param action computes, given the buffers of the reads followed by those of the writes
/// @param flops arithmetic operations in one run
/// @param lines the user's lines that it computes
/// @param detail readable pseudo-code
record Task(
    String label,
    List<Node> reads,
    List<Node> writes,
    Action action,
    long flops,
    List<Site> lines,
    String detail) {
  /// What a task does with its buffers.
  @FunctionalInterface
  interface Action {
    void run(Object[] buffers);
  }

  /// The bytes of the buffers that it reads and writes, each counted once.
  long bytes() {
    Set<Node> touched = new LinkedHashSet<>(reads);
    touched.addAll(writes);
    return touched.stream().mapToLong(n -> (long) n.shape().size() * n.dtype().bytes()).sum();
  }

  /// The calls that recorded some nodes, each once.
  static List<Site> lines(List<Node> nodes) {
    Set<Site> lines = new LinkedHashSet<>();
    nodes.forEach(node -> lines.add(node.site()));
    lines.removeIf(site -> !site.isKnown());
    return new ArrayList<>(lines);
  }
}
