package dev.cien.text.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// BLEU: how many of a translation's words, pairs, triples and quadruples are in what people wrote.
///
/// ```text
/// BLEU = 100 · BP · exp(¼ Σₙ log pₙ),  n = 1 … 4
/// pₙ   = n-grams that are in a reference, each at most as often as there / n-grams, over all texts
/// BP   = min(1, exp(1 − r / c)),  c words translated, r words of the closest references
/// ```
///
/// As SacreBLEU computes it by default, so that figures compare: for the whole corpus, words cut by
/// the rules of NIST's mteval-v13a, case kept. An order of n-grams without any match counts as 1 /
/// (2ᵏ · n-grams) for the k-th such order. 0 if nothing matches, or no text has four words.
///
/// K. Papineni, S. Roukos, T. Ward, W.-J. Zhu: BLEU, 2002. M. Post: A Call for Clarity in Reporting
/// BLEU Scores, 2018, arXiv:1804.08771.
///
/// @param score from 0 to 100
/// @param precisions p₁ to p₄, in per cent, smoothed
/// @param brevityPenalty BP
/// @param length c, the words of the translations
/// @param referenceLength r, the words of the closest references
public record Bleu(
    double score,
    List<Double> precisions,
    double brevityPenalty,
    long length,
    long referenceLength) {
  private static final int ORDER = 4;
  private static final Pattern SIGNS = Pattern.compile("([\\{-~\\[-` -&\\(-\\+:-@/])");
  private static final Pattern STOP_AFTER_OTHER = Pattern.compile("([^0-9])([.,])");
  private static final Pattern STOP_BEFORE_OTHER = Pattern.compile("([.,])([^0-9])");
  private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");

  /// The score of translations with one reference each.
  public static Bleu of(List<String> translations, List<String> references) {
    return ofMany(translations, Texts.single(references));
  }

  /// The score of translations with one or more references each.
  public static Bleu ofMany(List<String> translations, List<List<String>> references) {
    Texts.check("BLEU", translations, references);
    long[] shared = new long[ORDER];
    long[] total = new long[ORDER];
    long length = 0;
    long referenceLength = 0;
    for (int i = 0; i < translations.size(); i++) {
      List<String> words = tokens(translations.get(i));
      List<List<String>> right = references.get(i).stream().map(Bleu::tokens).toList();
      length += words.size();
      referenceLength += closest(words.size(), right);
      for (int n = 1; n <= ORDER; n++) {
        Counts counts = Counts.of(words, n);
        var most = new Counts();
        for (List<String> reference : right) {
          most.raise(Counts.of(reference, n));
        }
        total[n - 1] += counts.total();
        shared[n - 1] += counts.shared(most);
      }
    }
    double penalty =
        length >= referenceLength
            ? 1
            : length > 0 ? Math.exp(1 - (double) referenceLength / length) : 0;
    List<Double> precisions = precisions(shared, total);
    double logs = precisions.stream().mapToDouble(Math::log).sum();
    return new Bleu(penalty * Math.exp(logs / ORDER), precisions, penalty, length, referenceLength);
  }

  private static List<Double> precisions(long[] shared, long[] total) {
    List<Double> precisions = new ArrayList<>();
    double halves = 1;
    for (int n = 0; n < ORDER; n++) {
      if (shared[0] == 0 || total[n] == 0) {
        precisions.add(0.0);
      } else if (shared[n] == 0) {
        halves *= 2;
        precisions.add(100 / (halves * total[n]));
      } else {
        precisions.add(100.0 * shared[n] / total[n]);
      }
    }
    return List.copyOf(precisions);
  }

  /// The length of the reference that is closest in length, of two the shorter.
  private static int closest(int length, List<List<String>> references) {
    int best = references.getFirst().size();
    for (List<String> reference : references) {
      int size = reference.size();
      int nearer = Math.abs(size - length) - Math.abs(best - length);
      if (nearer < 0 || nearer == 0 && size < best) {
        best = size;
      }
    }
    return best;
  }

  /// The words of a line by the rules of mteval-v13a: signs of ASCII stand alone, stops and commas
  /// except within numbers, hyphens only after digits.
  static List<String> tokens(String line) {
    String text = line.replace("<skipped>", "").replace("-\n", "").replace("\n", " ");
    text =
        text.replace("&quot;", "\"")
            .replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
    text = SIGNS.matcher(" " + text + " ").replaceAll(" $1 ");
    text = STOP_AFTER_OTHER.matcher(text).replaceAll("$1 $2 ");
    text = STOP_BEFORE_OTHER.matcher(text).replaceAll(" $1 $2");
    text = DASH_AFTER_DIGIT.matcher(text).replaceAll("$1 $2 ");
    return Texts.words(text);
  }

  /// The score with its parts, on one line.
  @Override
  public String toString() {
    return "BLEU %.2f (%.1f/%.1f/%.1f/%.1f, brevity %.3f, %d of %d words)"
        .formatted(
            score,
            precisions.get(0),
            precisions.get(1),
            precisions.get(2),
            precisions.get(3),
            brevityPenalty,
            length,
            referenceLength);
  }
}
