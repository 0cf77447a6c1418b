package dev.cien.text.metric;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/// ROUGE: how much of a reference summary a summary says, in single words, in pairs, or in order.
///
/// ```text
/// ROUGE-N: shared n-grams, each as often as in the text that has it less often
/// ROUGE-L: the longest common subsequence of words
/// P = shared / those of the summary   R = shared / those of the reference   F = 2 P R / (P + R)
/// ```
///
/// Words are runs of letters and digits of any script, in lower case; nothing is stemmed. The score
/// of many texts is the mean of their scores.
///
/// C.-Y. Lin: ROUGE: A Package for Automatic Evaluation of Summaries, 2004.
public final class Rouge {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  private Rouge() {}

  /// Precision, recall and their harmonic mean, each from 0 to 1.
  public record Score(double precision, double recall, double f) {
    private static Score of(int shared, int own, int right) {
      double precision = own == 0 ? 0 : (double) shared / own;
      double recall = right == 0 ? 0 : (double) shared / right;
      double sum = precision + recall;
      return new Score(precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum);
    }
  }

  /// ROUGE-N of summaries against one reference each.
  ///
  /// @param n the words of an n-gram: 1 for ROUGE-1, 2 for ROUGE-2
  public static Score n(int n, List<String> summaries, List<String> references) {
    if (n < 1) {
      throw new IllegalArgumentException("ROUGE: expected n-grams of 1 word or more, found " + n);
    }
    return mean(
        summaries,
        references,
        (own, right) -> {
          Counts mine = Counts.of(own, n);
          Counts reference = Counts.of(right, n);
          return Score.of(mine.shared(reference), mine.total(), reference.total());
        });
  }

  /// ROUGE-L of summaries against one reference each, each taken as one sentence.
  public static Score l(List<String> summaries, List<String> references) {
    return mean(
        summaries,
        references,
        (own, right) -> Score.of(common(own, right), own.size(), right.size()));
  }

  private static Score mean(
      List<String> summaries,
      List<String> references,
      BiFunction<List<String>, List<String>, Score> score) {
    Texts.check("ROUGE", summaries, Texts.single(references));
    double precision = 0;
    double recall = 0;
    double f = 0;
    for (int i = 0; i < summaries.size(); i++) {
      Score one = score.apply(words(summaries.get(i)), words(references.get(i)));
      precision += one.precision;
      recall += one.recall;
      f += one.f;
    }
    int count = summaries.size();
    return new Score(precision / count, recall / count, f / count);
  }

  private static List<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(m -> m.group()).toList();
  }

  /// The length of the longest common subsequence, row by row.
  private static int common(List<String> a, List<String> b) {
    int[] row = new int[b.size() + 1];
    for (String word : a) {
      int diagonal = 0;
      for (int j = 1; j <= b.size(); j++) {
        int above = row[j];
        row[j] = word.equals(b.get(j - 1)) ? diagonal + 1 : Math.max(above, row[j - 1]);
        diagonal = above;
      }
    }
    return row[b.size()];
  }
}
