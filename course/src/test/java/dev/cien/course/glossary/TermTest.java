package dev.cien.course.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.recipes.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The glossary: enough terms, each once, each one sentence in both languages.
class TermTest {
  private static final int LONGEST = 130;

  @Test
  void eachTermIsOneSentenceInBothLanguages() {
    List<Term> all = Term.all();
    assertThat(all).hasSizeGreaterThan(80);
    assertThat(all.stream().map(term -> term.name().es())).doesNotHaveDuplicates();
    assertThat(all.stream().map(term -> term.name().en())).doesNotHaveDuplicates();
    for (Term term : all) {
      Text says = term.says();
      for (String sentence : List.of(says.es(), says.en())) {
        assertThat(sentence)
            .as(term.name().es())
            .matches("[A-ZÁÉÍÓÚ¿][^.]*\\.")
            .hasSizeLessThan(LONGEST);
      }
      assertThat(says.es()).as(term.name().es()).isNotEqualTo(says.en());
      assertThat(term.days())
          .as(term.name().es())
          .isNotEmpty()
          .allMatch(day -> day >= 1 && day <= 100);
    }
  }
}
