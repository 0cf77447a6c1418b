package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.tensor.Rng;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Protein chains with their structure, in families, and the sequences of many more. Fetched once:
/// `cien data get proteins`.
///
/// From the structure database of ProMod3 (Apache-2.0; structures of the Protein Data Bank, public
/// domain): 21,119 chains without gaps. Structures are kept of those with 50 to 128 residues, none
/// of them unknown. Two chains are of one family if their local alignment has a score of which a
/// search would find 0.1 by chance ([Alignment]), or if a line of such pairs leads from one to the
/// other. More distant relatives may be in two families: what a model knows of one it may, to that
/// extent, know of the other.
///
/// The rows of a chain are its relatives' sequences, aligned to it: of all 21,119 those that cover
/// half of it with a score of which 0.001 are found by chance, at most 31, the most alike first.
/// Nothing but letters is taken from them. Most chains have few or none here: the database is made
/// to have no near relatives. What stands at each residue in many more related sequences is known
/// as shares of the twenty amino acids, which its makers took from alignments of sequences.
///
/// @param members the chains whose structure is known here
/// @param sequences of all chains, those of the members first, in their order
public record Proteins(List<Member> members, List<String> sequences) {
  /// The set's name in the catalog.
  public static final String NAME = "proteins";

  private static final int FIELDS = 6;
  private static final int MAX_LENGTH = 10_000;
  private static final float UNIT = 0.01f;
  private static final int FINEST = 63;

  // Of 20 families, in an order that is drawn once: one to choose settings by, two to test.
  private static final int CYCLE = 20;
  private static final int TEST = 2;

  /// A chain in its family.
  ///
  /// @param chain its residues and their places
  /// @param family a number that all of the family have
  /// @param shares of the twenty amino acids at each residue among related sequences, `20 · L`
  ///   numbers from 0 to 1, in the order of [AminoAcids#LETTERS]
  /// @param rows relatives in the columns of the chain, a letter or [Alignment#GAP] each
  public record Member(ProteinChain chain, int family, float[] shares, List<String> rows) {
    /// Copies the list.
    public Member {
      rows = List.copyOf(rows);
    }
  }

  /// Families in three parts.
  ///
  /// @param train all members of the families to learn from, a list each
  /// @param validation the first member of each family to choose settings by
  /// @param test the first member of each family to measure the result on
  public record Parts(List<List<Member>> train, List<Member> validation, List<Member> test) {
    /// Copies.
    public Parts {
      train = train.stream().map(List::copyOf).toList();
      validation = List.copyOf(validation);
      test = List.copyOf(test);
    }
  }

  /// Copies.
  public Proteins {
    members = List.copyOf(members);
    sequences = List.copyOf(sequences);
  }

  /// Reads the chains from the user's cache.
  ///
  /// @throws DataUnavailableException if they were not fetched; the message says how
  public static Proteins load() {
    return load(DataCache.standard());
  }

  /// Reads the chains from a cache.
  public static Proteins load(DataCache cache) {
    return read(cache.require(DataCatalog.standard().entry(NAME)).resolve("chains.tsv"));
  }

  /// Reads a file of lines: name, family, sequence, places in hundredths of an ångström, shares as
  /// [#levels], rows, set apart by tabs; the numbers and the rows by blanks. Without a family there
  /// is nothing after the sequence.
  static Proteins read(Path file) {
    List<Member> members = new ArrayList<>();
    List<String> own = new ArrayList<>();
    List<String> others = new ArrayList<>();
    int line = 0;
    for (String[] fields : TextFiles.fields(file, FIELDS)) {
      line++;
      try {
        String sequence = fields[2];
        if (sequence.isEmpty() || sequence.length() > MAX_LENGTH) {
          throw new IllegalArgumentException("a sequence of " + sequence.length() + " letters");
        }
        if (fields[1].isEmpty()) {
          others.add(sequence);
        } else {
          own.add(sequence);
          members.add(member(fields));
        }
      } catch (IllegalArgumentException e) {
        throw new FileFormatException(file, "line " + line + ": " + e.getMessage(), e);
      }
    }
    return new Proteins(members, Stream.concat(own.stream(), others.stream()).toList());
  }

  private static Member member(String... fields) {
    String[] numbers = fields[3].split(" ");
    float[] places = new float[numbers.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = UNIT * Integer.parseInt(numbers[i]);
    }
    List<String> rows = fields[5].isEmpty() ? List.of() : Arrays.asList(fields[5].split(" "));
    for (String row : rows) {
      if (row.length() != fields[2].length()) {
        throw new IllegalArgumentException(
            "expected rows of " + fields[2].length() + " columns, found " + row.length());
      }
    }
    return new Member(
        new ProteinChain(fields[0], fields[2], places),
        Integer.parseInt(fields[1]),
        shares(fields[4], AminoAcids.LETTERS.length() * fields[2].length()),
        rows);
  }

  /// Shares as a character each: the square root in 64 levels from `0` to `o`, finer where shares
  /// are small.
  static String levels(float... shares) {
    StringBuilder levels = new StringBuilder(shares.length);
    for (float share : shares) {
      levels.append((char) ('0' + Math.round(FINEST * Math.sqrt(Math.min(share, 1)))));
    }
    return levels.toString();
  }

  private static float[] shares(String levels, int count) {
    if (levels.length() != count) {
      throw new IllegalArgumentException("expected " + count + " shares, found " + levels.length());
    }
    float[] shares = new float[count];
    for (int i = 0; i < count; i++) {
      float root = (levels.charAt(i) - '0') / (float) FINEST;
      if (!(root >= 0 && root <= 1)) {
        throw new IllegalArgumentException("no share: '" + levels.charAt(i) + "'");
      }
      shares[i] = root * root;
    }
    return shares;
  }

  /// The families in parts: of twenty in an order that is the same always, one for validation and
  /// two for the test.
  public Parts parts() {
    Map<Integer, List<Member>> families = new LinkedHashMap<>();
    members.forEach(
        member -> families.computeIfAbsent(member.family(), _ -> new ArrayList<>()).add(member));
    List<List<Member>> all = List.copyOf(families.values());
    List<List<Member>> train = new ArrayList<>();
    List<Member> validation = new ArrayList<>();
    List<Member> test = new ArrayList<>();
    int[] order = Rng.of(0).permutation(all.size());
    IntStream.range(0, all.size())
        .forEach(
            i -> {
              List<Member> family = all.get(order[i]);
              int turn = i % CYCLE;
              if (turn < TEST) {
                test.add(family.getFirst());
              } else if (turn == TEST) {
                validation.add(family.getFirst());
              } else {
                train.add(family);
              }
            });
    return new Parts(train, validation, test);
  }
}
