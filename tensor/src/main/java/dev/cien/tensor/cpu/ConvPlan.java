package dev.cien.tensor.cpu;

/// A convolution, or one of its gradients, prepared for one shape: the algorithm chosen, its tables
/// made.
///
/// Making a plan costs some microseconds and is meant for the time when a program is compiled.
/// Plans are immutable and may run on several threads at once; work arrays come from a pool. The
/// algorithm depends on the shape alone, and the order of additions on the algorithm, so results
/// have the same bits for any number of threads and any vector width, with and without the Vector
/// API, and in both layouts.
public abstract class ConvPlan {
  ConvPlan() {}

  /// Computes the result from the two operands, which the factory methods name; every element of
  /// the result is overwritten.
  public final void run(Object a, Object b, Object result) {
    run(a, b, result, VectorSupport.available());
  }

  /// As [#run(Object, Object, Object)], with or without the Vector API.
  abstract void run(Object a, Object b, Object result, boolean vectors);
}
