package dev.cien.course.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lines of one file may have been damaged in different ways, or not at all.
class DecodingTest {
  private static String damaged(String text, String encoding) {
    return new String(text.getBytes(StandardCharsets.UTF_8), Charset.forName(encoding));
  }

  private static Decoding decoded(String text) {
    return Decoding.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void eachLineIsRepairedFromItsOwnEncoding() {
    String text =
        damaged("Día uno\n", "x-MacRoman")
            + damaged("mañana, ¿qué?\n", "windows-1252")
            + "también ✅ Ωμέγα\n"
            + damaged("ÁRBOL, ÍNDICE\n", "ISO-8859-1");
    Decoding decoding = decoded(text);
    assertThat(decoding.text())
        .isEqualTo("Día uno\nmañana, ¿qué?\ntambién ✅ Ωμέγα\nÁRBOL, ÍNDICE\n");
    assertThat(decoding.lines()).isEqualTo(3);
    assertThat(decoding.damagedBy()).contains("x-MacRoman, windows-1252");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mañana", "café", "según", "“comillas”", "ÁÉÍÓÚÑ", "🧠 listo", "¿sí?"})
  void oneWordIsEnoughInEachEncoding(String word) {
    for (String encoding : List.of("x-MacRoman", "ISO-8859-1")) {
      assertThat(decoded(damaged(word, encoding)).text()).as(encoding).isEqualTo(word);
    }
  }

  @Test
  void whatWasDamagedTwiceIsRepairedTwice() {
    String twice = damaged(damaged("Día, mañana", "ISO-8859-1"), "windows-1252");
    assertThat(decoded("sí\n" + twice + "\n").text()).isEqualTo("sí\nDía, mañana\n");
    assertThat(decoded(twice).text()).isEqualTo("Día, mañana");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/√π", "dijo «CAFÉ»", "CAFÉ»", "3.14≈π", "√∑x", "x ± √2", "Ã", "√ Ã"})
  void whatIsSoundIsLeftAlone(String line) {
    for (String text : List.of(line, "ñandú\n" + line + "\n")) {
      assertThat(decoded(text).text()).isEqualTo(text);
      assertThat(decoded(text).damagedBy()).isEmpty();
    }
    assertThat(Mojibake.possible(line)).isEmpty();
  }

  @Test
  void whatIsNotCertainIsOffered() {
    String table = "| Días | Temas |\n|---|---|\n| [Día1](#Día1) | Hoy |\n";
    String mixed = "# Día1\r\nDía de ma" + damaged("ñ", "windows-1252") + "ana\r\nfin\r\n";
    Decoding decoding = decoded(table + mixed);
    assertThat(decoding.text()).isEqualTo(table + mixed);
    Journal journal = Journal.parse(decoding.text());
    assertThat(journal.damages())
        .containsExactly(new Journal.Damage(5, "Día de maÃ±ana", List.of("Día de mañana")));
    assertThat(JournalCheck.of(journal))
        .extracting(JournalCheck.Finding::kind)
        .containsExactly(JournalCheck.Kind.ENCODING);
    String mended = table + "# Día1\r\nDía de mañana\r\nfin\r\n";
    assertThat(journal.withReading(5, 0).text()).isEqualTo(mended);
    assertThat(journal.withReadings().text()).isEqualTo(mended);
    assertThat(Journal.parse(mended).withReadings().text()).isEqualTo(mended);
    assertThatThrownBy(() -> journal.withReading(5, 1))
        .hasMessage("journal: line 5 has no such reading.");
    assertThatThrownBy(() -> journal.withReading(4, 0)).isInstanceOf(JournalException.class);
  }
}
