package dev.cien.zoo.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.io.FileFormatException;
import dev.cien.io.Safetensors;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.text.BpeTrainer;
import dev.cien.text.ByteLevelBpe;
import dev.cien.text.Tokenizer;
import dev.cien.zoo.Bert;
import dev.cien.zoo.GptConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {
  @TempDir Path temp;

  private static Layer model(ModelFolder folder, String name) {
    return switch (folder.type()) {
      case "gpt2" -> folder.gpt();
      case "llama", "mistral" -> folder.llama();
      default -> name.endsWith("words") ? folder.bert() : folder.encoder();
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bert",
        "bert-words",
        "roberta-words",
        "distilbert-words",
        "gpt2",
        "llama",
        "llama-tied",
        "mistral"
      })
  void numbersAreThoseOfTransformers(String name) {
    ModelFolder folder = ModelFolder.open(Golden.folder(name));
    Tokenizer tokenizer = folder.tokenizer();
    Layer model = model(folder, name);
    List<String> texts = Golden.texts();
    List<Golden.Answer> answers = Golden.answers(name);
    for (int i = 0; i < texts.size(); i++) {
      Golden.Answer answer = answers.get(i);
      int[] ids = tokenizer.encodeForModel(texts.get(i));
      assertThat(ids.length == 0 ? new int[1] : ids).containsExactly(answer.ids());
      float[] made = model.forward(Tensor.of(answer.ids(), 1, answer.ids().length)).toFloats();
      int from = made.length - answer.values().length;
      // The last token's, where there are many.
      assertThat(Arrays.copyOfRange(made, from, made.length))
          .containsExactly(answer.values(), within(2e-5f));
    }
  }

  @Test
  void theModelIsOneToTrainAndToSave() {
    Params params = Params.of(ModelFolder.open(Golden.folder("bert-words")).bert());
    assertThat(params.trainableCount()).isEqualTo(params.count()).isGreaterThan(2000);
    assertThat(params.state()).containsKey("encoder.layers.1.self_attn.in_proj_weight");
  }

  @Test
  void aGptIsWrittenAsTransformersWritesIt() {
    ModelFolder golden = ModelFolder.open(Golden.folder("gpt2"));
    Path folder = temp.resolve("new").resolve("gpt");
    ModelFolder.write(folder, golden.gpt(), (ByteLevelBpe) golden.tokenizer());
    Map<String, Tensor> theirs = tensors(Golden.folder("gpt2"));
    Map<String, Tensor> ours = tensors(folder);
    assertThat(ours).containsOnlyKeys(theirs.keySet());
    theirs.forEach(
        (name, value) -> {
          assertThat(ours.get(name).shape()).as(name).isEqualTo(value.shape());
          assertThat(ours.get(name).toFloats()).as(name).isEqualTo(value.toFloats());
        });
    ModelFolder again = ModelFolder.open(folder);
    assertThat(again.tokenizer().encode("the cat")).isEqualTo(golden.tokenizer().encode("the cat"));
    Tensor text = Tensor.of(new int[] {5, 9, 200}, 1, 3);
    assertThat(again.gpt().forward(text).toFloats())
        .isEqualTo(golden.gpt().forward(text).toFloats());
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "llama-tied"})
  void aLlamaIsWrittenAsTransformersWritesIt(String name) {
    ModelFolder golden = ModelFolder.open(Golden.folder(name));
    ByteLevelBpe tokenizer = BpeTrainer.of(280).train("the cat sat on the mat, the cat sat");
    ModelFolder.write(temp, golden.llama(), golden.context(), tokenizer);
    Map<String, Tensor> theirs = tensors(Golden.folder(name));
    Map<String, Tensor> ours = tensors(temp);
    assertThat(ours).containsOnlyKeys(theirs.keySet());
    theirs.forEach(
        (tensor, value) ->
            assertThat(ours.get(tensor).toFloats()).as(tensor).isEqualTo(value.toFloats()));
    ModelFolder again = ModelFolder.open(temp);
    assertThat(again.context()).isEqualTo(64);
    Tensor text = Tensor.of(new int[] {5, 9, 200}, 1, 3);
    assertThat(again.llama().forward(text).toFloats())
        .isEqualTo(golden.llama().forward(text).toFloats());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "hidden_act": "silu" | "hidden_act": "gelu" | hidden_act: "gelu" is not supported
          "attention_bias": false | "attention_bias": true | attention_bias: true is not supported
          "mlp_bias": false | "mlp_bias": true | mlp_bias: true is not supported
          "rope_type": "default" | "rope_type": "yarn" | supported: positions that are not scaled
          "head_dim": 4 | "head_dim": 3 | expected heads of an even width, found 3
          "head_dim": 4 | "head_dim": 6 | q_proj.weight: expected [36, 24] by config.json, found [24, 24]
          "num_key_value_heads": 2 | "num_key_value_heads": 4 | num_key_value_heads: expected a number that divides the 6 heads
          "num_hidden_layers": 2 | "num_hidden_layers": 1 | tensors that this architecture does not have: [model.layers.1.
          "mlp_bias": false | "sliding_window": 8 | sliding_window: 8 is not supported
          "tie_word_embeddings": false | "tie_word_embeddings": true, "model_type": "gemma" | model_type
          """)
  void whatALlamaDoesNotHaveIsRefused(String usual, String changed, String message)
      throws IOException {
    Path llama = Golden.copy("llama", temp);
    Golden.edit(llama.resolve("config.json"), usual, changed);
    assertThatThrownBy(() -> ModelFolder.open(llama).llama())
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void positionsOfEarlierVersionsAreRead() throws IOException {
    Path llama = Golden.copy("llama-tied", temp);
    String text = Files.readString(llama.resolve("config.json"));
    Files.writeString(
        llama.resolve("config.json"),
        text.replaceAll(
            "(?s)\"rope_parameters\": \\{.*?\\}", "\"rope_theta\": 500.0, \"rope_scaling\": null"));
    assertThat(ModelFolder.open(llama).llama().positions().base()).isEqualTo(500);
    Golden.edit(
        llama.resolve("config.json"),
        "\"rope_scaling\": null",
        "\"rope_scaling\": {\"type\": \"linear\", \"factor\": 2}");
    assertThatThrownBy(() -> ModelFolder.open(llama).llama())
        .hasMessageContaining("rope_scaling: linear is not supported");
  }

  @Test
  void aBertIsWrittenAsTransformersNamesIt() {
    Bert bert = Bert.of(GptConfig.of(300, 16, 12, 3, 2), Rng.of(4));
    ByteLevelBpe tokenizer = BpeTrainer.of(280).train("the cat sat on the mat, the cat sat");
    ModelFolder.write(temp, bert, tokenizer);
    Set<String> theirs = new HashSet<>();
    for (int i = 1; i <= 3; i++) {
      theirs.addAll(
          Safetensors.open(
                  Golden.folder("bert-words").resolve("model-0000" + i + "-of-00003.safetensors"))
              .entries()
              .keySet());
    }
    assertThat(tensors(temp)).containsOnlyKeys(theirs);
    Tensor text = Tensor.of(new int[] {5, 9, 200, 4, 4}, 1, 5);
    assertThat(ModelFolder.open(temp).bert().forward(text).toFloats())
        .containsExactly(bert.forward(text).toFloats(), within(1e-6f));
    ByteLevelBpe larger = (ByteLevelBpe) ModelFolder.open(Golden.folder("gpt2")).tokenizer();
    Bert small = Bert.of(GptConfig.of(20, 16, 12, 3, 2), Rng.of(4));
    assertThatThrownBy(() -> ModelFolder.write(temp, small, larger))
        .hasMessageContaining("as many tokens as the model knows, 20, found 257");
  }

  private static Map<String, Tensor> tensors(Path folder) {
    return Safetensors.open(folder.resolve("model.safetensors")).tensors();
  }

  @Test
  void aFolderWithoutModelSaysWhatBelongsThere() throws IOException {
    assertThatThrownBy(() -> ModelFolder.open(temp))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("expected config.json, found none")
        .hasMessageContaining("fix: the folder that holds");
    Path bert = Golden.copy("bert", temp);
    Files.delete(bert.resolve("model.safetensors"));
    assertThatThrownBy(() -> ModelFolder.open(bert).encoder())
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("model.safetensors.index.json, found neither");
    Files.createFile(bert.resolve("pytorch_model.bin"));
    assertThatThrownBy(() -> ModelFolder.open(bert).encoder())
        .hasMessageContaining("a pickle, which may hold code and is not read");
  }

  @Test
  void aConfigurationOfAnotherSizeNamesTheTensorAndBothShapes() throws IOException {
    Path bert = Golden.copy("bert", temp);
    Path config = bert.resolve("config.json");
    Golden.edit(config, "\"intermediate_size\": 20", "\"intermediate_size\": 24");
    assertThatThrownBy(() -> ModelFolder.open(bert).encoder())
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("encoder.layer.0.intermediate.dense.weight")
        .hasMessageContaining("expected [24, 12] by config.json, found [20, 12]");
    Golden.edit(config, "\"intermediate_size\": 24", "\"intermediate_size\": 20");
    Golden.edit(config, "\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3");
    assertThatThrownBy(() -> ModelFolder.open(bert).encoder())
        .hasMessageContaining("expected the tensor encoder.layer.2.");
    Golden.edit(config, "\"num_hidden_layers\": 3", "\"num_hidden_layers\": 1");
    assertThatThrownBy(() -> ModelFolder.open(bert).encoder())
        .hasMessageContaining("tensors that this architecture does not have: [encoder.layer.1.");
    Golden.edit(config, "\"num_hidden_layers\": 1", "\"num_hidden_layers\": \"many\"");
    assertThatThrownBy(() -> ModelFolder.open(bert).encoder())
        .hasMessageContaining("config.json: num_hidden_layers: expected an integer, found");
  }

  @Test
  void whatWouldComputeSomethingElseIsRefusedByName() throws IOException {
    Path bert = Golden.copy("bert", temp);
    Path config = bert.resolve("config.json");
    Golden.edit(config, "\"hidden_act\": \"gelu\"", "\"hidden_act\": \"silu\"");
    assertThatThrownBy(() -> ModelFolder.open(bert).encoder())
        .hasMessageContaining("hidden_act: \"silu\" is not supported; supported: gelu");
    Golden.edit(config, "\"silu\"", "\"gelu\", \"position_embedding_type\": \"relative_key\"");
    assertThatThrownBy(() -> ModelFolder.open(bert).encoder())
        .hasMessageContaining("position_embedding_type: \"relative_key\" is not supported");
    assertThatThrownBy(() -> ModelFolder.open(bert).gpt())
        .hasMessageContaining("model_type: \"bert\" is not supported; supported: gpt2");
    assertThatThrownBy(() -> ModelFolder.open(Golden.folder("gpt2")).encoder())
        .hasMessageContaining("model_type: \"gpt2\" is not supported; supported: bert,");
    Path distilled = Golden.copy("distilbert-words", temp);
    Golden.edit(distilled.resolve("config.json"), "\"gelu\"", "\"relu\"");
    assertThatThrownBy(() -> ModelFolder.open(distilled).bert())
        .hasMessageContaining("activation: \"relu\" is not supported; supported: gelu, in a model");
    assertThatThrownBy(() -> ModelFolder.open(Golden.folder("bert")).bert())
        .hasMessageContaining("expected the tensor cls.predictions.transform.dense.weight");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "num_hidden_layers": 2 | "num_hidden_layers": 2000000000 | expected a number from 1 to
          "num_hidden_layers": 2 | "num_hidden_layers": -1 | num_hidden_layers: expected a number
          "num_attention_heads": 3 | "num_attention_heads": 0 | num_attention_heads: expected
          "num_attention_heads": 3 | "num_attention_heads": 5 | found 5 heads of width 12
          "vocab_size": 21 | "vocab_size": -21 | word_embeddings.weight: expected [-21, 12]
          "max_position_embeddings": 24 | "max_position_embeddings": 1e9 | expected an integer
          """)
  void impossibleSizesAreRefused(String usual, String changed, String message) throws IOException {
    Path bert = Golden.copy("bert", temp);
    Golden.edit(bert.resolve("config.json"), usual, changed);
    assertThatThrownBy(() -> ModelFolder.open(bert).encoder())
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anIndexStaysInItsFolder() throws IOException {
    Path bert = Golden.copy("bert-words", temp);
    Golden.edit(
        bert.resolve("model.safetensors.index.json"),
        "\"model-00001-of-00003.safetensors\"",
        "\"../model-00001-of-00003.safetensors\"");
    assertThatThrownBy(() -> ModelFolder.open(bert).bert())
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("expected the name of a .safetensors file in the same folder");
  }

  @Test
  void aFileThatWasCutOffIsSaidToBe() throws IOException {
    Path bert = Golden.copy("bert", temp);
    Path weights = bert.resolve("model.safetensors");
    Files.write(weights, Arrays.copyOf(Files.readAllBytes(weights), 9000));
    assertThatThrownBy(() -> ModelFolder.open(bert).encoder())
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("model.safetensors");
    Files.writeString(bert.resolve("config.json"), "{\"model_type\": \"bert\"");
    assertThatThrownBy(() -> ModelFolder.open(bert))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("config.json: expected JSON, found");
  }
}
