package dev.cien.recipes.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.tensor.Rng;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DatePhrasesTest {
  @Test
  void phrasesAreSpanish() {
    assertThat(String.join(" ", DatePhrases.phrase(LocalDate.of(1987, 2, 3), true, false)))
        .isEqualTo("martes tres de febrero de mil novecientos ochenta y siete");
    assertThat(String.join(" ", DatePhrases.phrase(LocalDate.of(2000, 1, 1), false, true)))
        .isEqualTo("primero de enero de dos mil");
    assertThat(String.join(" ", DatePhrases.phrase(LocalDate.of(2030, 12, 31), false, true)))
        .isEqualTo("treinta y uno de diciembre de dos mil treinta");
  }

  @Test
  void aSampleHoldsItsDatesInBothForms() {
    var data = DatePhrases.samples(Rng.of(1), 20, 2, DatePhrases.Part.TRAIN);
    int[] words = data.inputs().toInts();
    int[] symbols = data.targets().toInts();
    int width = words.length / 20;
    for (int n = 0; n < 20; n++) {
      String phrase =
          String.join(
              " ",
              Arrays.stream(words, n * width, (n + 1) * width)
                  .filter(id -> id != 0)
                  .mapToObj(DatePhrases::word)
                  .toList());
      String[] dates =
          DatePhrases.text(Arrays.copyOfRange(symbols, n * 21, (n + 1) * 21)).split(" ");
      assertThat(dates).hasSize(2);
      LocalDate first = LocalDate.parse(dates[0]);
      LocalDate second = LocalDate.parse(dates[1]);
      assertThat(ways(first).anyMatch(a -> ways(second).anyMatch(b -> phrase.equals(a + " " + b))))
          .as(phrase)
          .isTrue();
    }
  }

  private static Stream<String> ways(LocalDate date) {
    return IntStream.range(0, 4)
        .mapToObj(i -> String.join(" ", DatePhrases.phrase(date, i % 2 == 0, i / 2 == 0)));
  }

  @Test
  void everyDayHasOnePartAndATenthIsHeldOut() {
    Map<DatePhrases.Part, Integer> counts = new EnumMap<>(DatePhrases.Part.class);
    for (int day = 0; day < 73_049; day++) {
      counts.merge(DatePhrases.part(day), 1, Integer::sum);
    }
    assertThat(counts.get(DatePhrases.Part.TEST)).isBetween(6_500, 8_100);
    assertThat(counts.get(DatePhrases.Part.VALIDATION)).isBetween(6_500, 8_100);
  }
}
