package dev.cien.data;

/// A chain of a protein: its residues in order, each as a letter and as the place of its α carbon.
///
/// @param name where it is from, such as `1UBQ_A`
/// @param sequence the letters of its residues, L of them
/// @param places x, y, z of each α carbon in ångström, `3 · L` numbers
public record ProteinChain(String name, String sequence, float[] places) {
  /// A chain; its array is not copied.
  ///
  /// @throws IllegalArgumentException if there are not three numbers a residue
  public ProteinChain {
    if (places.length != 3 * sequence.length()) {
      throw Refusal.of(
          "protein chain",
          "three numbers for each of " + sequence.length() + " residues",
          places.length,
          "coordinates of other atoms; fix: one α carbon a residue");
    }
  }

  /// How many residues it has.
  public int length() {
    return sequence.length();
  }

  /// How far two residues are from one another, in ångström.
  public double distance(int i, int j) {
    double sum = 0;
    for (int axis = 0; axis < 3; axis++) {
      double apart = (double) places[3 * i + axis] - places[3 * j + axis];
      sum += apart * apart;
    }
    return Math.sqrt(sum);
  }
}
