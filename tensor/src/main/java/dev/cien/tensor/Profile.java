package dev.cien.tensor;

import dev.cien.tensor.compile.Executable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Where the time of a [Step] goes: one entry for each kernel of its program, in the order in which
/// they run. See [Step#profile].
///
/// @param runs the number of runs that were measured
/// @param entries the kernels
public record Profile(int runs, List<Entry> entries) {
  /// One kernel.
  ///
  /// @param kernel its name
  /// @param seconds time of one run: the median over the runs
  /// @param flops arithmetic operations in one run
  /// @param bytes bytes of the arrays that it reads and writes, each counted once
  /// @param lines the lines of the program that it computes
  public record Entry(String kernel, double seconds, long flops, long bytes, List<String> lines) {}

  /// The sum of all kernels' times: the step's time without what surrounds it.
  public double seconds() {
    return entries.stream().mapToDouble(Entry::seconds).sum();
  }

  static Profile of(List<Executable.Part> parts, long[][] nanos) {
    return new Profile(
        nanos.length,
        IntStream.range(0, parts.size())
            .mapToObj(i -> entry(parts.get(i), Arrays.stream(nanos).mapToLong(run -> run[i])))
            .toList());
  }

  private static Entry entry(Executable.Part part, LongStream nanos) {
    long[] sorted = nanos.sorted().toArray();
    return new Entry(
        part.kernel(),
        sorted[sorted.length / 2] / 1e9,
        part.flops(),
        part.bytes(),
        part.lines().stream().map(Object::toString).distinct().toList());
  }
}
