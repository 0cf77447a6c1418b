package dev.cien.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.text.BpeTrainer;
import dev.cien.text.ByteLevelBpe;
import dev.cien.text.Tokenizer;
import dev.cien.zoo.Bert;
import dev.cien.zoo.Generator;
import dev.cien.zoo.Gpt;
import dev.cien.zoo.GptCache;
import dev.cien.zoo.GptConfig;
import dev.cien.zoo.Llama;
import dev.cien.zoo.LlamaCache;
import dev.cien.zoo.LlamaConfig;
import dev.cien.zoo.Sampling;
import dev.cien.zoo.pretrained.ModelFolder;
import dev.cien.zoo.pretrained.SentenceEncoder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainedTest {
  private static final ByteLevelBpe TOKENIZER =
      BpeTrainer.of(300).train("the cat sat on the mat, the dog sat on the cat");

  @TempDir Path folder;

  @Test
  void sentencesBecomeVectors() {
    ModelFolder.write(
        folder, Bert.of(GptConfig.of(TOKENIZER.size(), 64, 24, 3, 2), Rng.of(1)), TOKENIZER);

    // region sentences
    SentenceEncoder encoder = SentenceEncoder.open(folder);
    float[][] vectors = encoder.encode(List.of("the cat sat", "the cat sat.", "on the dog"));
    double alike = SentenceEncoder.cosine(vectors[0], vectors[1]);
    // endregion

    assertThat(alike).isGreaterThan(SentenceEncoder.cosine(vectors[0], vectors[2]));
    assertThat(vectors[2]).containsExactly(encoder.encode("on the dog"), within(1e-5f));
  }

  @Test
  void aFolderIsReadAndWritten() {
    Gpt model = Gpt.of(GptConfig.of(TOKENIZER.size(), 64, 24, 3, 2), Rng.of(2));
    ByteLevelBpe tokenizer = TOKENIZER;

    // region write
    ModelFolder.write(folder, model, tokenizer);
    // endregion

    // region read
    ModelFolder opened = ModelFolder.open(folder);
    Tokenizer words = opened.tokenizer();
    Gpt gpt = opened.gpt();
    var generator = new Generator(new GptCache(gpt), Sampling.of(0.8).withTopP(0.95), Rng.of(42));
    String text = words.decode(generator.write(words.encode("the cat"), 20));
    // endregion

    Tensor x = Tensor.of(new int[] {1, 2, 3}, 1, 3);
    assertThat(gpt.forward(x).toFloats()).isEqualTo(model.forward(x).toFloats());
    assertThat(text).isNotEmpty();
  }

  @Test
  void aLlamaWrites() {
    Llama model = Llama.of(LlamaConfig.of(TOKENIZER.size(), 64, 24, 3, 2), Rng.of(2));
    ModelFolder.write(folder, model, 64, TOKENIZER);

    // region llama
    ModelFolder opened = ModelFolder.open(folder);
    Tokenizer words = opened.tokenizer();
    Llama llama = opened.llama();
    var cache = new LlamaCache(llama, opened.context());
    var writer = new Generator(cache, Sampling.of(0.8).withTopP(0.95), Rng.of(42));
    String text = words.decode(writer.write(words.encodeForModel("the cat"), 20));
    // endregion

    assertThat(text).isNotEmpty();
  }
}
