package dev.cien.recipes.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.recipes.Prediction;
import dev.cien.text.CharTokenizer;
import dev.cien.text.Tokenizer;
import dev.cien.zoo.NextToken;
import dev.cien.zoo.Sampling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContinuationsTest {
  private static final Tokenizer LETTERS = CharTokenizer.of("abcd", Tokenizer.UNKNOWN);

  @TempDir Path folder;

  /// Says that the next letter of the alphabet follows, and hardly any other.
  private static final class Alphabet implements NextToken {
    private int read;

    @Override
    public float[] after(int token) {
      read++;
      float[] logits = new float[LETTERS.size()];
      logits[1 + token % 4] = read < 3 ? 40 : 0;
      return logits;
    }

    @Override
    public void restart() {
      read = 0;
    }
  }

  @Test
  void everyLineGoesOnWhateverWasReadBefore() throws Exception {
    Path file = Files.writeString(folder.resolve("begin.txt"), "a\n\nab\na\n");
    var continuations = new Continuations(new Alphabet(), LETTERS, 8, 5);
    List<Prediction> said = continuations.of(file, Sampling.of(1));
    assertThat(said).extracting(Prediction::of).containsExactly("a", "ab", "a");
    assertThat(said.get(0).answer()).startsWith("bc");
    assertThat(said.get(1).answer()).startsWith("c");
    assertThat(said.get(2)).isEqualTo(said.get(0));
    assertThat(said.get(0).probabilities()).isEqualTo(Map.of());
    assertThat(new Continuations(new Alphabet(), LETTERS, 8, 6).of(file, Sampling.of(1)))
        .isNotEqualTo(said);
  }
}
