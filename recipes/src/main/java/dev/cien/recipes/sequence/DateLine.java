package dev.cien.recipes.sequence;

import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Lines;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// A line with dates in words, as a model of so many dates in a row reads it.
///
/// @param line what was asked
/// @param dates how many dates it has
/// @param words its words as numbers, padded
record DateLine(Lines.Line line, int dates, int... words) {
  private static final String EXAMPLE = "martes tres de febrero de mil novecientos ochenta y siete";

  /// A single date is read again and again by a model of several.
  ///
  /// @param read how many dates in a row the model has learnt to read
  static DateLine of(Lines.Line line, int read) {
    List<String> words = List.of(line.text().toLowerCase(Locale.ROOT).split(" "));
    List<String> strange =
        words.stream().filter(word -> !DatePhrases.isWord(word)).distinct().limit(3).toList();
    if (!strange.isEmpty()) {
      String found = String.join(", ", strange);
      throw line.refused(
          new Text(
              "expected Spanish words of a date such as " + EXAMPLE + ", found " + found,
              "se esperaban palabras de una fecha como " + EXAMPLE + ", se encontró " + found));
    }
    int dates = (int) words.stream().filter(DatePhrases::isMonth).count();
    if (dates != 1 && dates != read) {
      throw line.refused(
          new Text(
              "expected "
                  + (read == 1 ? "" : read + " dates in a row, or ")
                  + "one date with its"
                  + " month, found "
                  + dates
                  + " months",
              "se esperaban "
                  + (read == 1 ? "" : read + " fechas seguidas, o ")
                  + "una fecha con"
                  + " su mes, se encontraron "
                  + dates
                  + " meses"));
    }
    if (words.size() > DatePhrases.steps(dates)) {
      throw line.refused(
          new Text(
              "expected at most " + DatePhrases.steps(dates) + " words, found " + words.size(),
              "se esperaban como mucho "
                  + DatePhrases.steps(dates)
                  + " palabras, se encontraron "
                  + words.size()));
    }
    List<String> filled =
        Collections.nCopies(read / dates, words).stream().flatMap(List::stream).toList();
    return new DateLine(line, dates, DatePhrases.numbers(filled, read));
  }
}
