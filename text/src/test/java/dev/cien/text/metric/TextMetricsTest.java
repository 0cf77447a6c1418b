package dev.cien.text.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Measures of text against SacreBLEU (`src/test/golden/metrics.py`) and against counts by hand.
class TextMetricsTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  @Test
  void bleuAndChrfAreThoseOfTheReference() throws IOException {
    JsonMapper mapper = new JsonMapper();
    int cases = 0;
    try (var in = TextMetricsTest.class.getResourceAsStream("/golden/metrics.json")) {
      for (var named : mapper.readTree(in).properties()) {
        if (!named.getValue().isObject()) {
          continue;
        }
        cases++;
        JsonNode known = named.getValue();
        List<String> texts = List.of(mapper.treeToValue(known.get("texts"), String[].class));
        String[][] all = mapper.treeToValue(known.get("references"), String[][].class);
        List<List<String>> references = Arrays.stream(all).map(List::of).toList();
        Bleu bleu = Bleu.ofMany(texts, references);
        String name = named.getKey();
        assertThat(bleu.score()).as(name).isCloseTo(known.get("bleu").asDouble(), CLOSE);
        assertThat(bleu.brevityPenalty())
            .as(name)
            .isCloseTo(known.get("penalty").asDouble(), CLOSE);
        assertThat(bleu.length()).as(name).isEqualTo(known.get("length").asLong());
        assertThat(bleu.referenceLength())
            .as(name)
            .isEqualTo(known.get("reference_length").asLong());
        double[] precisions = mapper.treeToValue(known.get("precisions"), double[].class);
        for (int n = 0; n < 4; n++) {
          assertThat(bleu.precisions().get(n)).as(name).isCloseTo(precisions[n], CLOSE);
        }
        assertThat(Chrf.ofMany(texts, references))
            .as(name)
            .isCloseTo(known.get("chrf").asDouble(), CLOSE);
      }
    }
    assertThat(cases).isGreaterThan(10);
  }

  @Test
  void aScoreShowsItsParts() {
    assertThat(Bleu.of(List.of("the the the the"), List.of("the cat")))
        .hasToString("BLEU 15.97 (25.0/16.7/12.5/12.5, brevity 1.000, 4 of 2 words)");
    assertThat(Chrf.of(List.of("casa"), List.of("casa"))).isCloseTo(100, CLOSE);
  }

  /// Summary: el gato negro duerme en la casa (7). Reference: el gato duerme en casa negra (6).
  ///
  /// ```text
  /// words in both: el gato duerme en casa = 5          P = 5/7, R = 5/6, F = 2·5 / (7 + 6)
  /// pairs in both: el-gato duerme-en = 2 of 6 and of 5 P = 2/6, R = 2/5, F = 2·2 / (6 + 5)
  /// in order: el gato duerme en casa = 5               the same as for words
  /// ```
  @Test
  void rougeCountsWhatIsShared() {
    List<String> summary = List.of("El gato negro duerme en la casa.");
    List<String> reference = List.of("el gato duerme: en casa negra");
    Rouge.Score one = Rouge.n(1, summary, reference);
    assertThat(one.precision()).isCloseTo(5.0 / 7, CLOSE);
    assertThat(one.recall()).isCloseTo(5.0 / 6, CLOSE);
    assertThat(one.f()).isCloseTo(10.0 / 13, CLOSE);
    Rouge.Score two = Rouge.n(2, summary, reference);
    assertThat(two.precision()).isCloseTo(2.0 / 6, CLOSE);
    assertThat(two.recall()).isCloseTo(2.0 / 5, CLOSE);
    assertThat(two.f()).isCloseTo(4.0 / 11, CLOSE);
    assertThat(Rouge.l(summary, reference)).isEqualTo(one);
  }

  /// Lin's own example: of four words three are in the right order, or two.
  @Test
  void rougeLIsAboutOrder() {
    List<String> reference = List.of("police killed the gunman");
    assertThat(Rouge.l(List.of("police kill the gunman"), reference).f()).isCloseTo(0.75, CLOSE);
    assertThat(Rouge.l(List.of("the gunman kill police"), reference).f()).isCloseTo(0.5, CLOSE);
  }

  /// A word counts as often as in the text that has it less often: la la la / la casa la = 2.
  @Test
  void repeatedWordsAreClippedAndTextsAveraged() {
    Rouge.Score score =
        Rouge.n(1, List.of("la la la", "mañana"), List.of("La casa, la.", "MAÑANA será otro"));
    assertThat(score.precision()).isCloseTo((2.0 / 3 + 1) / 2, CLOSE);
    assertThat(score.recall()).isCloseTo((2.0 / 3 + 1.0 / 3) / 2, CLOSE);
    assertThat(score.f()).isCloseTo((2.0 / 3 + 0.5) / 2, CLOSE);
    Rouge.Score nothing = Rouge.l(List.of(""), List.of(""));
    assertThat(nothing).isEqualTo(new Rouge.Score(0, 0, 0));
  }

  /// kitten → sitting: two letters replaced, one added. Words: one replaced, one left out of five.
  @Test
  void errorRatesAreEditsOverLength() {
    assertThat(ErrorRate.characters(List.of("kitten"), List.of("sitting"))).isEqualTo(3.0 / 7);
    assertThat(ErrorRate.words(List.of("el  niño come", "sí"), List.of("la niño come pan", "sí")))
        .isEqualTo(2.0 / 5);
    assertThat(ErrorRate.characters(List.of("🚀ñ"), List.of("🚀n"))).isEqualTo(0.5);
    assertThat(ErrorRate.words(List.of("a b c"), List.of("a"))).isEqualTo(2.0);
    assertThat(ErrorRate.words(List.of(""), List.of("a b"))).isEqualTo(1.0);
  }

  @Test
  void argumentsAreChecked() {
    assertThatThrownBy(() -> Bleu.of(List.of("a"), List.of()))
        .hasMessage("BLEU: expected as many texts as references, at least one, found 1 and 0");
    assertThatThrownBy(() -> Chrf.ofMany(List.of("a"), List.of(List.of())))
        .hasMessage("chrF: a text has no reference");
    assertThatThrownBy(() -> Rouge.n(0, List.of("a"), List.of("a")))
        .hasMessageContaining("n-grams of 1 word or more, found 0");
    assertThatThrownBy(() -> ErrorRate.words(List.of("a"), List.of(" ")))
        .hasMessage("word error rate: all references are empty");
  }
}
