package dev.cien.course.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A block of code that nobody closed takes no day away.
class BlocksTest {
  private static final String TABLE =
      """
      | **Días** | **Temas** |
      |---|---|
      | [Día1](#Día1) | Redes |
      | [Día2](#Día2) | |
      | [Día3](#Día3) | |
      | [Día4](#Día4) | |
      """;

  private static Journal journal(String days) {
    Journal journal = Journal.parse(TABLE + days);
    assertThat(journal.text()).isEqualTo(TABLE + days);
    return journal;
  }

  private static List<Integer> written(Journal journal) {
    return journal.days().stream().filter(Journal.Day::isWritten).map(Journal.Day::number).toList();
  }

  private static List<Integer> open(Journal journal) {
    return JournalCheck.of(journal).stream()
        .filter(one -> one.kind() == JournalCheck.Kind.FENCE)
        .map(one -> one.line() - (int) TABLE.lines().count())
        .toList();
  }

  @Test
  void daysAfterABlockThatWasLeftOpenAreThere() {
    Journal journal =
        journal("# Día1\n```python\nprint(1)\n\n# Día2\ndos\n# Día3\ntres\n# Día4\ncuatro\n");
    assertThat(written(journal)).containsExactly(1, 2, 3, 4);
    assertThat(journal.day(3).orElseThrow().body()).isEqualTo("tres\n");
    assertThat(journal.day(1).orElseThrow().body()).isEqualTo("```python\nprint(1)\n\n");
    assertThat(open(journal)).containsExactly(2);
    assertThat(journal.withBody(3, "otro").text())
        .isEqualTo(journal.text().replace("tres\n", "otro\n"));
    assertThat(open(journal.withBody(1, "```\nprint(1)\n```"))).isEmpty();
  }

  @Test
  void theBlocksOfLaterDaysDoNotCloseIt() {
    for (String begin : List.of("```", "```java")) {
      Journal journal =
          journal(
              ("# Día1\n```\nuno\n# Día2\ndos\n%s\n# nada\n```\n# Día3\n%s\n![](x)\n```\ntres\n"
                      + "# Día4\n%s\n```\n")
                  .formatted(begin, begin, begin));
      assertThat(written(journal)).containsExactly(1, 2, 3, 4);
      assertThat(open(journal)).containsExactly(2);
      assertThat(JournalCheck.of(journal))
          .extracting(JournalCheck.Finding::kind)
          .containsExactly(JournalCheck.Kind.FENCE);
    }
  }

  @Test
  void theLastDayIsFoundBehindABlockOfItsOwn() {
    for (String begin : List.of("```", "```java")) {
      Journal journal =
          journal("# Día3\n```\ntres\n# Día4\ncuatro\n" + begin + "\ncódigo\n```\nfin\n");
      assertThat(written(journal)).containsExactly(3, 4);
      assertThat(open(journal)).containsExactly(2);
    }
  }

  @Test
  void twoBlocksLeftOpenDoNotPassForOne() {
    Journal journal =
        journal("# Día1\n```\nuno\n# Día2\n\n---\n## Dos\n# Día3\n## Tres\n```\ntres\n# Día4\n");
    assertThat(written(journal)).containsExactly(1, 2, 3);
    assertThat(open(journal)).containsExactly(2, 10);
  }

  @Test
  void aDayThatCodeNamesIsNone() {
    // It has its heading further down.
    Journal below = journal("# Día1\n```md\n# Día2\n```\nuno\n# Día2\ndos\n");
    assertThat(below.day(1).orElseThrow().body()).isEqualTo("```md\n# Día2\n```\nuno\n");
    // It is a day that was before.
    Journal before = journal("# Día2\n~~~\n# Día1\n~~~\ndos\n");
    assertThat(written(before)).containsExactly(2);
    // It is greater than the day that follows.
    Journal greater = journal("# Día1\n```python\n# Día 3\nx = 1\n```\nuno\n# Día2\ndos\n");
    assertThat(written(greater)).containsExactly(1, 2);
    // Nothing says that the block is open.
    Journal closed = journal("# Día1\n```python\n# Día 3\nx = 1\n```\nuno\n");
    assertThat(written(closed)).containsExactly(1);
    // The table does not have it.
    Journal unknown = journal("# Día1\n```\n# Día 9\n");
    assertThat(written(unknown)).containsExactly(1);
    for (Journal journal : List.of(below, before, greater, closed)) {
      assertThat(open(journal)).isEmpty();
    }
  }

  @Test
  void fencesAreWhatMarkdownTakesForFences() {
    Journal journal =
        journal(
            "# Día1\n````\n```\n# Día2\n```\n````\n```así```\n- x\n  ```\n  y\n  ```\n# Día2\n");
    assertThat(open(journal)).isEmpty();
    assertThat(written(journal)).containsExactly(1);
  }

  @Test
  void aMillionFencesAreReadInTime() {
    for (String piece :
        List.of("```\n", "```a\n", "~~~ x\n```a\n", "```a\n# Día3\n", "# Día2\n```a\n```\n")) {
      String text = TABLE + "# Día1\n" + piece.repeat(300_000);
      assertTimeout(Duration.ofSeconds(30), () -> JournalCheck.of(Journal.parse(text)));
    }
  }
}
