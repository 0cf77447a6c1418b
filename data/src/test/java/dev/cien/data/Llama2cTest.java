package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.FileFormatException;
import dev.cien.io.JsonPart;
import dev.cien.io.Safetensors;
import dev.cien.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Llama2cTest {
  private static final int WIDTH = 8;
  private static final int INNER = 6;
  private static final int LAYERS = 2;
  private static final int CONTEXT = 5;
  private static final List<String> PIECES = List.of(" ", "a", "b", " a", "ab", " ab");
  private static final int VOCABULARY = 259 + PIECES.size();

  @TempDir Path folder;

  /// A file whose weights count up from 0.
  private static byte[] file(boolean tied) {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    for (int size : new int[] {WIDTH, INNER, LAYERS, 2, 1, VOCABULARY, CONTEXT}) {
      bytes.putInt(size == VOCABULARY && !tied ? -size : size);
    }
    int layer = 2 * WIDTH * WIDTH + 2 * 4 * WIDTH + 3 * INNER * WIDTH + 2 * WIDTH;
    int head = tied ? 0 : VOCABULARY * WIDTH;
    int count = VOCABULARY * WIDTH + LAYERS * layer + WIDTH + CONTEXT * 4 + head;
    for (int i = 0; i < count; i++) {
      bytes.putFloat(i);
    }
    bytes.putInt(7);
    for (int id = 0; id < VOCABULARY; id++) {
      byte[] text =
          id < 259
              ? new byte[] {(byte) (id - 3)}
              : PIECES.get(id - 259).getBytes(StandardCharsets.UTF_8);
      bytes.putFloat(id < 262 ? 0 : -id).putInt(text.length).put(text);
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private Path convert(String part, byte[] bytes) throws IOException {
    Path from = folder.resolve("model.bin");
    Files.write(from, bytes);
    Path to = folder.resolve(part);
    Llama2c.convert("model.bin#" + part, from, to);
    return to;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void weightsGetTheirNamesAndTheirOrder(boolean tied) throws IOException {
    Map<String, Tensor> tensors = Safetensors.open(convert("weights", file(tied))).tensors();
    assertThat(tensors).hasSize((tied ? 2 : 3) + 9 * LAYERS);
    int at = VOCABULARY * WIDTH;
    assertThat(tensors.get("model.layers.1.input_layernorm.weight").toFloats())
        .startsWith(at + WIDTH);
    at += LAYERS * WIDTH;
    // Two heads of four: neighbours that are turned together lie half a head apart.
    float[] query = tensors.get("model.layers.0.self_attn.q_proj.weight").toFloats();
    int[] rows = {0, 2, 1, 3, 4, 6, 5, 7};
    for (int row = 0; row < WIDTH; row++) {
      assertThat(query[row * WIDTH + 3]).isEqualTo(at + rows[row] * WIDTH + 3);
    }
    at += LAYERS * WIDTH * WIDTH;
    float[] key = tensors.get("model.layers.1.self_attn.k_proj.weight").toFloats();
    assertThat(key).hasSize(4 * WIDTH);
    assertThat(key[WIDTH]).isEqualTo(at + 4 * WIDTH + 2 * WIDTH);
    float[] value = tensors.get("model.layers.0.self_attn.v_proj.weight").toFloats();
    assertThat(value[WIDTH]).isEqualTo(at + 2 * 4 * WIDTH + WIDTH);
    assertThat(tensors.get("model.layers.0.mlp.down_proj.weight").shape().dims())
        .containsExactly(WIDTH, INNER);
    if (!tied) {
      // After the last norm, and after the cosines and sines.
      float before = tensors.get("model.norm.weight").toFloats()[WIDTH - 1];
      assertThat(tensors.get("lm_head.weight").toFloats()).startsWith(before + 1 + CONTEXT * 4);
    }
  }

  @Test
  void scoresBecomeAnOrder() throws IOException {
    JsonPart json = JsonPart.read(convert("tokenizer", file(true)), 1 << 20);
    JsonPart model = json.get("model");
    assertThat(model.get("vocab").get("<0x41>").integer()).isEqualTo(3 + 0x41);
    assertThat(model.get("vocab").get("▁ab").integer()).isEqualTo(264);
    assertThat(model.get("merges").list())
        .extracting(merge -> merge.list().stream().map(JsonPart::text).toList())
        .containsExactly(
            List.of("▁", "a"), List.of("a", "b"), List.of("▁a", "b"), List.of("▁", "ab"));
    JsonPart config = JsonPart.read(convert("config", file(false)), 1 << 20);
    assertThat(config.get("tie_word_embeddings").flag(true)).isFalse();
    assertThat(config.get("num_key_value_heads").integer()).isEqualTo(1);
    assertThat(config.get("vocab_size").integer()).isEqualTo(VOCABULARY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | 0 | expected a width from 1 to 1048576, found 0
          0 | 10 | found 2 heads, 1 of keys, of width 10
          2 | -4 | expected a number of layers from 1
          4 | 2000000000 | expected a number of key heads
          5 | 3 | expected a vocabulary of 259 to 1048576 tokens, found 3
          5 | -2147483648 | expected a vocabulary of 259
          2 | 1000 | bytes for weights, found
          """)
  void impossibleSizesAreRefused(int place, int size, String message) {
    byte[] bytes = file(true);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(place * 4, size);
    assertThatThrownBy(() -> convert("weights", bytes))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aFileThatWasCutOffIsSaidToBe() {
    byte[] bytes = file(true);
    assertThatThrownBy(() -> convert("weights", Arrays.copyOf(bytes, 3000)))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("bytes for weights, found");
    assertThatThrownBy(() -> convert("tokenizer", Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("bytes for a token, found");
    assertThatThrownBy(() -> convert("config", Arrays.copyOf(bytes, 20)))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("expected 28 bytes for the seven sizes, found 20");
  }
}
