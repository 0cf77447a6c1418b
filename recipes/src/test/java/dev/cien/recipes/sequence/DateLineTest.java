package dev.cien.recipes.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.recipes.InputException;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.kit.Lines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DateLineTest {
  private static final String DATE = "martes tres de febrero de mil novecientos ochenta y siete";

  @TempDir Path folder;

  private static DateLine line(String text, int read) {
    return DateLine.of(new Lines.Line("l:1", text), read);
  }

  private static String words(DateLine line) {
    return String.join(
        " ",
        Arrays.stream(line.words()).filter(id -> id != 0).mapToObj(DatePhrases::word).toList());
  }

  @Test
  void aDateIsReadAsInTraining() {
    assertThat(line(DATE, 1).words()).hasSize(12).startsWith(0, 0).doesNotContain(-1);
    assertThat(words(line("Martes TRES" + DATE.substring(11), 1))).isEqualTo(DATE);
    assertThat(words(line(DATE + " " + DATE, 2))).isEqualTo(DATE + " " + DATE);
  }

  @Test
  void aSingleDateIsReadAsOftenAsTheModelReads() {
    DateLine one = line(DATE, 3);
    assertThat(one.dates()).isEqualTo(1);
    assertThat(words(one)).isEqualTo(DATE + " " + DATE + " " + DATE);
  }

  @Test
  void whatIsNoDateIsExplained() {
    assertThatThrownBy(() -> line("3 de feb de dos mil <pad>", 1))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "l:1: expected Spanish words of a date such as " + DATE + ", found 3, feb, <pad>");
    assertThatThrownBy(() -> line("tres de dos mil", 2))
        .hasMessage("l:1: expected 2 dates in a row, or one date with its month, found 0 months");
    assertThatThrownBy(() -> line(DATE + " " + DATE, 1))
        .hasMessage("l:1: expected one date with its month, found 2 months");
    assertThatThrownBy(() -> line(DATE + " dos mil dos mil", 2))
        .hasMessage("l:1: expected at most 12 words, found 14");
  }

  @Test
  void theRecipeAnswersWithSymbolsOfAsManyDates() throws Exception {
    Path file = Files.writeString(folder.resolve("dates.txt"), DATE + "\n" + DATE + " " + DATE);
    DatesInWords recipe = new DatesInWords();
    List<Prediction> said = recipe.prepare(recipe.settings(Map.of("hidden", "4"))).predict(file);
    assertThat(said).extracting(Prediction::of).containsExactly(DATE, DATE + " " + DATE);
    assertThat(said.getFirst().answer()).hasSize(10);
    assertThat(said.getLast().answer()).hasSize(21);
  }
}
