package dev.cien.zoo.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.io.FileFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextModelsTest {
  private static final int WIDTH = 12;

  @TempDir Path temp;

  /// The mean of a text's vectors, one a token.
  private static float[] mean(float[] values) {
    float[] mean = new float[WIDTH];
    int tokens = values.length / WIDTH;
    for (int i = 0; i < values.length; i++) {
      mean[i % WIDTH] += values[i] / tokens;
    }
    return mean;
  }

  @Test
  void theMeanLeavesPaddingOut() {
    SentenceEncoder encoder = SentenceEncoder.open(Golden.folder("bert"));
    float[][] vectors = encoder.encode(Golden.texts());
    List<Golden.Answer> answers = Golden.answers("bert");
    for (int i = 0; i < vectors.length; i++) {
      assertThat(vectors[i]).containsExactly(mean(answers.get(i).values()), within(2e-5f));
    }
    assertThat(encoder.encode(List.of())).isEmpty();
  }

  @Test
  void vectorsComeInTheOrderOfTheTextsHoweverMany() {
    SentenceEncoder encoder = SentenceEncoder.open(Golden.folder("bert")).withNormalized(true);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 67; i++) {
      texts.add("the cat ".repeat(i % 9) + "dog");
    }
    float[][] all = encoder.encode(texts);
    for (int i = 0; i < all.length; i++) {
      assertThat(SentenceEncoder.cosine(all[i], all[i % 9])).isCloseTo(1, within(1e-6));
      assertThat(all[i]).containsExactly(encoder.encode(texts.get(i)), within(1e-5f));
      double square = 0;
      for (float x : all[i]) {
        square += x * x;
      }
      assertThat(square).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void aLongTextLosesItsEnd() {
    SentenceEncoder encoder = SentenceEncoder.open(Golden.folder("bert"));
    assertThat(encoder.longest()).isEqualTo(24);
    assertThat(encoder.encode("cat ".repeat(500)))
        .containsExactly(encoder.encode("cat ".repeat(22)), within(1e-6f));
    assertThat(encoder.withLongest(5).encode("cat cat cat dog dog"))
        .containsExactly(encoder.encode("cat cat cat"), within(1e-5f));
    assertThatThrownBy(() -> encoder.withLongest(25))
        .hasMessageContaining("expected texts of 1 to 24 tokens, which is what the model sees");
  }

  private Path modules(String pooling, String... types) throws IOException {
    Path folder = Golden.copy("bert", temp.resolve(pooling));
    List<String> modules = new ArrayList<>();
    for (String type : types) {
      modules.add(
          "{\"path\": \"%s\", \"type\": \"sentence_transformers.models.%s\"}"
              .formatted(type.equals("Pooling") ? "1_Pooling" : "", type));
    }
    Files.writeString(folder.resolve("modules.json"), modules.toString());
    Files.writeString(folder.resolve("sentence_bert_config.json"), "{\"max_seq_length\": 16}");
    Files.writeString(
        Files.createDirectory(folder.resolve("1_Pooling")).resolve("config.json"),
        "{\"pooling_mode_%s_tokens\": false, \"pooling_mode_%s\": true}"
            .formatted("lasttoken", pooling));
    return folder;
  }

  @Test
  void modulesSayHowVectorsAreMade() throws IOException {
    float[] values = Golden.answers("bert").getFirst().values();
    String text = Golden.texts().getFirst();
    SentenceEncoder first =
        SentenceEncoder.open(modules("cls_token", "Transformer", "Pooling", "Normalize"));
    assertThat(first.normalized()).isTrue();
    assertThat(first.longest()).isEqualTo(16);
    float[] cls = first.withNormalized(false).encode(text);
    for (int i = 0; i < WIDTH; i++) {
      assertThat(cls[i]).isCloseTo(values[i], within(2e-5f));
    }
    SentenceEncoder largest = SentenceEncoder.open(modules("max_tokens", "Transformer", "Pooling"));
    float[] max = largest.encode(text);
    for (int i = 0; i < WIDTH; i++) {
      float expected = Float.NEGATIVE_INFINITY;
      for (int j = i; j < values.length; j += WIDTH) {
        expected = Math.max(expected, values[j]);
      }
      assertThat(max[i]).isCloseTo(expected, within(2e-5f));
    }
  }

  @Test
  void modulesThatAreNotSupportedAreNamed() throws IOException {
    Path dense = modules("mean_tokens", "Transformer", "Pooling", "Dense");
    assertThatThrownBy(() -> SentenceEncoder.open(dense))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("models.Dense is not supported; supported: Transformer, Pooling");
    Path weighted = modules("weightedmean_tokens", "Transformer", "Pooling");
    assertThatThrownBy(() -> SentenceEncoder.open(weighted))
        .hasMessageContaining("the mean, the largest and the first token");
    Golden.edit(weighted.resolve("modules.json"), "1_Pooling", "../1_Pooling");
    assertThatThrownBy(() -> SentenceEncoder.open(weighted))
        .hasMessageContaining("expected the name of a folder inside this one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert-classes", "roberta-classes", "distilbert-classes"})
  void probabilitiesAreThoseOfTransformers(String name) {
    TextClassifier classifier = TextClassifier.open(Golden.folder(name));
    List<Map<String, Double>> answers = classifier.classify(Golden.texts());
    List<Golden.Answer> golden = Golden.answers(name);
    for (int i = 0; i < answers.size(); i++) {
      double[] p = probabilities(golden.get(i).values(), classifier.several());
      for (int j = 0; j < p.length; j++) {
        assertThat(answers.get(i).get(classifier.labels().get(j))).isCloseTo(p[j], within(1e-5));
      }
      assertThat(List.copyOf(answers.get(i).values()))
          .isSortedAccordingTo(Comparator.reverseOrder());
      assertThat(classifier.classify(Golden.texts().get(i)).keySet())
          .containsExactlyElementsOf(answers.get(i).keySet());
    }
    assertThat(classifier.several()).isEqualTo(name.startsWith("roberta"));
  }

  private static double[] probabilities(float[] logits, boolean several) {
    double[] p = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.exp(logits[i]);
      sum += p[i];
    }
    for (int i = 0; i < p.length; i++) {
      p[i] /= several ? p[i] + 1 : sum;
    }
    return p;
  }

  @Test
  void labelsAreTheFilesOwn() throws IOException {
    assertThat(TextClassifier.open(Golden.folder("bert-classes")).labels())
        .containsExactly("bad", "good", "neither");
    Path one = Golden.copy("bert-classes", temp);
    Golden.edit(one.resolve("config.json"), "\"1\": \"good\"", "\"7\": \"good\"");
    assertThatThrownBy(() -> TextClassifier.open(one))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("id2label: expected a label for each number from 0 to 2");
    assertThatThrownBy(() -> TextClassifier.open(Golden.folder("bert-words")))
        .hasMessageContaining("expected the tensor");
  }
}
