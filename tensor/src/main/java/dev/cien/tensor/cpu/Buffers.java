package dev.cien.tensor.cpu;

import dev.cien.tensor.DType;
import dev.cien.tensor.TensorException;

/// Allocates the arrays that elements are stored in.
public final class Buffers {
  private static final int HEADER = 16;

  /// The memory in which a processor mistakes one address for another when it compares a load with
  /// the stores before it.
  private static final int PAGE = 4096;

  /// How far apart within a page successive arrays begin: the golden section of it, which spreads
  /// any number of them evenly.
  private static final int APART = 1584;

  /// Bytes from which an array is lengthened: four pages, of which one more at most is little.
  private static final int LARGE = 4 * PAGE;

  /// Elements of the longest vector.
  private static final int VECTOR = 16;

  private static final int LONGEST = Integer.MAX_VALUE - 8;

  private static final long MEMORY = Runtime.getRuntime().maxMemory();

  private Buffers() {}

  /// An array of zeros for at least `size` elements of a number format.
  ///
  /// There is room for one vector behind the last element, whichever element it begins at.
  /// Generated code loads whole vectors there. It stores under a mask; the Vector API lets such a
  /// vector reach over the end of an array, but checks its mask lane by lane then, with code as
  /// long again as all the rest of a kernel. What never happens is not compiled.
  ///
  /// Large arrays are somewhat longer. The JVM puts arrays behind each other, and those of a power
  /// of two would all begin in nearly the same place of a page: a loop that reads some and writes
  /// others then waits at each step for stores that have nothing to do with its loads, three to
  /// seven times slower.
  public static Object allocate(DType type, int size) {
    int length = length(type.bytes(), size);
    try {
      return switch (type) {
        case FLOAT32 -> new float[length];
        case FLOAT64 -> new double[length];
        case INT32 -> new int[length];
        case INT64 -> new long[length];
        case BOOL -> new byte[length];
        case BFLOAT16 -> new short[length];
      };
    } catch (OutOfMemoryError e) {
      throw full("tensor: no room for " + megabytes((long) length * type.bytes()) + " more", e);
    }
  }

  /// What to throw where Java's memory does not suffice.
  ///
  /// @param what the operation, and what there is no room for
  public static TensorException full(String what, OutOfMemoryError e) {
    Runtime runtime = Runtime.getRuntime();
    return new TensorException(
        what
            + ", "
            + megabytes(runtime.totalMemory() - runtime.freeMemory())
            + " of the "
            + megabytes(MEMORY)
            + " that this JVM may use are taken. Usual cause: tensors that are still reachable,"
            + " such as losses kept with their history or the results of all batches, or a batch"
            + " that is too large; fix: keep numbers (item()) or tensors without history"
            + " (compute()), take a smaller batch, or start Java with a larger -Xmx.",
        e);
  }

  private static String megabytes(long bytes) {
    return Math.ceilDiv(bytes, 1 << 20) + " MB";
  }

  /// The bytes of the elements of such an array.
  public static long bytes(DType type, int size) {
    return (long) length(type.bytes(), size) * type.bytes();
  }

  private static int length(int bytes, int size) {
    long roomy = (long) size + VECTOR;
    long whole = HEADER + roomy * bytes;
    long more = whole < LARGE ? 0 : Math.floorMod(APART - whole, PAGE) / bytes;
    if (roomy > LONGEST) {
      throw new TensorException(
          "tensor: expected at most "
              + (LONGEST - VECTOR)
              + " elements, found "
              + size
              + ": an array of the JVM holds no more. Fix: split it, for example along the batch.");
    }
    if (whole > MEMORY) {
      throw new TensorException(
          "tensor: expected at most the "
              + (MEMORY >> 20)
              + " MB that this JVM may use, found "
              + size
              + " elements of "
              + bytes
              + " bytes, which need "
              + (whole >> 20)
              + ". Usual cause: an outer product or a batch that was not meant; fix: split it along"
              + " the batch, or start Java with a larger -Xmx.");
    }
    return (int) Math.min(LONGEST, roomy + more);
  }

  /// A copy of the `size` elements of an array.
  public static Object copy(Object elements, DType type, int size) {
    Object copy = allocate(type, size);
    System.arraycopy(elements, 0, copy, 0, size);
    return copy;
  }
}
