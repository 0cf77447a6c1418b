package dev.cien.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Makes the file of [Proteins] from the structure database: chooses chains, finds their relatives
/// among all sequences, and puts chains of one family together.
final class ProteinFile {
  /// So many residues have chains whose structure is kept.
  private static final int SHORTEST = 50;

  private static final int LONGEST = 128;

  /// A relative is one whose score so many would have by chance.
  private static final double RELATED = 1e-3;

  /// Two chains are of one family if one finds the other so surprising: less strict, so that
  /// families are rather too wide than too narrow.
  private static final double ONE_FAMILY = 0.1;

  /// The part of the chain that a relative must cover to be a row of its alignment.
  private static final double COVERED = 0.5;

  private static final int ROWS = 31;
  private static final float HUNDREDTHS = 100;

  private ProteinFile() {}

  /// Writes the file.
  static void write(Path database, Path to) throws IOException {
    write(StructureDatabase.read(database), to);
  }

  static void write(List<StructureDatabase.Entered> entered, Path to) throws IOException {
    List<ProteinChain> all = entered.stream().map(StructureDatabase.Entered::chain).toList();
    List<Integer> kept =
        IntStream.range(0, all.size()).filter(i -> isKept(all.get(i))).boxed().toList();
    SequenceSearch search = new SequenceSearch(all.stream().map(ProteinChain::sequence).toList());
    List<List<SequenceSearch.Hit>> found =
        kept.parallelStream().map(i -> search.find(all.get(i).sequence(), ONE_FAMILY)).toList();
    int[] families = families(all.size(), kept, found);
    List<String> lines = new ArrayList<>();
    for (int k = 0; k < kept.size(); k++) {
      ProteinChain chain = all.get(kept.get(k));
      lines.add(
          String.join(
              "\t",
              chain.name(),
              Integer.toString(families[kept.get(k)]),
              chain.sequence(),
              places(chain),
              Proteins.levels(entered.get(kept.get(k)).shares()),
              rows(chain, kept.get(k), found.get(k), search.residues())));
    }
    for (int i = 0; i < all.size(); i++) {
      if (!isKept(all.get(i))) {
        lines.add(String.join("\t", all.get(i).name(), "", all.get(i).sequence(), "", "", ""));
      }
    }
    try (Writer out = Files.newBufferedWriter(to)) {
      for (String line : lines) {
        out.write(line);
        out.write('\n');
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isKept(ProteinChain chain) {
    return chain.length() >= SHORTEST
        && chain.length() <= LONGEST
        && chain.sequence().chars().allMatch(c -> AminoAcids.LETTERS.indexOf(c) >= 0)
        && StructureDatabase.isWhole(chain);
  }

  /// The family of each chain: the lowest number among all that are linked to it, over any number
  /// of links.
  private static int[] families(
      int count, List<Integer> kept, List<List<SequenceSearch.Hit>> found) {
    int[] family = IntStream.range(0, count).toArray();
    boolean[] isKept = new boolean[count];
    kept.forEach(i -> isKept[i] = true);
    for (int k = 0; k < kept.size(); k++) {
      for (SequenceSearch.Hit hit : found.get(k)) {
        if (isKept[hit.index()]) {
          int a = root(family, kept.get(k));
          int b = root(family, hit.index());
          family[Math.max(a, b)] = Math.min(a, b);
        }
      }
    }
    return IntStream.range(0, count).map(i -> root(family, i)).toArray();
  }

  private static int root(int[] family, int of) {
    int at = of;
    while (family[at] != at) {
      family[at] = family[family[at]];
      at = family[at];
    }
    return at;
  }

  private static String places(ProteinChain chain) {
    return IntStream.range(0, 3 * chain.length())
        .mapToObj(i -> Integer.toString(Math.round(chain.places()[i] * HUNDREDTHS)))
        .collect(Collectors.joining(" "));
  }

  private static String rows(
      ProteinChain chain, int own, List<SequenceSearch.Hit> hits, long residues) {
    int least = Alignment.leastScore(RELATED, chain.length(), residues);
    return hits.stream()
        .filter(hit -> hit.index() != own && hit.alignment().score() >= least)
        .map(SequenceSearch.Hit::alignment)
        .filter(alignment -> alignment.coverage() >= COVERED)
        .limit(ROWS)
        .map(Alignment::row)
        .collect(Collectors.joining(" "));
  }
}
