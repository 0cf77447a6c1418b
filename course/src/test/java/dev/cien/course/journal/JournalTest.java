package dev.cien.course.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
  private static final String JOURNAL =
      """
      # Mis cien días

      | Libros y Recursos | Estado de Finalización |
      | ----- | -----|
      | 1. [**Un libro**](https://example.org/libro?page=1) | ✅ |
      | 2. [**Un curso**](https://example.org/curso)| en marcha  |

      | Proyectos Completados |
      | ----------------- |
      | 1.  |

      # Temas
      | **Días** | **Temas Cubiertos** |\s
      |--------- | ------------------ |
      | [Día1](#Día1) | Qué es una neurona | \s
      | [Día2](#Día2) |  |\s
      | [Día10](#Día10) |  |\s

      # Día1
      ---
      ## La neurona 🧠

      Texto del día.
      ```
      # Día2
      ```
      - **[Una página](https://example.org/a)** - Explica mucho.
      <<<<<<< HEAD
      uno
      =======
      dos
      >>>>>>> 52f2238
      ---
      # Día2
      # Día10
      """;

  @TempDir Path folder;

  private static Journal journal() {
    return Journal.parse(JOURNAL);
  }

  @Test
  void whatIsNotChangedIsWrittenAsItWasRead() {
    assertThat(journal().text()).isEqualTo(JOURNAL);
    String windows = "\ufeff" + JOURNAL.replace("\n", "\r\n").stripTrailing();
    assertThat(Journal.parse(windows).text()).isEqualTo(windows);
  }

  @Test
  void tablesAndSectionsAreFound() {
    Journal journal = journal();
    assertThat(journal.days()).extracting(Journal.Day::number).containsExactly(1, 2, 10);
    assertThat(journal.day(1).orElseThrow().topic()).isEqualTo("Qué es una neurona");
    assertThat(journal.day(1).orElseThrow().title()).isEqualTo("La neurona 🧠");
    assertThat(journal.days())
        .extracting(Journal.Day::isWritten)
        .containsExactly(true, false, false);
    assertThat(journal.resources())
        .containsExactly(
            new Journal.Resource("Un libro", "https://example.org/libro?page=1", "", true, 0),
            new Journal.Resource("Un curso", "https://example.org/curso", "", false, 0),
            new Journal.Resource(
                "Una página", "https://example.org/a", "Explica mucho.", false, 1));
    assertThat(journal.projects()).containsExactly(new Journal.Project("", ""));
  }

  @Test
  void anAddressMayHaveBracketsAndParentheses() {
    String before = "https://example.org/libro?page=1";
    String address = "https://example.org/Red_(x)?page[]=1";
    assertThat(JOURNAL).contains(before);
    assertThat(Journal.parse(JOURNAL.replace(before, address)).resources().getFirst())
        .isEqualTo(new Journal.Resource("Un libro", address, "", true, 0));
  }

  @Test
  void theLaterFormOfTheTablesIsRead() {
    Journal journal =
        Journal.parse(
            JOURNAL
                .replace("Estado de Finalización", "Descripcion")
                .replace("| en marcha  |", "| Muy claro |")
                .replace("| Proyectos Completados |", "| Proyectos | Estado |")
                .replace("| 1.  |", "| 1. Flores | done |"));
    assertThat(journal.resources().get(1).note()).isEqualTo("Muy claro");
    assertThat(journal.projects()).containsExactly(new Journal.Project("Flores", "done"));
  }

  private static List<String> changed(String after) {
    List<String> before = JOURNAL.lines().toList();
    return after.lines().filter(line -> !before.contains(line)).toList();
  }

  @Test
  void aTopicChangesOneLine() {
    String after = journal().withTopic(2, " Pesos | sesgos\n").text();
    assertThat(after.lines()).hasSameSizeAs(JOURNAL.lines().toList());
    assertThat(changed(after)).containsExactly("| [Día2](#Día2) | Pesos \\| sesgos | ");
    assertThat(Journal.parse(after).withTopic(2, "").text())
        .isEqualTo(JOURNAL.replace("| [Día2](#Día2) |  |", "| [Día2](#Día2) |  |"));
  }

  @Test
  void aBarInACellIsReadAsItWasGiven() {
    Journal once = journal().withTopic(2, "P(a|b)");
    assertThat(once.day(2).orElseThrow().topic()).isEqualTo("P(a|b)");
    assertThat(once.withTopic(2, once.day(2).orElseThrow().topic()).text()).isEqualTo(once.text());
  }

  @Test
  void aTextChangesOnlyItsDay() {
    Journal more = journal().withBody(2, "---\n## Pesos");
    assertThat(more.text())
        .isEqualTo(JOURNAL.replace("# Día2\n# Día10", "# Día2\n---\n## Pesos\n# Día10"));
    assertThat(more.day(2).orElseThrow().title()).isEqualTo("Pesos");
    assertThat(more.withBody(2, "").text()).isEqualTo(JOURNAL);
  }

  @Test
  void aDayWithoutASectionGetsOneInItsPlace() {
    String without = JOURNAL.replace("# Día2\n# Día10\n", "# Día10\n");
    assertThat(Journal.parse(without).withBody(2, "texto").text())
        .contains("---\n# Día2\ntexto\n# Día10\n");
  }

  @Test
  void nothingIsAddedToALastLineWithoutAnEnd() {
    String open = JOURNAL.replace("# Día2\n# Día10\n", "# Día2\nsin final");
    assertThat(Journal.parse(open).withBody(10, "texto").text())
        .isEqualTo(open + "\n# Día10\ntexto\n");
    assertThat(Journal.parse(open).withBody(10, "").day(2).orElseThrow().body())
        .isEqualTo("sin final\n");
  }

  @Test
  void conflictsAreFoundAndResolved() {
    Journal journal = journal();
    assertThat(journal.conflicts()).containsExactly(new Journal.Conflict(28, "uno\n", "dos\n"));
    String marks = "<<<<<<< HEAD\nuno\n=======\ndos\n>>>>>>> 52f2238\n";
    assertThat(journal.resolve(0, Journal.Side.OURS).text())
        .isEqualTo(JOURNAL.replace(marks, "uno\n"));
    assertThat(journal.resolve(0, Journal.Side.THEIRS).text())
        .isEqualTo(JOURNAL.replace(marks, "dos\n"));
    assertThat(journal.resolve(0, Journal.Side.BOTH).conflicts()).isEmpty();
    assertThatThrownBy(() -> journal.resolve(1, Journal.Side.BOTH))
        .hasMessage("journal: expected a conflict from 0 to 0, found 1.");
  }

  @Test
  void whatBothVersionsComeFromIsNoneOfThem() {
    String based = JOURNAL.replace("=======", "||||||| 1a2b3c4\nantes\n=======");
    Journal journal = Journal.parse(based);
    assertThat(journal.conflicts()).containsExactly(new Journal.Conflict(28, "uno\n", "dos\n"));
    assertThat(journal.resolve(0, Journal.Side.BOTH).text())
        .contains("uno\ndos\n---")
        .doesNotContain("antes", "|||||||");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-MacRoman", "windows-1252"})
  void aTextReadInTheWrongEncodingIsRepaired(String encoding) {
    String text = "# Día1: ñandú, ¿qué?, camión\n";
    String damaged = new String(text.getBytes(StandardCharsets.UTF_8), Charset.forName(encoding));
    Decoding decoding = Decoding.of(damaged.getBytes(StandardCharsets.UTF_8));
    assertThat(decoding.text()).isEqualTo(text);
    assertThat(decoding.lines()).isEqualTo(1);
    assertThat(decoding.damagedBy()).isPresent();
  }

  @Test
  void aSoundTextIsLeftAlone() {
    for (String text : new String[] {JOURNAL, "ascii", "", "á", "√ Ã la carte", "日本語 ✅"}) {
      Decoding decoding = Decoding.of(text.getBytes(StandardCharsets.UTF_8));
      assertThat(decoding.text()).isEqualTo(text);
      assertThat(decoding.damagedBy()).isEmpty();
    }
  }

  @Test
  void onlyDamagedLinesAreRepairedWhereOthersAreSound() {
    String damaged =
        new String("Día\n".getBytes(StandardCharsets.UTF_8), Charset.forName("x-MacRoman"));
    Decoding decoding = Decoding.of(("mañana ✅\n" + damaged).getBytes(StandardCharsets.UTF_8));
    assertThat(decoding.text()).isEqualTo("mañana ✅\nDía\n");
    assertThat(decoding.lines()).isEqualTo(1);
  }

  @Test
  void otherFilesAreRefusedInOneSentence() {
    assertThatThrownBy(() -> Journal.parse("# Una página\n"))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("expected a table with a row");
    assertThatThrownBy(() -> Decoding.of(new byte[] {(byte) 0xff, (byte) 0xfe, 0}))
        .hasMessageContaining("expected text in UTF-8");
    assertThatThrownBy(() -> journal().withTopic(99, "x"))
        .hasMessage("journal: there is no day 99 in its table of days.");
  }

  @Test
  void noiseIsNeitherACrashNorLost() {
    Random random = new Random(5);
    List<String> pieces =
        List.of(
            "|",
            "\n",
            "# Día1\n",
            "| [Día1](#Día1) |",
            "=======\n",
            ">>>>>>> x\n",
            "<<<<<<< x\n",
            "```\n",
            "- **[a](b)**",
            " ",
            "\\|");
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder(JOURNAL);
      for (int k = 0; k < 20; k++) {
        text.insert(random.nextInt(text.length()), pieces.get(random.nextInt(pieces.size())));
      }
      Journal journal;
      try {
        journal = Journal.parse(text.toString());
      } catch (JournalException e) {
        continue;
      }
      assertThat(journal.text()).isEqualTo(text.toString());
      journal
          .days()
          .forEach(day -> journal.withTopic(day.number(), "x").withBody(day.number(), "y"));
    }
  }

  @Test
  void anImportKeepsTheJournalThatWasThere() throws Exception {
    Path file = Files.writeString(folder.resolve("in.md"), JOURNAL);
    JournalStore store = new JournalStore(folder.resolve("home"));
    assertThat(store.journal()).isEmpty();
    assertThat(store.imported(file, Optional.empty()).kept()).isEmpty();
    store.save(store.journal().orElseThrow().withTopic(2, "Mío"));
    JournalStore.Imported again = store.imported(file, Optional.of(Journal.Side.OURS));
    assertThat(Files.readString(again.kept().orElseThrow())).contains("Mío");
    assertThat(again.journal().conflicts()).isEmpty();
    assertThat(Arrays.asList(store.journal().orElseThrow().text().split("\n"))).contains("uno");
  }
}
