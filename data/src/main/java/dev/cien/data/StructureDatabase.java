package dev.cien.data;

import dev.cien.io.FileFormatException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The chains in the structure database of ProMod3, a program that models proteins: 21,119 chains
/// of the Protein Data Bank without gaps, of which no two have nearly the same sequence.
///
/// ```
/// 77 bytes of head, then int64 how many chains; for each
///   int32 length, name; int32 length, chain; int32 where it begins; uint16 residues;
///   uint16 number of the first one; 3 float32: what was taken from its coordinates
/// int64 how many residues altogether, R, and a letter for each
/// int64 R, and for each the atoms N, CA, C, O as 3 uint16 in hundredths of an ångström
/// int64 R, 4 bytes each: angles     int64 R, 2 bytes each: surface     int64 R, 2 bytes each: depth
/// int64 R, a letter each: helix or strand
/// int64 R, and for each how often the 20 amino acids stand there in related sequences, in the
///   order of their letters, as uint16 in ten-thousandths
/// ```
///
/// All numbers little-endian; angles to strands are passed over, and what follows is not read: it
/// is made from structures. The shares come from alignments that HHblits made of sequences (M.
/// Remmert et al., 2012). What was taken from the coordinates of a chain is the same for all its
/// atoms, so that distances do not need it.
///
/// G. Studer et al.: ProMod3, a versatile homology modelling toolbox, 2021
/// ([doi:10.1371/journal.pcbi.1008667](https://doi.org/10.1371/journal.pcbi.1008667)).
final class StructureDatabase {
  private static final int HEAD = 0x4d;
  private static final int MAX_CHAINS = 1_000_000;
  private static final int MAX_RESIDUES = 50_000_000;
  private static final int MAX_NAME = 64;
  private static final int ATOMS = 24;
  private static final int CARBON = 6;
  private static final float UNIT = 0.01f;

  /// Bytes a residue between the places and the shares, and the counts before each.
  private static final int BETWEEN = 4 + 2 + 2 + 1;

  private static final int COUNTS_BETWEEN = 4;
  private static final int SHARES = 20;
  private static final float SHARE_UNIT = 1e-4f;

  private StructureDatabase() {}

  private record Entry(String name, int start, int length) {}

  /// A chain and what stands in its place in related sequences.
  ///
  /// @param chain residues and places
  /// @param shares of the amino acids at each residue, `20 · L` numbers
  record Entered(ProteinChain chain, float[] shares) {}

  /// All chains of a file.
  static List<Entered> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      // Names and sizes take less than this; a file that claims more is refused below.
      ByteBuffer head = part(channel, file, HEAD, Math.min(channel.size() - HEAD, 64L << 20));
      try {
        List<Entry> entries = entries(head, file);
        long residues = count(head, MAX_RESIDUES, file);
        for (Entry entry : entries) {
          if (entry.start < 0 || entry.start > residues - entry.length) {
            throw new FileFormatException(file, "a chain outside of the file: " + entry.name);
          }
        }
        long at = (long) HEAD + head.position();
        String letters =
            StandardCharsets.ISO_8859_1.decode(part(channel, file, at, residues)).toString();
        ByteBuffer again = part(channel, file, at + residues, Long.BYTES);
        if (again.getLong() != residues) {
          throw new FileFormatException(file, "as many places as letters were expected");
        }
        long places = at + residues + Long.BYTES;
        long shares = places + residues * (ATOMS + BETWEEN) + (COUNTS_BETWEEN + 1L) * Long.BYTES;
        List<Entered> chains = new ArrayList<>();
        for (Entry entry : entries) {
          ByteBuffer atoms =
              part(channel, file, places + (long) ATOMS * entry.start, (long) ATOMS * entry.length);
          ByteBuffer related =
              part(channel, file, shares + 2L * SHARES * entry.start, 2L * SHARES * entry.length);
          chains.add(
              new Entered(
                  new ProteinChain(
                      entry.name,
                      letters.substring(entry.start, entry.start + entry.length),
                      carbons(atoms, entry.length)),
                  shares(related, entry.length)));
        }
        return chains;
      } catch (BufferUnderflowException e) {
        throw new FileFormatException(file, "it ends too early", e);
      }
    }
  }

  private static List<Entry> entries(ByteBuffer head, Path file) {
    long count = count(head, MAX_CHAINS, file);
    List<Entry> entries = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      String name = word(head, file) + "_" + word(head, file);
      int start = head.getInt();
      int length = Short.toUnsignedInt(head.getShort());
      head.getShort();
      for (int axis = 0; axis < 3; axis++) {
        head.getFloat();
      }
      entries.add(new Entry(name, start, length));
    }
    return entries;
  }

  private static float[] carbons(ByteBuffer atoms, int length) {
    float[] places = new float[3 * length];
    for (int i = 0; i < length; i++) {
      for (int axis = 0; axis < 3; axis++) {
        places[3 * i + axis] =
            UNIT * Short.toUnsignedInt(atoms.getShort(ATOMS * i + CARBON + 2 * axis));
      }
    }
    return places;
  }

  private static float[] shares(ByteBuffer related, int length) {
    float[] shares = new float[SHARES * length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = SHARE_UNIT * Short.toUnsignedInt(related.getShort(2 * i));
    }
    return shares;
  }

  private static String word(ByteBuffer in, Path file) {
    int length = in.getInt();
    if (length < 0 || length > MAX_NAME) {
      throw new FileFormatException(file, "a name of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static long count(ByteBuffer in, long most, Path file) {
    long count = in.getLong();
    if (count < 1 || count > most) {
      throw new FileFormatException(
          file, "expected a count from 1 to " + most + ", found " + count);
    }
    return count;
  }

  private static ByteBuffer part(FileChannel channel, Path file, long from, long length)
      throws IOException {
    if (length < 0 || from + length > channel.size()) {
      throw new FileFormatException(file, "it ends too early");
    }
    ByteBuffer part = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    while (part.hasRemaining() && channel.read(part, from + part.position()) >= 0) {
      // Reads on until all is here.
    }
    return part.flip();
  }

  /// Whether neighbours along a chain are as far apart as a peptide bond puts them.
  static boolean isWhole(ProteinChain chain) {
    return IntStream.range(1, chain.length())
        .mapToDouble(i -> chain.distance(i - 1, i))
        .allMatch(apart -> apart > 2.5 && apart < 4.3);
  }
}
