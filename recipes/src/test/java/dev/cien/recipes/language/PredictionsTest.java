package dev.cien.recipes.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.recipes.InputException;
import dev.cien.recipes.Prediction;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Bert;
import dev.cien.zoo.Gpt;
import dev.cien.zoo.GptConfig;
import dev.cien.zoo.Translator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What models of language say about lines, with models that have learnt nothing.
class PredictionsTest {
  private static final List<Scripture.Verse> VERSES =
      List.of(
          new Scripture.Verse("in the beginning", "en el principio era la luz"),
          new Scripture.Verse("the light was good; very good", "la luz era buena; muy buena"));

  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("asked.txt"), content);
  }

  private static HiddenWords words() {
    return HiddenWords.of(List.of(new Scripture.Chapter(0, VERSES)), 30, 8);
  }

  /// A BERT to which some words seem likely everywhere, each less than the one before.
  private static Gaps gaps(String... likely) {
    HiddenWords words = words();
    int size = words.tokenizer().size();
    Bert model = Bert.of(GptConfig.of(size, words.length(), 8, 2, 1), Rng.of(1));
    float[] bias = new float[size];
    IntStream.range(0, likely.length)
        .forEach(i -> bias[words.tokenizer().id(likely[i])] = 40 - 5 * i);
    model.bias().assign(Tensor.of(bias, size));
    return new Gaps(words, model);
  }

  @Test
  void gapsAreFilledWithTheLikeliestWords() throws IOException {
    List<Prediction> said =
        gaps("<mask>", ";", "luz", "principio")
            .fill(file("Era la ___;\nLa <mask>_____ era $1 ____ ж\n"));
    assertThat(said)
        .extracting(Prediction::answer)
        .containsExactly("Era la luz;", "La luzluz era $1 luz ж");
    assertThat(said.getFirst().of()).isEqualTo("Era la ___;");
    assertThat(said.getFirst().probabilities()).hasSize(5);
    assertThat(said.getFirst().probabilities().keySet()).startsWith("luz", "principio");
    assertThat(said.getFirst().probabilities().get("luz")).isBetween(0.98, 1.0);
    assertThat(said.getFirst().probabilities().values().stream().mapToDouble(p -> p).sum())
        .isLessThanOrEqualTo(1.000001);
  }

  @Test
  void aLineNeedsAGapAndFewWords() {
    assertThatThrownBy(() -> gaps().fill(file("la ___\nla luz __\n")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "asked.txt:2: expected a gap, found none. Fix: write ___ where a word is missing");
    assertThatThrownBy(() -> gaps().fill(file("la luz era buena, muy buena, ___")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("at most 8 tokens")
        .hasMessageContaining("found 9");
  }

  @Test
  void textsGoOn() throws IOException {
    Prose prose = prose();
    Gpt model = Gpt.of(GptConfig.of(prose.tokenizer().size(), 8, 8, 2, 1), Rng.of(1));
    Path asked = file("en el\nla luz era buena, muy buena, y era la luz\n");
    List<Prediction> said =
        prose.continuations(model, 3).of(asked, SpanishGpt.sensible(SpanishGpt.TEMPERATURE));
    assertThat(said).hasSize(2);
    assertThat(said.getFirst().answer()).isNotEmpty();
    assertThat(prose.continuations(model, 3).of(asked, SpanishGpt.sensible(0.8))).isEqualTo(said);
  }

  private static Prose prose() {
    var tokenizer = Pairs.of(VERSES, 300, 9).tokenizer();
    Prose.Part part = Prose.Part.of(tokenizer, "la luz");
    return new Prose(tokenizer, part, part, part);
  }

  /// A line is translated as its pieces are, whatever its other lines are.
  @Test
  void linesAreTranslatedPieceByPiece() throws IOException {
    Pairs pairs = Pairs.of(VERSES, 300, 4).withWords(12);
    int size = pairs.tokenizer().size();
    Translator model = Translator.of(new Translator.Config(size, size, 8, 2, 1, 0), Rng.of(2));
    Interpreter interpreter = new Interpreter(model, pairs, 2);
    List<String> alone = interpreter.translate(List.of("the light:", "in the beginning"));
    List<Prediction> said =
        interpreter.predict(file("In the BEGINNING\n\nThe light: in the beginning\n"));
    assertThat(said)
        .extracting(Prediction::answer)
        .containsExactly(alone.get(1), alone.get(0) + " " + alone.get(1));
    assertThat(said.getLast().of()).isEqualTo("The light: in the beginning");
    assertThatThrownBy(() -> interpreter.predict(file("light; " + "light ".repeat(200))))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("asked.txt:1: expected at most 18 tokens");
  }
}
