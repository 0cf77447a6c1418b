package dev.cien.tensor.cpu;

import dev.cien.tensor.loop.Exponential;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [AttentionRows] on the Vector API. Load this class only where [VectorSupport#available()].
///
/// Where a vector has fewer lanes than there are stripes, a row is walked once for each vector of
/// stripes, so that only one accumulator lives at a time. Methods are called on what a loop reads,
/// not on what it carries: of that C2 does not know the class in advance, and where no profile says
/// it, calls the method for good and makes an object of every vector. For the same reason it is
/// checked against its species behind the loop.
final class AttentionVectorRows implements AttentionRows {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /// Rows whose stripes wait to be folded.
  private static final int MOST_ROWS = 8;

  private static final ThreadLocal<float[]> STRIPED =
      ThreadLocal.withInitial(() -> new float[MOST_ROWS * STRIPES]);

  @Override
  public void exponentials(float[] x, int at, int apart, int rows, int count, float[] sums) {
    float[] striped = STRIPED.get();
    for (int r = 0; r < rows; r++) {
      int row = at + r * apart;
      float largest = largest(x, row, count);
      for (int stripe = 0; stripe < STRIPES; stripe += LANES) {
        exponentials(x, row + stripe, count, largest, striped, r * STRIPES + stripe);
      }
    }
    for (int r = 0; r < rows; r++) {
      sums[r] = AttentionRows.fold(striped, r * STRIPES);
    }
  }

  @Override
  public void slopes(
      float[] e, float[] slopes, int at, int apart, int rows, int count, float[] sums) {
    float[] striped = STRIPED.get();
    for (int r = 0; r < rows; r++) {
      for (int stripe = 0; stripe < STRIPES; stripe += LANES) {
        products(e, slopes, at + r * apart + stripe, count, striped, r * STRIPES + stripe);
      }
    }
    for (int r = 0; r < rows; r++) {
      float share = 1 / sums[r];
      float mean = AttentionRows.fold(striped, r * STRIPES) * share;
      slopes(e, slopes, at + r * apart, count, share, mean);
    }
  }

  /// The largest element. NaN counts or not, and makes a NaN of its exponential anyway.
  private static float largest(float[] x, int at, int count) {
    FloatVector largest = FloatVector.fromArray(SPECIES, x, at);
    for (int i = LANES; i < count; i += LANES) {
      FloatVector next = FloatVector.fromArray(SPECIES, x, at + i);
      largest = next.blend(largest, next.compare(VectorOperators.LE, largest));
    }
    FloatVector found = (FloatVector) largest.check(SPECIES);
    return unordered(ordered(found.reinterpretAsInts()).reduceLanes(VectorOperators.MAX));
  }

  /// Bits of floats as whole numbers of the same order, whose largest a processor finds sooner.
  private static IntVector ordered(IntVector bits) {
    return bits.lanewise(
        VectorOperators.XOR,
        bits.lanewise(VectorOperators.ASHR, 31).lanewise(VectorOperators.LSHR, 1));
  }

  private static float unordered(int bits) {
    return Float.intBitsToFloat(bits ^ bits >> 31 >>> 1);
  }

  /// Every [#STRIPES]th vector of a row. The constants are written into the loop: C2 takes them out
  /// again, and as none is alive where the loop turns it needs no object for any of them.
  private static void exponentials(
      float[] x, int at, int count, float largest, float[] striped, int stripe) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < count; i += STRIPES) {
      FloatVector given = FloatVector.fromArray(SPECIES, x, at + i).sub(largest);
      VectorMask<Float> tiny = given.compare(VectorOperators.LT, -87f);
      FloatVector bounded = given.blend(-87f, tiny);
      FloatVector rounded =
          bounded.fma(broadcast(Exponential.LOG2_E), broadcast(Exponential.ROUNDER));
      FloatVector n = rounded.sub(Exponential.ROUNDER);
      FloatVector high = n.fma(broadcast(Exponential.LN_2_HIGH), bounded);
      FloatVector rest = n.fma(broadcast(Exponential.LN_2_LOW), high);
      FloatVector p =
          broadcast(Exponential.P0)
              .fma(rest, broadcast(Exponential.P1))
              .fma(rest, broadcast(Exponential.P2))
              .fma(rest, broadcast(Exponential.P3))
              .fma(rest, broadcast(Exponential.P4))
              .fma(rest, broadcast(Exponential.P5));
      FloatVector fraction = p.fma(rest.mul(rest), rest.add(1f));
      FloatVector power =
          rounded
              .reinterpretAsInts()
              .sub(Exponential.ROUNDER_BITS - 127)
              .lanewise(VectorOperators.LSHL, 23)
              .reinterpretAsFloats();
      FloatVector e = fraction.mul(power).blend(0f, tiny);
      e.intoArray(x, at + i);
      sum = e.add(sum);
    }
    ((FloatVector) sum.check(SPECIES)).intoArray(striped, stripe);
  }

  private static FloatVector broadcast(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  private static void products(
      float[] a, float[] b, int at, int count, float[] striped, int stripe) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < count; i += STRIPES) {
      FloatVector factor = FloatVector.fromArray(SPECIES, a, at + i);
      sum = factor.fma(FloatVector.fromArray(SPECIES, b, at + i), sum);
    }
    ((FloatVector) sum.check(SPECIES)).intoArray(striped, stripe);
  }

  private static void slopes(
      float[] e, float[] slopes, int at, int count, float share, float mean) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector weight = FloatVector.fromArray(SPECIES, e, at + i).mul(share);
      weight.intoArray(e, at + i);
      FloatVector slope = FloatVector.fromArray(SPECIES, slopes, at + i);
      weight.mul(slope.sub(mean)).intoArray(slopes, at + i);
    }
  }
}
