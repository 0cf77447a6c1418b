package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.FileFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Marked sentences, from small files written by hand.
class NamedEntitiesTest {
  private static final String PERSON = "<b_enamex TYPE=\"PERSON\">";
  private static final String PLACE = "<b_enamex TYPE=\"LOCATION\">";
  private static final String END = "<e_enamex>";

  @TempDir Path folder;

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("nerdata.txt"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void wordsHaveTags() {
    NamedEntities read =
        NamedEntities.read(
            file(
                "Dün  "
                    + PERSON
                    + "Ayla Su"
                    + END
                    + " \t"
                    + PLACE
                    + "Ova"
                    + END
                    + " 'da < 3\n\n \n"
                    + PERSON
                    + " Can"
                    + END
                    + PERSON
                    + "Naz "
                    + END
                    + "'ı"));
    assertThat(read.sentences())
        .containsExactly(
            new NamedEntities.Sentence(
                List.of("Dün", "Ayla", "Su", "Ova", "'da", "<", "3"),
                List.of("O", "B-PERSON", "I-PERSON", "B-LOCATION", "O", "O", "O")),
            new NamedEntities.Sentence(
                List.of("Can", "Naz", "'ı"), List.of("B-PERSON", "B-PERSON", "O")));
    assertThat(NamedEntities.TAGS).hasSize(7).startsWith("O", "B-PERSON", "I-PERSON", "B-LOCATION");
  }

  @Test
  void hostileLinesAreRefused() {
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("", "expected 1 to 1000000 sentences, found 0");
    bad.put("\n \n", "found 0");
    bad.put("a\n" + PERSON + "Can", "line 2: expected <e_enamex> after the name of a PERSON");
    bad.put("Can" + END, "expected <b_enamex TYPE=…> before <e_enamex>, found none");
    bad.put(PERSON + "Can " + PLACE + "Ova" + END, "before another name begins, found <b_enamex");
    bad.put(PERSON + " " + END + " a", "words between the marks of a name, found none");
    bad.put("<b_enamex TYPE=\"DATE\">Mayıs" + END, "LOCATION, ORGANIZATION], found 'DATE'");
    bad.put("<b_enamex TYPE=\"\">Mayıs" + END, "found ''");
    bad.put("<b_enamex TYPE=PERSON>Can" + END, "found <b_enamex TYPE=PERSON>");
    bad.put("<b_enamex TYPE=\"PERSON\"", "found <b_enamex TYPE=\"PERSON");
    bad.put(PERSON + "Can<e_enamex", "expected <e_enamex> after");
    bad.put("Can <e_enamex", "found <e_enamex");
    bad.put("a ".repeat(60_000), "expected at most 100000 characters, found 120000");
    bad.forEach(
        (text, why) -> {
          Path file = file(text);
          assertThatThrownBy(() -> NamedEntities.read(file))
              .as(text.substring(0, Math.min(50, text.length())))
              .isInstanceOf(FileFormatException.class)
              .hasMessageContaining(why);
        });
  }

  @Test
  void whatWasNotFetchedIsSaid() {
    assertThatThrownBy(() -> NamedEntities.load(new DataCache(folder)))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining("cien data get ner-turkish");
  }

  /// Fifty sentences stay together, the seed decides where, and a sentence that is in two blocks is
  /// kept in one part, also where something else is marked in it.
  @Test
  void noSentenceIsInTwoParts() {
    String text =
        IntStream.range(0, 2000)
            .mapToObj(i -> i % 100 == 0 ? (i % 200 == 0 ? "Can" : PERSON + "Can" + END) : "s" + i)
            .collect(Collectors.joining("\n"));
    NamedEntities read = NamedEntities.read(file(text));
    TextParts<NamedEntities.Sentence> parts = read.parts(1);
    List<List<String>> words =
        Stream.of(parts.train(), parts.validation(), parts.test())
            .map(part -> part.stream().map(s -> String.join(" ", s.words())).distinct().toList())
            .toList();
    assertThat(words.get(0)).doesNotContainAnyElementsOf(words.get(1));
    assertThat(words.get(0)).doesNotContainAnyElementsOf(words.get(2));
    assertThat(words.get(1)).doesNotContainAnyElementsOf(words.get(2));
    assertThat(words.stream().flatMap(List::stream).distinct()).hasSize(1981);
    assertThat(parts.test()).hasSizeBetween(98, 100);
    List<Integer> numbers =
        words.get(2).stream()
            .filter(word -> word.startsWith("s"))
            .map(word -> Integer.parseInt(word.substring(1)) / 50)
            .distinct()
            .toList();
    assertThat(numbers).hasSize(2);
    assertThat(read.parts(1)).isEqualTo(parts);
    assertThat(read.parts(2).test()).isNotEqualTo(parts.test());
  }
}
