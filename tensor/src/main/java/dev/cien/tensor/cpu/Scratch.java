package dev.cien.tensor.cpu;

import dev.cien.tensor.DType;
import java.util.Arrays;

/// Working memory of one thread: blocks for the values of a loop body and lanes for its reductions.
/// Grows to what was needed and stays.
final class Scratch {
  /// Elements in a block: with a few dozen values in flight all blocks stay in the second-level
  /// cache.
  static final int BLOCK = 1024;

  private static final ThreadLocal<Scratch> LOCAL = ThreadLocal.withInitial(Scratch::new);

  /// The block array and the offset of each value of the kernel at hand.
  Object[] arrays = new Object[0];

  int[] offsets = new int[0];

  /// The pass over the row that is running.
  int phase;

  /// Base position of each access in the row at hand.
  int[] bases = new int[0];

  private final Object[][] blocks = new Object[DType.values().length][0];

  static Scratch local() {
    return LOCAL.get();
  }

  void reserve(int values, int accesses) {
    if (arrays.length < values) {
      arrays = new Object[values];
      offsets = new int[values];
    }
    if (bases.length < accesses) {
      bases = new int[accesses];
    }
  }

  /// Block number `index` of a number format.
  Object block(DType type, int index) {
    Object[] known = blocks[type.ordinal()];
    if (index >= known.length) {
      known = Arrays.copyOf(known, index + 8);
      blocks[type.ordinal()] = known;
    }
    if (known[index] == null) {
      known[index] = Buffers.allocate(type, BLOCK);
    }
    return known[index];
  }
}
