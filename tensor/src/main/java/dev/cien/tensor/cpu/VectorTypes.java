package dev.cien.tensor.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// The constants of generated vector code. Loaded only where the Vector API is present.
final class VectorTypes {
  /// The machine's preferred vector of FLOAT32.
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  /// As many lanes of INT32.
  static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

  /// The lane numbers.
  static final IntVector LANE = IntVector.zero(INTS).addIndex(1);

  private VectorTypes() {}
}
