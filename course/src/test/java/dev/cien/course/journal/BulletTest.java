package dev.cien.course.journal;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A day's resources, whatever their addresses hold.
class BulletTest {
  private static final String TABLE =
      "| **Días** | **Temas** |\n|---|---|\n| [Día1](#Día1) | |\n\n# Día1\n";

  private static Journal journal(String bullet) {
    Journal journal = Journal.parse(TABLE + bullet);
    assertThat(journal.text()).isEqualTo(TABLE + bullet);
    return journal;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "- **[Red](https://example.org/a)** - Clara. ¦ Red ¦ https://example.org/a ¦ Clara.",
        "- **[Red](https://example.org/Red_(x))** Clara ¦ Red ¦ https://example.org/Red_(x) ¦"
            + " Clara",
        "  * **[R (1)](https://example.org/(a(b))c)** ¦ R (1) ¦ https://example.org/(a(b))c ¦ ``",
        "- **[R](<https://example.org/a (b>)** - n ¦ R ¦ https://example.org/a (b ¦ n",
        "- **[R](https://example.org/a \"T (1)\")**-n ¦ R ¦ https://example.org/a ¦ n",
        "- **[R](https://example.org/\\(a)** n ¦ R ¦ https://example.org/(a ¦ n",
        "- **[Curso [1/2]](https://example.org/a)** n ¦ Curso [1/2] ¦ https://example.org/a ¦ n",
        "- **[Curso [1/2](https://example.org/a)** n ¦ Curso [1/2 ¦ https://example.org/a ¦ n",
        "- **[🧠](https://example.org/?q=🧠)** ✅ ¦ 🧠 ¦ https://example.org/?q=🧠 ¦ ✅",
        "- **[R](b)** y [otra](c) ¦ R ¦ b ¦ y [otra](c)",
      })
  void itsPartsAreFound(String line, String title, String link, String note) {
    String bullet = line.stripTrailing() + "\n";
    assertThat(journal(bullet).resources())
        .containsExactly(new Journal.Resource(title, link, note, note.contains("✅"), 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "- ",
        "-**[a](b)**",
        "**[a](b)**",
        "- [a](b)",
        "- **[a](b)",
        "- **[a](b) **",
        "- **[a](b c)**",
        "- **![a](b)**",
        "- **[a]**",
        "- **a** [b](c)"
      })
  void whatIsNoneIsNone(String line) {
    assertThat(journal(line).resources()).isEmpty();
  }

  @Test
  void onlyTheMarkBehindTheLinkComesAndGoes() {
    String line = "- **[✅ Tareas](https://example.org/Red_(x))** - Clara.\r\n";
    Journal marked = journal(line).withDone(0, true);
    assertThat(marked.text()).isEqualTo(TABLE + line.replace(".\r", ". ✅\r"));
    assertThat(marked.resources().getFirst().done()).isTrue();
    assertThat(marked.withDone(0, false).text()).isEqualTo(TABLE + line);
  }

  @Test
  void aLineWithoutEndIsReadInTime() {
    for (String part : List.of("- ", "-", "**[", "- **[", "[](", "**", " ", "](<")) {
      char[] spaces = new char[1000];
      Arrays.fill(spaces, ' ');
      String line = "- **[" + part.repeat(1_000_000 / part.length()) + new String(spaces);
      assertTimeoutPreemptively(ofSeconds(20), () -> Bullet.of(line), part);
    }
  }
}
