package dev.cien.recipes.language;

import dev.cien.recipes.Prediction;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Lines;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Bert;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Fills the gaps of lines with the words that a model finds likeliest, each on its own.
final class Gaps {
  private static final Pattern GAP = Pattern.compile("_{3,}|" + HiddenWords.MASK);

  private final HiddenWords words;
  private final Step fitting;

  Gaps(HiddenWords words, Bert model) {
    this.words = words;
    this.fitting = words.fitting(model);
  }

  /// The lines of a file without gaps, and what may stand in the first gap of each.
  List<Prediction> fill(Path file) {
    return Lines.of(file).stream().map(this::fill).toList();
  }

  private Prediction fill(Lines.Line line) {
    int[] shown = line.atMost(words.length(), tokens(line.text()));
    int[] gaps = IntStream.range(0, shown.length).filter(i -> shown[i] == words.mask()).toArray();
    if (gaps.length == 0) {
      throw line.refused(
          new Text(
              "expected a gap, found none. Fix: write ___ where a word is missing",
              "se esperaba un hueco y no hay ninguno. Remedio: escriba ___ donde falta una"
                  + " palabra"));
    }
    Tensor[] found = fitting.run(Tensor.of(shown, 1, shown.length));
    int[] best = found[0].toInts();
    double[] probabilities = found[1].toDoubles();
    int first = gaps[0] * HiddenWords.FOUND;
    List<String> likeliest =
        IntStream.range(first, first + HiddenWords.FOUND).mapToObj(i -> word(best[i])).toList();
    return new Prediction(
        line.text(),
        filled(line.text(), best, gaps),
        Prediction.ranked(
            likeliest, Arrays.copyOfRange(probabilities, first, first + HiddenWords.FOUND)));
  }

  private int[] tokens(String text) {
    IntStream tokens = IntStream.empty();
    String[] between = GAP.split(text, -1);
    for (int i = 0; i < between.length; i++) {
      tokens = IntStream.concat(tokens, i == 0 ? IntStream.empty() : IntStream.of(words.mask()));
      tokens = IntStream.concat(tokens, IntStream.of(words.tokenizer().encodePlain(between[i])));
    }
    return tokens.toArray();
  }

  private String filled(String text, int[] best, int[] gaps) {
    var places = Arrays.stream(gaps).iterator();
    return GAP.matcher(text)
        .replaceAll(gap -> Matcher.quoteReplacement(word(best[places.next() * HiddenWords.FOUND])));
  }

  private String word(int id) {
    return words.tokenizer().token(id);
  }
}
