package dev.cien.bench.kernels;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What a benchmark has done so far. JMH divides it by the time, so that these are the speeds it
/// reports, in 10⁹ operations and bytes a second.
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class Work {
  /// 10⁹ additions and multiplications.
  public double gigaflops;

  /// 10⁹ bytes read or written.
  public double gigabytes;
}
