package dev.cien.course.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalEditTest {
  private static final String JOURNAL =
      """
      | Libros y Recursos | Estado de Finalización |
      | ----- | -----|
      | 1. [**Uno**](https://example.org/1) | ✅ |
      | 2. [**Dos**](https://example.org/2)|   |

      | Proyectos Completados |
      | ----- |
      | 1.  |
      | 2. ... |

      | **Días** | **Temas** |
      |---|---|
      | [Día1](#Día1) | Redes |
      | [Día2](#Día2) |  |
      # Día1
      - **[Tres](https://example.org/3)** - Corto.
      # Día2
      """;

  @TempDir Path folder;

  @Test
  void aMarkComesAndGoesAndTouchesOneLine() {
    Journal journal = Journal.parse(JOURNAL);
    Journal done = journal.withDone(1, true);
    assertThat(done.text()).isEqualTo(JOURNAL.replace("/2)|   |", "/2)| ✅ |"));
    assertThat(done.resources().get(1).done()).isTrue();
    Journal bullet = journal.withDone(2, true);
    assertThat(bullet.text()).isEqualTo(JOURNAL.replace("Corto.", "Corto. ✅"));
    assertThat(bullet.withDone(2, false).text()).isEqualTo(JOURNAL);
    assertThat(journal.withDone(0, true)).isSameAs(journal);
    assertThat(journal.withDone(0, false).resources().getFirst().done()).isFalse();
    assertThatThrownBy(() -> journal.withDone(3, true))
        .hasMessage("journal: expected a resource from 0 to 2, found 3.");
    Journal later = Journal.parse(JOURNAL.replace("Estado de Finalización", "Descripción"));
    assertThatThrownBy(() -> later.withDone(1, true)).hasMessageContaining("no column");
  }

  @Test
  void rowsWithoutTheirLastBarAreRows() {
    String bare =
        JOURNAL
            .replace("/2)|   |", "/2)")
            .replace("| [Día2](#Día2) |  |", "| [Día2](#Día2) | Pesos");
    Journal journal = Journal.parse(bare);
    assertThat(journal.days()).hasSize(2);
    assertThat(journal.withProject(0, "Iris", "").projects()).hasSize(2);
    assertThat(journal.day(2).orElseThrow().topic()).isEqualTo("Pesos");
    assertThat(journal.withTopic(2, "Sesgos").day(2).orElseThrow().topic()).isEqualTo("Sesgos");
    Journal done = journal.withDone(1, true);
    assertThat(done.text()).isEqualTo(bare.replace("/2)", "/2) | ✅ |"));
    assertThat(done.withDone(1, false).resources().get(1).done()).isFalse();
    String ended = bare.replace("/2)", "/2) | ✅");
    assertThat(Journal.parse(ended).resources().get(1).done()).isTrue();
  }

  @Test
  void theMarkThatEditorsBeginAFileWithHidesNoTable() {
    Journal marked = Journal.parse("\uFEFF" + JOURNAL);
    assertThat(marked.resources()).isEqualTo(Journal.parse(JOURNAL).resources());
    assertThat(marked.text()).isEqualTo("\uFEFF" + JOURNAL);
  }

  @Test
  void projectsFillFreeRowsAndGrow() {
    Journal journal = Journal.parse(JOURNAL);
    assertThat(journal.withProject(0, "Iris | flores", "hecho").text())
        .isEqualTo(JOURNAL.replace("| 1.  |\n", "| 1. Iris \\| flores |\n"));
    Journal more = journal.withProject(2, "Dígitos", "");
    assertThat(more.text()).isEqualTo(JOURNAL.replace("| 2. ... |", "| 2. ... |\n| 3. Dígitos |"));
    assertThat(more.projects()).hasSize(3);
    Journal later =
        Journal.parse(
            JOURNAL
                .replace(
                    "| Proyectos Completados |\n| ----- |", "| Proyectos | Estado |\n|---|---|")
                .replace("| 1.  |", "| 1.  |  |"));
    assertThat(later.withProject(0, "Iris", "done").projects().getFirst())
        .isEqualTo(new Journal.Project("Iris", "done"));
    assertThatThrownBy(() -> journal.withProject(5, "x", "")).hasMessageContaining("found 5");
  }

  @Test
  void aJournalCanBeBegunFromNothing() {
    Journal journal = Journal.begun();
    assertThat(journal.days()).hasSize(100).noneMatch(Journal.Day::isWritten);
    assertThat(journal.projects()).hasSize(3);
    Journal written = journal.withTopic(3, "Técnicas").withBody(3, "## Hoy\n\nTexto.\n");
    assertThat(written.day(3).orElseThrow().title()).isEqualTo("Hoy");
    assertThat(written.withTopic(3, "").withBody(3, "").text()).isEqualTo(journal.text());
    assertThat(JournalCheck.of(journal)).isEmpty();
  }

  @Test
  void theTopicMayStandBeforeTheDay() {
    String turned =
        JOURNAL
            .replace("| **Días** | **Temas** |", "| **Temas** | **Días** |")
            .replace("| [Día1](#Día1) | Redes |", "| Redes | [Día1](#Día1) |")
            .replace("| [Día2](#Día2) |  |", "|  | [Día2](#Día2) |");
    Journal journal = Journal.parse(turned);
    assertThat(journal.day(1).orElseThrow().topic()).isEqualTo("Redes");
    assertThat(journal.withTopic(2, "Pesos").text())
        .isEqualTo(turned.replace("|  | [Día2]", "| Pesos | [Día2]"));
    assertThat(journal.withDay(3).withTopic(3, "Tres").text())
        .isEqualTo(
            turned.replace("[Día2](#Día2) |\n", "[Día2](#Día2) |\n| Tres | [Día3](#Día3) |\n"));
  }

  @Test
  void aDayGetsItsRow() {
    Journal journal = Journal.parse(JOURNAL.replace("| [Día1](#Día1) | Redes |\n", ""));
    Journal more = journal.withDay(1).withDay(5);
    assertThat(more.days()).extracting(Journal.Day::number).containsExactly(1, 2, 5);
    assertThat(more.withTopic(1, "Redes").text())
        .isEqualTo(
            JOURNAL.replace(
                "| [Día2](#Día2) |  |\n", "| [Día2](#Día2) |  |\n| [Día5](#Día5) |  |\n"));
    assertThat(more.withDay(5)).isSameAs(more);
    assertThatThrownBy(() -> more.withDay(0))
        .hasMessage("journal: expected a day from 1 to 9999, found 0.");
  }

  @Test
  void newLinesEndAsThoseAroundThem() {
    String mixed = JOURNAL.replace("|\n", "|\r\n");
    assertThat(Journal.parse(mixed).withBody(1, "uno\ndos").text())
        .isEqualTo(mixed.replace("- **[Tres](https://example.org/3)** - Corto.\n", "uno\ndos\n"));
    assertThat(Journal.parse(mixed).withDay(3).text())
        .isEqualTo(
            mixed.replace(
                "[Día2](#Día2) |  |\r\n", "[Día2](#Día2) |  |\r\n| [Día3](#Día3) |  |\r\n"));
  }

  @Test
  void aChangedLineKeepsItsOwnEnd() {
    for (String[] ends : new String[][] {{"\r\n", "\n"}, {"\n", "\r\n"}}) {
      StringBuilder mixed = new StringBuilder();
      for (String line : JOURNAL.split("\n")) {
        mixed.append(line).append(line.length() % 2 == 0 ? ends[0] : ends[1]);
      }
      Journal journal = Journal.parse(mixed.toString());
      assertThat(journal.text()).isEqualTo(mixed.toString());
      List<Journal> changed =
          List.of(
              journal.withTopic(2, "Otro"),
              journal.withDone(0, !journal.resources().getFirst().done()),
              journal.withProject(0, "Uno", ""));
      for (Journal one : changed) {
        assertThat(endsOf(one.text())).isEqualTo(endsOf(journal.text()));
      }
    }
  }

  private static List<String> endsOf(String text) {
    return Pattern.compile("\r?\n").matcher(text).results().map(MatchResult::group).toList();
  }

  @Test
  void whatIsKeptOfAConflictKeepsItsEnds() {
    String conflict = "<<<<<<< HEAD\na\r\nb\n=======\nc\r\n>>>>>>> 52f2238\n";
    Journal journal = Journal.parse(JOURNAL.replace("# Día2\n", "# Día2\n" + conflict));
    assertThat(journal.resolve(0, Journal.Side.BOTH).text())
        .isEqualTo(JOURNAL.replace("# Día2\n", "# Día2\na\r\nb\nc\r\n"));
    assertThat(journal.resolve(0, Journal.Side.THEIRS).text())
        .isEqualTo(JOURNAL.replace("# Día2\n", "# Día2\nc\r\n"));
  }

  @Test
  void bytesAreImportedAsAFileIs() {
    JournalStore store = new JournalStore(folder);
    store.imported(JOURNAL.getBytes(StandardCharsets.UTF_8), Optional.empty());
    assertThat(store.journal().orElseThrow().text()).isEqualTo(JOURNAL);
  }

  @Test
  void thousandsOfBracketsAreReadInTime() {
    for (String piece :
        List.of("[", "![", "](", "- **[", "| [", "[Día1", "<<<<<<< ", "á", "√", "Ã")) {
      String line = piece.repeat(200_000 / piece.length());
      Journal journal = Journal.parse(JOURNAL + "| " + line + " |\n" + line + "\n");
      assertTimeout(Duration.ofSeconds(20), () -> JournalCheck.of(journal));
    }
  }

  @Test
  void theCheckFindsWhatAReaderTripsOver() {
    String damaged =
        JOURNAL
            .replace("| [Día2](#Día2) |", "| [Día2](#Día43) |")
            .replace(
                "# Día2\n",
                """
                # Día2
                <<<<<<< HEAD
                a
                =======
                b
                >>>>>>> 52f2238
                D√≠a de ma√±ana
                ![](https://example.org/a.png)
                ![alt]()
                Ver [arriba](#no-existe) y [Día1](#Día1).
                Según dice [11†source].
                ```
                ![](dentro de un bloque)
                """);
    List<JournalCheck.Finding> findings = JournalCheck.of(Journal.parse(damaged));
    assertThat(findings)
        .extracting(JournalCheck.Finding::kind)
        .containsExactly(
            JournalCheck.Kind.ANCHOR,
            JournalCheck.Kind.CONFLICT,
            JournalCheck.Kind.ENCODING,
            JournalCheck.Kind.IMAGE,
            JournalCheck.Kind.IMAGE,
            JournalCheck.Kind.ANCHOR,
            JournalCheck.Kind.RESIDUE,
            JournalCheck.Kind.FENCE);
    assertThat(findings.get(1).line()).isEqualTo(18);
    assertThat(JournalCheck.of(Journal.parse(JOURNAL))).isEmpty();
  }
}
