package dev.cien.tensor;

import dev.cien.tensor.cpu.VectorSupport;
import dev.cien.tensor.cpu.Workers;
import dev.cien.tensor.loop.FusedMultiplyAdd;

/// What this process computes with: how many threads, and whether on vectors or on scalar loops.
///
/// Results have the same bits whatever is said here; only the time differs.
public final class Machine {
  private Machine() {}

  /// The number of threads that share the work of one operation, the caller included. Default: the
  /// system property `cien.threads`, else the number of processors.
  public static int threads() {
    return Workers.threads();
  }

  /// Sets the number of threads that share the work of one operation.
  ///
  /// @throws IllegalArgumentException if `count` is less than 1
  public static void threads(int count) {
    Workers.setThreads(count);
  }

  /// Whether kernels run on the Vector API in this process.
  public static boolean hasVectors() {
    return VectorSupport.available();
  }

  /// Which kernels run, and why if they are the slow ones.
  public static KernelPath kernelPath() {
    return VectorSupport.path();
  }

  /// The `float` elements of one vector: 4, 8 or 16, or 0 where scalar loops run.
  public static int vectorLanes() {
    return VectorSupport.lanes();
  }

  /// One line for people: which kernels run, and why if they are the slow ones.
  public static String vectorPath() {
    return VectorSupport.describe();
  }

  /// Whether the processor multiplies and adds with one rounding by one instruction. Without it
  /// results have the same bits, but take ten times as long or more.
  public static boolean hasFusedMultiplyAdd() {
    return FusedMultiplyAdd.inHardware();
  }

  /// One line for people: whether there is a fused multiply-add, and what to do if not.
  public static String arithmeticPath() {
    return FusedMultiplyAdd.describe();
  }
}
