package dev.cien.recipes.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.recipes.Settings;
import dev.cien.tensor.Rng;
import dev.cien.text.CharTokenizer;
import dev.cien.text.Tokenizer;
import dev.cien.zoo.Cell;
import dev.cien.zoo.SequenceTagger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CharRnnTest {
  private static final String TEXT =
      "La cigüeña vuelve al campanario cuando el año empieza a calentar.\nEl niño la mira.\n"
          .repeat(20);

  @TempDir Path folder;

  @Test
  void aShortTextIsLearntAndWritten() throws IOException {
    Tokenizer tokenizer = CharTokenizer.of(TEXT, Tokenizer.UNKNOWN);
    Settings settings =
        new CharRnn()
            .settings(
                Map.of(
                    "epochs", "1", "steps", "150", "hidden", "32", "length", "16", "rate", "0.02",
                    "batch", "16", "cell", "gru"));
    SequenceTagger model =
        SequenceTagger.of(Cell.GRU, tokenizer.size(), 32, 32, tokenizer.size(), Rng.of(1));
    int[] ids = tokenizer.encode(TEXT);
    var writer = new CharRnn.Writer(settings, tokenizer, model, ids, ids, ids);
    double before = writer.bits(ids);
    assertThat(before).isCloseTo(Math.log(tokenizer.size()) / Math.log(2), within(1.0));
    writer.trainer().fit(writer.training());
    assertThat(writer.bits(ids)).isLessThan(before / 3);
    assertThat(writer.sample(0.3, 60)).hasSize(60).contains("ñ");
    Path file = Files.writeString(folder.resolve("begin.txt"), "La cigüe\n");
    String answer = writer.predict(file).getFirst().answer();
    assertThat(answer).hasSize(400).startsWith("ña vuelve");
    assertThat(writer.predict(file).getFirst().answer()).isEqualTo(answer);
  }
}
