package dev.cien.recipes.history;

import dev.cien.data.Alignment;
import dev.cien.data.AminoAcids;
import dev.cien.data.Pdb;
import dev.cien.data.ProteinChain;
import dev.cien.data.Proteins;
import dev.cien.data.SequenceSearch;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Lines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Somebody's protein: a structure in PDB format, sequences in FASTA, or a sequence a line.
///
/// In FASTA the first sequence is asked about and the others are its relatives, as far as they can
/// be aligned to it. To all sequences relatives are looked for in the data set. A structure's
/// places are not shown to the network; they are what its answer is held against.
record ProteinQuestion(FoldExperiment experiment) {
  private static final int SHORTEST = 30;
  private static final int LONGEST = 256;
  private static final int MOST_CHAINS = 8;
  private static final int SHOWN = 10;
  private static final double RELATED = 1e-3;
  private static final double COVERED = 0.5;

  /// A chain to be answered.
  ///
  /// @param others sequences that may be relatives
  /// @param truth its structure, if it is known
  private record Asked(
      String name, String sequence, List<String> others, Optional<ProteinChain> truth) {}

  List<Prediction> answer(Path file) {
    List<Asked> asked = isStructure(file) ? structure(file) : sequences(file);
    if (asked.size() > MOST_CHAINS) {
      throw refused(
          file.toString(),
          "expected at most " + MOST_CHAINS + " chains, found " + asked.size(),
          "se esperaban como mucho " + MOST_CHAINS + " cadenas, se encontraron " + asked.size());
    }
    SequenceSearch search = new SequenceSearch(experiment.proteins().sequences());
    List<FoldGuess> guesses =
        experiment.guesses(asked.stream().map(one -> input(one, search)).toList());
    List<Prediction> answers = new ArrayList<>();
    for (int i = 0; i < guesses.size(); i++) {
      answers.add(answer(asked.get(i), guesses.get(i).contacts()));
    }
    return answers;
  }

  private static Prediction answer(Asked asked, ContactMap map) {
    String pairs =
        map.best(SHOWN, Distances.LONG_RANGE).stream()
            .map(
                pair ->
                    String.format(
                        Locale.ROOT,
                        "%c%d–%c%d %.2f%s",
                        asked.sequence.charAt(pair.i()),
                        pair.i() + 1,
                        asked.sequence.charAt(pair.j()),
                        pair.j() + 1,
                        map.scores()[pair.i()][pair.j()],
                        asked
                            .truth
                            .filter(truth -> Distances.isContact(truth, pair.i(), pair.j()))
                            .map(_ -> " ✓")
                            .orElse("")))
            .collect(Collectors.joining(" · "));
    String precision =
        asked
            .truth
            .map(truth -> String.format(Locale.ROOT, " · P@L/5 %.2f", map.precision(truth)))
            .orElse("");
    return new Prediction(
        asked.name,
        pairs + precision,
        Map.of(),
        Optional.of(FoldPicture.large(FoldPicture.contacts(map, asked.truth))));
  }

  /// What the network is told: shares if the chain is one of the data set, relatives in any case.
  private FoldInput input(Asked asked, SequenceSearch search) {
    for (Proteins.Member member : experiment.proteins().members()) {
      if (member.chain().sequence().equals(asked.sequence)) {
        return FoldInput.of(member);
      }
    }
    int least = Alignment.leastScore(RELATED, asked.sequence.length(), search.residues());
    List<String> rows =
        Stream.concat(
                asked.others.stream().map(other -> Alignment.of(asked.sequence, other)),
                search.find(asked.sequence, RELATED).stream().map(SequenceSearch.Hit::alignment))
            .filter(alignment -> alignment.score() >= least && alignment.coverage() >= COVERED)
            .map(Alignment::row)
            .filter(row -> !row.equals(asked.sequence))
            .distinct()
            .toList();
    return new FoldInput(asked.sequence, rows, Optional.empty());
  }

  private static boolean isStructure(Path file) {
    return file.getFileName()
        .toString()
        .toLowerCase(Locale.ROOT)
        .matches(".*\\.(pdb|ent)(\\.gz)?|.*\\.gz");
  }

  private static List<Asked> structure(Path file) {
    return Pdb.read(file).stream()
        .map(
            chain ->
                new Asked(
                    chain.name(),
                    checked(chain.name(), chain.sequence()),
                    List.of(),
                    Optional.of(chain)))
        .toList();
  }

  private static List<Asked> sequences(Path file) {
    List<Lines.Line> lines = Lines.of(file);
    if (lines.stream().noneMatch(line -> line.text().startsWith(">"))) {
      return lines.stream()
          .map(
              line ->
                  new Asked(
                      line.name(),
                      checked(line.name(), letters(line)),
                      List.of(),
                      Optional.empty()))
          .toList();
    }
    List<String> names = new ArrayList<>();
    List<StringBuilder> sequences = new ArrayList<>();
    for (Lines.Line line : lines) {
      if (line.text().startsWith(">")) {
        names.add(line.text().substring(1).strip());
        sequences.add(new StringBuilder());
      } else if (sequences.isEmpty()) {
        throw line.refused(
            new Text(
                "expected a line that begins with > before the first sequence",
                "se esperaba una línea que empiece por > antes de la primera secuencia"));
      } else {
        sequences.getLast().append(letters(line));
      }
    }
    String name = names.getFirst().isEmpty() ? lines.getFirst().name() : names.getFirst();
    return List.of(
        new Asked(
            name,
            checked(name, sequences.getFirst().toString()),
            sequences.stream()
                .skip(1)
                .map(StringBuilder::toString)
                .filter(other -> !other.isEmpty() && other.length() <= LONGEST * MOST_CHAINS)
                .toList(),
            Optional.empty()));
  }

  /// A line as letters of residues: capitals, without gaps and the star that ends a sequence.
  private static String letters(Lines.Line line) {
    String text = line.text().toUpperCase(Locale.ROOT).replaceAll("[ .*-]", "");
    if (!text.matches("[A-Z]*")) {
      throw line.refused(
          new Text(
              "expected letters of amino acids, such as MKTAYIAK, found other signs",
              "se esperaban letras de aminoácidos, como MKTAYIAK, se encontraron otros signos"));
    }
    return text.chars()
        .mapToObj(
            c ->
                Character.toString(
                    AminoAcids.LETTERS.indexOf(c) >= 0 ? (char) c : AminoAcids.UNKNOWN))
        .collect(Collectors.joining());
  }

  private static String checked(String name, String sequence) {
    if (sequence.length() < SHORTEST || sequence.length() > LONGEST) {
      throw refused(
          name,
          "expected a chain of "
              + SHORTEST
              + " to "
              + LONGEST
              + " residues, found "
              + sequence.length(),
          "se esperaba una cadena de "
              + SHORTEST
              + " a "
              + LONGEST
              + " residuos, se encontraron "
              + sequence.length());
    }
    if (sequence.matches("[ACGT]+")) {
      throw refused(
          name,
          "expected amino acids, found only A, C, G and T. Usual cause: a sequence of DNA; fix:"
              + " translate it first",
          "se esperaban aminoácidos, solo hay A, C, G y T. Causa habitual: una secuencia de ADN;"
              + " remedio: tradúzcala antes");
    }
    return sequence;
  }

  private static InputException refused(String name, String en, String es) {
    return new InputException(new Text(name + ": " + en, name + ": " + es));
  }
}
