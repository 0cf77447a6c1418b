package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.io.IoReason;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the α carbons of the chains in a file of the Protein Data Bank, packed with gzip or not.
///
/// ```
/// ATOM      2  CA  MET A   1      27.340  24.430   2.614  1.00  9.67           C
/// |1-6        |13-16  |22   |23-27 |31-38 |39-46 |47-54
/// ```
///
/// The columns are fixed, counted from 1: record, atom, residue (18–20), chain, number with its
/// insertion code, x, y, z. Of several models the first is read, of several places of an atom the
/// first. Selenomethionine, which stands among the other molecules, belongs to the chain.
///
/// wwPDB: Protein Data Bank contents guide, version 3.3, 2012.
public final class Pdb {
  private static final int MAX_BYTES = 64 << 20;
  private static final int MAX_RESIDUES = 20_000;
  private static final int LAST_COLUMN = 54;
  // The format leaves eight columns: -999.999 to 9999.999.
  private static final float FARTHEST = 10_000;

  private Pdb() {}

  /// The chains of a file, in its order; each is named `file_chain`.
  ///
  /// @throws FileFormatException if it has no α carbon, a line of one cannot be read, or it is
  ///   beyond a limit
  public static List<ProteinChain> read(Path file) {
    String name = file.getFileName().toString().replaceFirst("(?i)(\\.(pdb|ent))?(\\.gz)?$", "");
    try (InputStream raw = Files.newInputStream(file)) {
      return read(Gzip.unpacked(raw).readNBytes(MAX_BYTES + 1), name, file);
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file + ": " + IoReason.of(e), e);
    }
  }

  private static List<ProteinChain> read(byte[] bytes, String name, Path file) throws IOException {
    if (bytes.length > MAX_BYTES) {
      throw new FileFormatException(file, "more than " + MAX_BYTES + " bytes");
    }
    Map<Character, Growing> chains = new LinkedHashMap<>();
    int number = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.ISO_8859_1))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.startsWith("ENDMDL")) {
          break;
        }
        if (isCarbon(line)) {
          if (line.length() < LAST_COLUMN) {
            throw new FileFormatException(
                file,
                "line "
                    + number
                    + ": expected an atom of at least "
                    + LAST_COLUMN
                    + " columns, found "
                    + line.length());
          }
          Growing chain = chains.computeIfAbsent(line.charAt(21), _ -> new Growing());
          chain.add(line, file, number);
        }
      }
    }
    if (chains.isEmpty()) {
      throw new FileFormatException(
          file,
          "expected lines ATOM with α carbons (CA), found none in "
              + number
              + " lines. Usual cause: a file of another kind, such as mmCIF or FASTA, or of nucleic"
              + " acids; fix: save the structure in PDB format");
    }
    return chains.entrySet().stream()
        .map(
            chain ->
                chain.getValue().chain(chain.getKey() == ' ' ? name : name + "_" + chain.getKey()))
        .toList();
  }

  /// Whether a line places an α carbon. In the columns of the name, a calcium's begins one earlier.
  private static boolean isCarbon(String line) {
    return line.startsWith(" CA ", 12)
        && (line.startsWith("ATOM  ") || line.startsWith("HETATM") && line.startsWith("MSE", 17));
  }

  /// A chain while its lines are read.
  private static final class Growing {
    private final StringBuilder letters = new StringBuilder();
    private final List<float[]> places = new ArrayList<>();
    private String last = "";

    void add(String line, Path file, int number) {
      String residue = line.substring(22, 27);
      if (residue.equals(last)) {
        return;
      }
      last = residue;
      if (letters.length() == MAX_RESIDUES) {
        throw new FileFormatException(file, "a chain of more than " + MAX_RESIDUES + " residues");
      }
      letters.append(AminoAcids.letter(line.substring(17, 20)));
      float[] place = new float[3];
      for (int axis = 0; axis < 3; axis++) {
        String field = line.substring(30 + 8 * axis, 38 + 8 * axis).strip();
        try {
          place[axis] = Float.parseFloat(field);
        } catch (NumberFormatException e) {
          place[axis] = Float.NaN;
        }
        if (!(Math.abs(place[axis]) < FARTHEST)) {
          throw new FileFormatException(
              file,
              "line "
                  + number
                  + ": expected a coordinate in columns "
                  + (31 + 8 * axis)
                  + " to "
                  + (38 + 8 * axis)
                  + ", found '"
                  + field
                  + "'");
        }
      }
      places.add(place);
    }

    ProteinChain chain(String name) {
      float[] all = new float[3 * places.size()];
      for (int i = 0; i < places.size(); i++) {
        System.arraycopy(places.get(i), 0, all, 3 * i, 3);
      }
      return new ProteinChain(name, letters.toString(), all);
    }
  }
}
