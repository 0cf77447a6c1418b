package dev.cien.tensor.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The largest elements of windows with the Vector API, by their ranks (see [Pool]).
///
/// In windows of two by two a pair of neighbours is one whole number of 64 bits, so that no lane
/// has to move: each element becomes its rank in the upper half of such a number and 3 less the
/// number of its tap in the lower half; the largest number is the answer.
final class PoolVector {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> HALF =
      VectorSpecies.of(int.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));
  private static final int PAIRS = LONGS.length();
  private static final long UPPER = -1L << 32;
  private static final LongVector TWICE = LongVector.zero(LONGS).addIndex(2);

  private PoolVector() {}

  /// For windows whose upper left elements are `at`, `at + 2`, …, writes which element is the
  /// largest: 0 and 1 in the upper line, and in the lower line these plus `line`.
  ///
  /// @param place index of element `at` in its plane
  static void fours(float[] x, int at, int line, int place, int[] places, int to, int count) {
    for (int w = 0; w < count; w += PAIRS) {
      VectorMask<Float> live = FLOATS.indexInRange(2 * w, 2 * count);
      LongVector upper =
          ranks(FloatVector.fromArray(FLOATS, x, at + 2 * w, live)).reinterpretAsLongs();
      LongVector lower =
          ranks(FloatVector.fromArray(FLOATS, x, at + line + 2 * w, live)).reinterpretAsLongs();
      LongVector first = upper.lanewise(VectorOperators.LSHL, 32).or(3);
      LongVector second = upper.and(UPPER).or(2);
      LongVector third = lower.lanewise(VectorOperators.LSHL, 32).or(1);
      LongVector fourth = lower.and(UPPER);
      LongVector best = first.max(second).max(third.max(fourth));
      LongVector tap = best.not();
      LongVector chosen =
          tap.and(1)
              .add(tap.and(2).lanewise(VectorOperators.LSHR, 1).mul(line))
              .add(TWICE)
              .add(place + 2 * w);
      ((IntVector) chosen.convertShape(VectorOperators.L2I, HALF, 0))
          .intoArray(places, to + w, HALF.indexInRange(w, count));
    }
  }

  /// For windows whose first elements are `at`, `at + 1`, …, writes which of the taps `[from, to)`
  /// is the first largest.
  static void taps(float[] x, int at, int[] offsets, int from, int to, int count, int[] taps) {
    for (int w = 0; w < count; w += FLOATS.length()) {
      VectorMask<Float> live = FLOATS.indexInRange(w, count);
      IntVector best = ranks(FloatVector.fromArray(FLOATS, x, at + w + offsets[from], live));
      IntVector tap = IntVector.broadcast(INTS, from);
      for (int t = from + 1; t < to; t++) {
        IntVector next = ranks(FloatVector.fromArray(FLOATS, x, at + w + offsets[t], live));
        VectorMask<Integer> earlier = next.compare(VectorOperators.LE, best);
        best = next.max(best);
        tap = IntVector.broadcast(INTS, t).blend(tap, earlier);
      }
      ((IntVector) tap.check(INTS)).intoArray(taps, w, INTS.indexInRange(w, count));
    }
  }

  private static IntVector ranks(FloatVector x) {
    IntVector bits = x.add(0f).reinterpretAsInts();
    IntVector rank =
        bits.lanewise(
            VectorOperators.XOR,
            bits.lanewise(VectorOperators.ASHR, 31).lanewise(VectorOperators.LSHR, 1));
    VectorMask<Integer> nan =
        bits.and(Integer.MAX_VALUE).compare(VectorOperators.GT, Pool.INFINITY);
    return rank.blend(Integer.MAX_VALUE, nan);
  }
}
