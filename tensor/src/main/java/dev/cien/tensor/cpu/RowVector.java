package dev.cien.tensor.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The additions of [RowSums] with the Vector API.
final class RowVector {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private RowVector() {}

  /// `out[outAt + e] += x[at + e]`.
  static void add(float[] x, int at, float[] out, int outAt, int width) {
    int whole = FLOATS.loopBound(width);
    for (int e = 0; e < whole; e += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, out, outAt + e)
          .add(FloatVector.fromArray(FLOATS, x, at + e))
          .intoArray(out, outAt + e);
    }
    for (int e = whole; e < width; e++) {
      out[outAt + e] += x[at + e];
    }
  }

  /// `out[outAt + e] += x[a + e]`, then `x[b + e]`, `x[c + e]` and `x[d + e]`.
  static void addFour(float[] x, int a, int b, int c, int d, float[] out, int outAt, int width) {
    int whole = FLOATS.loopBound(width);
    for (int e = 0; e < whole; e += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, out, outAt + e)
          .add(FloatVector.fromArray(FLOATS, x, a + e))
          .add(FloatVector.fromArray(FLOATS, x, b + e))
          .add(FloatVector.fromArray(FLOATS, x, c + e))
          .add(FloatVector.fromArray(FLOATS, x, d + e))
          .intoArray(out, outAt + e);
    }
    RowSums.addFour(x, a, b, c, d, out, outAt, whole, width);
  }
}
