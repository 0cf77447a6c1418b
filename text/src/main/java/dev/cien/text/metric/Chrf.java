package dev.cien.text.metric;

import java.util.List;

/// chrF: how many of a translation's runs of one to six characters are in what people wrote, and
/// the other way round. It sees a word with the wrong ending as half right, which suits Spanish.
///
/// ```text
/// chrF2 = 100 · 5 P R / (4 P + R)
/// P, R    precision and recall of n-grams of characters, each a mean over n = 1 … 6
/// ```
///
/// As SacreBLEU computes it by default: counts are summed over the corpus, white space is left out,
/// case is kept, recall counts twice as much as precision (β = 2), orders that a text or its
/// reference is too short for are left out of the means. Of several references of a text the one
/// with the best score counts.
///
/// M. Popović: chrF: character n-gram F-score for automatic MT evaluation, 2015.
public final class Chrf {
  private static final int ORDER = 6;
  private static final double WEIGHT = 4;

  private Chrf() {}

  /// The score, from 0 to 100, of translations with one reference each.
  public static double of(List<String> translations, List<String> references) {
    return ofMany(translations, Texts.single(references));
  }

  /// The score, from 0 to 100, of translations with one or more references each.
  public static double ofMany(List<String> translations, List<List<String>> references) {
    Texts.check("chrF", translations, references);
    long[][] sums = new long[ORDER][3];
    for (int i = 0; i < translations.size(); i++) {
      List<String> text = characters(translations.get(i));
      long[][] best = null;
      for (String reference : references.get(i)) {
        long[][] counts = compare(text, characters(reference));
        if (best == null || score(counts) > score(best)) {
          best = counts;
        }
      }
      for (int n = 0; n < ORDER; n++) {
        for (int k = 0; k < 3; k++) {
          sums[n][k] += best[n][k];
        }
      }
    }
    return score(sums);
  }

  private static List<String> characters(String text) {
    return Texts.characters(String.join("", Texts.words(text)));
  }

  /// For each order: n-grams of the text, of the reference, of both.
  private static long[][] compare(List<String> text, List<String> reference) {
    long[][] counts = new long[ORDER][];
    for (int n = 1; n <= ORDER; n++) {
      Counts mine = Counts.of(text, n);
      Counts right = Counts.of(reference, n);
      counts[n - 1] =
          new long[] {right.total() > 0 ? mine.total() : 0, right.total(), mine.shared(right)};
    }
    return counts;
  }

  private static double score(long[][] counts) {
    double precision = 0;
    double recall = 0;
    int orders = 0;
    for (long[] order : counts) {
      if (order[0] > 0 && order[1] > 0) {
        precision += (double) order[2] / order[0];
        recall += (double) order[2] / order[1];
        orders++;
      }
    }
    if (precision + recall == 0) {
      return 0;
    }
    precision /= orders;
    recall /= orders;
    return 100 * (1 + WEIGHT) * precision * recall / (WEIGHT * precision + recall);
  }
}
