package dev.cien.text.metric;

import java.util.List;
import java.util.function.Function;

/// Error rates of transcripts: the fewest insertions, deletions and substitutions that make a
/// transcript its reference, over the length of the reference.
///
/// ```text
/// rate = Σ edits / Σ length of references
/// ```
///
/// Summed over all texts, so that a long text counts more. 0 is perfect; a transcript much longer
/// than its reference has a rate above 1. Case and punctuation count as they are: lower-case or
/// strip both sides first if they should not.
///
/// V. I. Levenshtein: Binary codes capable of correcting deletions, insertions and reversals, 1966.
public final class ErrorRate {
  private ErrorRate() {}

  /// The word error rate: words are what stands between white space.
  public static double words(List<String> transcripts, List<String> references) {
    return rate("word error rate", transcripts, references, Texts::words);
  }

  /// The character error rate: code points, white space included.
  public static double characters(List<String> transcripts, List<String> references) {
    return rate("character error rate", transcripts, references, Texts::characters);
  }

  private static double rate(
      String metric,
      List<String> transcripts,
      List<String> references,
      Function<String, List<String>> cut) {
    Texts.check(metric, transcripts, Texts.single(references));
    long edits = 0;
    long length = 0;
    for (int i = 0; i < transcripts.size(); i++) {
      List<String> right = cut.apply(references.get(i));
      edits += edits(cut.apply(transcripts.get(i)), right);
      length += right.size();
    }
    if (length == 0) {
      throw new IllegalArgumentException(metric + ": all references are empty");
    }
    return (double) edits / length;
  }

  /// The fewest edits that make one list another.
  static int edits(List<String> a, List<String> b) {
    int[] row = new int[b.size() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.size()];
  }
}
