package dev.cien.tensor;

/// Which kernels a process runs, and why if they are the slow ones.
public enum KernelPath {
  /// Vectors, by the Vector API.
  VECTORS,
  /// Scalar loops, because `-Dcien.vector=off` asks for them.
  SWITCHED_OFF,
  /// Scalar loops, because the module `jdk.incubator.vector` was not named to the launcher.
  NO_MODULE,
  /// Scalar loops, because nothing computes a fused multiply-add by one instruction.
  NO_FUSED_MULTIPLY_ADD,
  /// Scalar loops, because this JVM runs without its optimizing compiler.
  NO_COMPILER,
  /// Scalar loops, because this JVM has no vectors of at least four floats.
  TOO_NARROW
}
