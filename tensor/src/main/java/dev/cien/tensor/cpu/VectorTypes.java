package dev.cien.tensor.cpu;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// The constants of generated vector code. Loaded only where the Vector API is present.
final class VectorTypes {
  /// The machine's preferred vector of FLOAT32.
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  /// As many lanes of INT32.
  static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

  /// As many lanes of bytes, which hold truth values; `null` where there is no such vector.
  static final VectorSpecies<Byte> BYTES =
      FLOATS.length() < 8
          ? null
          : FLOATS.length() == 8 ? ByteVector.SPECIES_64 : ByteVector.SPECIES_128;

  /// The lane numbers.
  static final IntVector LANE = IntVector.zero(INTS).addIndex(1);

  private VectorTypes() {}

  /// For elements that lie `stride` apart the positions of the lanes of a vector; entry n has those
  /// of the first n lanes, the others point to lane 0: positions are checked even where a mask
  /// leaves a lane out.
  static int[][] strided(int stride) {
    int[][] maps = new int[FLOATS.length() + 1][FLOATS.length()];
    for (int n = 0; n < maps.length; n++) {
      for (int i = 0; i < n; i++) {
        maps[n][i] = i * stride;
      }
    }
    return maps;
  }
}
