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
/// stripes, so that only one accumulator lives at a time.
final class AttentionVectorRows implements AttentionRows {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /// Rows whose stripes wait to be folded.
  private static final int MOST_ROWS = 8;

  private static final ThreadLocal<float[]> STRIPED =
      ThreadLocal.withInitial(() -> new float[MOST_ROWS * STRIPES]);

  @Override
  public void exponentials(float[] x, int at, int apart, int rows, int count, float[] sums) {
    for (int r = 0; r < rows; r++) {
      sums[r] = largest(x, at + r * apart, count);
    }
    float[] striped = STRIPED.get();
    for (int stripe = 0; stripe < STRIPES; stripe += LANES) {
      exponentials(x, at + stripe, apart, rows, count, sums, striped, stripe);
    }
    for (int r = 0; r < rows; r++) {
      sums[r] = AttentionRows.fold(striped, r * STRIPES);
    }
  }

  /// The largest element. NaN counts or not, and makes a NaN of its exponential anyway.
  private static float largest(float[] x, int at, int count) {
    FloatVector largest = FloatVector.fromArray(SPECIES, x, at);
    for (int i = LANES; i < count; i += LANES) {
      FloatVector next = FloatVector.fromArray(SPECIES, x, at + i);
      largest = largest.blend(next, next.compare(VectorOperators.GT, largest));
    }
    return unordered(ordered(largest.reinterpretAsInts()).reduceLanes(VectorOperators.MAX));
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

  private static void exponentials(
      float[] x,
      int at,
      int apart,
      int rows,
      int count,
      float[] largest,
      float[] striped,
      int stripe) {
    FloatVector low = FloatVector.broadcast(SPECIES, -87f);
    FloatVector log2 = FloatVector.broadcast(SPECIES, Exponential.LOG2_E);
    FloatVector rounder = FloatVector.broadcast(SPECIES, Exponential.ROUNDER);
    FloatVector lnHigh = FloatVector.broadcast(SPECIES, Exponential.LN_2_HIGH);
    FloatVector lnLow = FloatVector.broadcast(SPECIES, Exponential.LN_2_LOW);
    FloatVector c0 = FloatVector.broadcast(SPECIES, Exponential.coefficient(0));
    FloatVector c1 = FloatVector.broadcast(SPECIES, Exponential.coefficient(1));
    FloatVector c2 = FloatVector.broadcast(SPECIES, Exponential.coefficient(2));
    FloatVector c3 = FloatVector.broadcast(SPECIES, Exponential.coefficient(3));
    FloatVector c4 = FloatVector.broadcast(SPECIES, Exponential.coefficient(4));
    FloatVector c5 = FloatVector.broadcast(SPECIES, Exponential.coefficient(5));
    for (int r = 0; r < rows; r++) {
      int row = at + r * apart;
      float shift = largest[r];
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = 0; i < count; i += STRIPES) {
        FloatVector given = FloatVector.fromArray(SPECIES, x, row + i).sub(shift);
        VectorMask<Float> tiny = given.compare(VectorOperators.LT, low);
        FloatVector bounded = given.blend(low, tiny);
        FloatVector rounded = bounded.fma(log2, rounder);
        FloatVector n = rounded.sub(rounder);
        FloatVector rest = n.fma(lnLow, n.fma(lnHigh, bounded));
        FloatVector p = c0.fma(rest, c1).fma(rest, c2).fma(rest, c3).fma(rest, c4).fma(rest, c5);
        FloatVector fraction = p.fma(rest.mul(rest), rest.add(1f));
        FloatVector power =
            rounded
                .reinterpretAsInts()
                .sub(Exponential.ROUNDER_BITS - 127)
                .lanewise(VectorOperators.LSHL, 23)
                .reinterpretAsFloats();
        FloatVector e = fraction.mul(power).blend(0f, tiny);
        e.intoArray(x, row + i);
        sum = sum.add(e);
      }
      sum.intoArray(striped, r * STRIPES + stripe);
    }
  }

  @Override
  public void slopes(
      float[] e, float[] slopes, int at, int apart, int rows, int count, float[] sums) {
    float[] striped = STRIPED.get();
    for (int r = 0; r < rows; r++) {
      for (int stripe = 0; stripe < STRIPES; stripe += LANES) {
        int row = at + r * apart + stripe;
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i += STRIPES) {
          sum =
              FloatVector.fromArray(SPECIES, e, row + i)
                  .fma(FloatVector.fromArray(SPECIES, slopes, row + i), sum);
        }
        sum.intoArray(striped, r * STRIPES + stripe);
      }
    }
    for (int r = 0; r < rows; r++) {
      float share = 1 / sums[r];
      float mean = AttentionRows.fold(striped, r * STRIPES) * share;
      int row = at + r * apart;
      for (int i = 0; i < count; i += LANES) {
        FloatVector weight = FloatVector.fromArray(SPECIES, e, row + i).mul(share);
        weight.intoArray(e, row + i);
        FloatVector slope = FloatVector.fromArray(SPECIES, slopes, row + i);
        weight.mul(slope.sub(mean)).intoArray(slopes, row + i);
      }
    }
  }
}
