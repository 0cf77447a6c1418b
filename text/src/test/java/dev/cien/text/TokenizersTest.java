package dev.cien.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Characters and words as tokens.
class TokenizersTest {
  private static final WordTokenizer.Options ALL = WordTokenizer.Options.ALL;

  @Test
  void charactersComeBack() {
    for (int seed = 0; seed < 100; seed++) {
      String text = RandomText.of(seed, 50) + "ñ🚀\ud83d";
      var tokenizer = CharTokenizer.of(text, Tokenizer.START);
      assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
      assertThat(tokenizer.encode("ñ🚀\ud83d")).hasSize(3);
      assertThat(tokenizer.size()).isEqualTo(1 + (int) text.codePoints().distinct().count());
    }
  }

  @Test
  void charactersAreNumberedInTheirOrder() {
    var tokenizer = CharTokenizer.of("cabaña", "<pad>", "<unk>");
    assertThat(tokenizer.encode("<pad>abcñz")).containsExactly(0, 2, 3, 4, 5, 1);
    assertThat(tokenizer.encodePlain("<pad>")).containsExactly(1, 1, 2, 1, 1);
    assertThat(tokenizer.id("ñ")).isEqualTo(5);
    assertThat(tokenizer).hasToString("CharTokenizer[6 tokens]");
  }

  @Test
  void unknownCharactersAreRefusedWithoutATokenForThem() {
    assertThatThrownBy(() -> CharTokenizer.of("ab").encode("añ"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'ñ' (U+00F1)")
        .hasMessageContaining("name <unk> among its special tokens");
    assertThatThrownBy(() -> CharTokenizer.of("ab", "<eos>", "<eos>"))
        .hasMessageContaining("'<eos>' is named twice");
  }

  @Test
  void wordsKeepApostrophesAndMarks() {
    assertThat(WordTokenizer.words("¿Dónde está l'home-orquestra? cafe\u0301 - 3,5 日本 🚀!"))
        .containsExactly(
            "¿",
            "Dónde",
            "está",
            "l'home-orquestra",
            "?",
            "cafe\u0301",
            "-",
            "3",
            ",",
            "5",
            "日本",
            "🚀",
            "!");
  }

  @Test
  void wordsAreNumberedByFrequency() {
    var options = new WordTokenizer.Options(2, 100, true, List.of("<pad>", "<unk>"));
    var tokenizer = WordTokenizer.of(List.of("La casa y la mesa.", "Y la silla."), options);
    assertThat(tokenizer.encode("<pad> LA . y casa")).containsExactly(0, 2, 3, 4, 1);
    assertThat(tokenizer.size()).isEqualTo(5);
    var small = new WordTokenizer.Options(1, 3, false, List.of());
    assertThat(WordTokenizer.of(List.of("b b a a c"), small).encode("a b c"))
        .containsExactly(1, 2, 0);
  }

  @Test
  void textIsPutTogetherAsItIsWritten() {
    String text = "¿Qué dijo (ella)? Nada, «nada»: ¡adiós!";
    var tokenizer = WordTokenizer.of(List.of(text), ALL);
    assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    assertThat(tokenizer.decode(tokenizer.encode("Nada  otra\ncosa")))
        .isEqualTo("Nada <unk> <unk>");
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> new WordTokenizer.Options(0, 9, false, List.of()))
        .hasMessageContaining("a minimal frequency of at least 1");
    assertThatThrownBy(() -> new WordTokenizer.Options(1, 1, false, List.of("<pad>")))
        .hasMessageContaining("room for 2 tokens");
  }
}
