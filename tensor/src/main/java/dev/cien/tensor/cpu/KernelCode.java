package dev.cien.tensor.cpu;

/// Something that runs a kernel on part of its work: the block interpreter or a generated class.
public interface KernelCode {
  /// Runs units `from` (included) to `to` (not included) of [dev.cien.tensor.loop.Kernel#units];
  /// `offsets` holds the position at which each access starts.
  void run(Object[] buffers, int[] offsets, int from, int to);
}
