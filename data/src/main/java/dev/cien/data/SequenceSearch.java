package dev.cien.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Finds the relatives of a protein sequence among many others.
///
/// All sequences are laid end to end, and a table has where each word of three residues occurs.
/// Related sequences have words in common at about the same distance: those that share the most
/// words on neighbouring diagonals are aligned, and kept if their score is no accident ([Alignment]
/// ). What is 25 % identical or more is mostly found so; more distant relatives, whose structures
/// may still be alike, are not.
///
/// The idea of the filter is that of FASTA (W. Pearson, D. Lipman, 1988) and BLAST (S. Altschul et
/// al., 1990).
public final class SequenceSearch {
  private static final int WORD = 3;
  private static final int LETTERS = 20;
  private static final int WORDS = LETTERS * LETTERS * LETTERS;

  /// Diagonals that count as one, so that short gaps do not part what belongs together.
  private static final int BAND = 16;

  /// A sequence must share so many words on a band to be aligned.
  private static final int LEAST = 3;

  private static final int ALIGNED = 40;

  private final List<String> sequences;
  private final int[] starts;
  private final int[] first;
  private final int[] places;

  /// A relative.
  ///
  /// @param index its number among the sequences
  /// @param alignment to the query
  public record Hit(int index, Alignment alignment) {}

  /// Makes the table.
  public SequenceSearch(List<String> sequences) {
    this.sequences = List.copyOf(sequences);
    this.starts = new int[sequences.size() + 1];
    for (int s = 0; s < sequences.size(); s++) {
      starts[s + 1] = Math.addExact(starts[s], sequences.get(s).length());
    }
    this.first = new int[WORDS + 1];
    for (String sequence : sequences) {
      for (int word : words(sequence)) {
        if (word >= 0) {
          first[word + 1]++;
        }
      }
    }
    for (int word = 0; word < WORDS; word++) {
      first[word + 1] += first[word];
    }
    this.places = new int[first[WORDS]];
    int[] next = first.clone();
    for (int s = 0; s < sequences.size(); s++) {
      int[] words = words(sequences.get(s));
      for (int i = 0; i < words.length; i++) {
        if (words[i] >= 0) {
          places[next[words[i]]++] = starts[s] + i;
        }
      }
    }
  }

  /// The number of the word that begins at each position, −1 if it has an unknown letter.
  private static int[] words(String sequence) {
    return IntStream.rangeClosed(0, sequence.length() - WORD)
        .map(
            i -> {
              int word = 0;
              for (int k = i; k < i + WORD; k++) {
                int number = AminoAcids.number(sequence.charAt(k));
                if (number == LETTERS) {
                  return -1;
                }
                word = word * LETTERS + number;
              }
              return word;
            })
        .toArray();
  }

  /// The residues of all sequences.
  public long residues() {
    return starts[sequences.size()];
  }

  /// The relatives of a query, the most surprising first, of equal ones the earlier.
  ///
  /// @param expected how many as good may be expected by chance, such as 0.001
  public List<Hit> find(String query, double expected) {
    int least = Alignment.leastScore(expected, query.length(), residues());
    List<Hit> hits = new ArrayList<>();
    for (int candidate : candidates(query)) {
      // Most candidates are none: the way back is kept only for those that are.
      if (Alignment.score(query, sequences.get(candidate)) >= least) {
        hits.add(new Hit(candidate, Alignment.of(query, sequences.get(candidate))));
      }
    }
    hits.sort(
        Comparator.comparingInt((Hit hit) -> -hit.alignment().score())
            .thenComparingInt(Hit::index));
    return List.copyOf(hits);
  }

  /// The sequences that share the most words with the query on a band of diagonals.
  private int[] candidates(String query) {
    int m = query.length();
    int[] shared = new int[(starts[sequences.size()] + m) / BAND + 2];
    int[] words = words(query);
    for (int i = 0; i < words.length; i++) {
      if (words[i] >= 0) {
        for (int k = first[words[i]]; k < first[words[i] + 1]; k++) {
          shared[(places[k] - i + m) / BAND]++;
        }
      }
    }
    long[] ranked = new long[sequences.size()];
    for (int s = 0; s < ranked.length; s++) {
      int most = 0;
      // From the query's end on this sequence's first residue to its start on the last.
      int from = (starts[s] + 1) / BAND;
      int to = (starts[s + 1] - 1 + m) / BAND;
      for (int band = from; band <= to; band++) {
        most = Math.max(most, shared[band] + shared[band + 1]);
      }
      ranked[s] = ((long) most << 32) + (Integer.MAX_VALUE - s);
    }
    Arrays.sort(ranked);
    int count = 0;
    while (count < Math.min(ALIGNED, ranked.length)
        && ranked[ranked.length - 1 - count] >> 32 >= LEAST) {
      count++;
    }
    int kept = count;
    return IntStream.range(0, kept)
        .map(k -> Integer.MAX_VALUE - (int) ranked[ranked.length - 1 - k])
        .toArray();
  }
}
