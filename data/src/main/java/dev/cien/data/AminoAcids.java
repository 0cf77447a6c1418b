package dev.cien.data;

import java.util.Map;

/// The twenty amino acids of proteins, by their letters.
///
/// A residue that is none of them is [#UNKNOWN]; selenomethionine, which crystals are grown with,
/// counts as methionine.
public final class AminoAcids {
  /// The letters, in the order of the numbers that [#number] gives.
  public static final String LETTERS = "ACDEFGHIKLMNPQRSTVWY";

  /// The letter of a residue that is none of the twenty.
  public static final char UNKNOWN = 'X';

  private static final Map<String, Character> NAMES =
      Map.ofEntries(
          Map.entry("ALA", 'A'),
          Map.entry("CYS", 'C'),
          Map.entry("ASP", 'D'),
          Map.entry("GLU", 'E'),
          Map.entry("PHE", 'F'),
          Map.entry("GLY", 'G'),
          Map.entry("HIS", 'H'),
          Map.entry("ILE", 'I'),
          Map.entry("LYS", 'K'),
          Map.entry("LEU", 'L'),
          Map.entry("MET", 'M'),
          Map.entry("MSE", 'M'),
          Map.entry("ASN", 'N'),
          Map.entry("PRO", 'P'),
          Map.entry("GLN", 'Q'),
          Map.entry("ARG", 'R'),
          Map.entry("SER", 'S'),
          Map.entry("THR", 'T'),
          Map.entry("VAL", 'V'),
          Map.entry("TRP", 'W'),
          Map.entry("TYR", 'Y'));

  private AminoAcids() {}

  /// The number of a letter, 0 to 19; 20 for any other character.
  public static int number(char letter) {
    int at = LETTERS.indexOf(letter);
    return at < 0 ? LETTERS.length() : at;
  }

  /// The letter of a residue's three-letter name, such as `GLY`; [#UNKNOWN] if it is none.
  static char letter(String name) {
    return NAMES.getOrDefault(name, UNKNOWN);
  }
}
