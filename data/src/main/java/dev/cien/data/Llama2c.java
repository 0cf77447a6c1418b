package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.io.JsonPart;
import dev.cien.io.Safetensors;
import dev.cien.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A small LLaMA as the program llama2.c reads it, weights and then tokenizer in one file, turned
/// into the three files of a folder of Hugging Face.
///
/// ```
/// width, inner, layers, heads, keyHeads, vocabulary, context    7 numbers, the vocabulary negative
///                                                               if the head is not the embedding
/// embedding [V, d]; then of all layers: norm [d], query [d, d], key [K·h, d], value [K·h, d],
/// result [d, d], norm [d], gate [m, d], down [d, m], up [m, d]; then norm [d]; cosines and sines of
/// the positions [T, h/2] each; the head [V, d] if it is one of its own          32-bit floats
/// longest token; then of each token: score, length, bytes                      the tokenizer
/// ```
///
/// All little-endian. There neighbours (2i, 2i + 1) of a query are turned together, here i and i +
/// h/2: the rows of queries and keys change places. The tokenizer is [Llama2cTokenizer]'s.
final class Llama2c {
  private static final int HEADER = 7;
  private static final int MOST = 1 << 20;
  private static final int MOST_BYTES = 1 << 30;

  private final Path file;
  private final ByteBuffer bytes;
  private final int width;
  private final int inner;
  private final int layers;
  private final int heads;
  private final int keyHeads;
  private final int vocabulary;
  private final int context;
  private final boolean tied;

  private Llama2c(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new FileFormatException(file, "expected at most 1 GiB, found " + Files.size(file));
    }
    this.file = file;
    this.bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    need((long) HEADER * Integer.BYTES, "the seven sizes");
    this.width = size("width");
    this.inner = size("inner width");
    this.layers = size("number of layers");
    this.heads = size("number of heads");
    this.keyHeads = size("number of key heads");
    int tokens = bytes.getInt();
    this.tied = tokens > 0;
    this.vocabulary = Math.abs(tokens);
    this.context = size("context");
    if (vocabulary < Llama2cTokenizer.PIECES_FROM || vocabulary > MOST) {
      throw problem(
          "a vocabulary of " + Llama2cTokenizer.PIECES_FROM + " to " + MOST + " tokens",
          vocabulary);
    }
    if (heads % keyHeads != 0 || width % (2 * heads) != 0) {
      throw problem(
          "heads of an even width that share keys evenly",
          heads + " heads, " + keyHeads + " of keys, of width " + width);
    }
  }

  /// The file in which a member such as `llama2.data#weights` is.
  static String file(String member) {
    return member.substring(0, Math.max(0, member.indexOf('#')));
  }

  /// Which part of a file a member such as `llama2.data#weights` asks for, written to `to`.
  static void convert(String member, Path file, Path to) throws IOException {
    Llama2c model = new Llama2c(file);
    switch (member.substring(member.indexOf('#') + 1)) {
      case "config" -> JsonPart.write(to, model.config());
      case "weights" -> Safetensors.write(to, model.weights(), Map.of("format", "pt"));
      case "tokenizer" -> {
        model.skipWeights();
        JsonPart.write(to, new Llama2cTokenizer(file, model.bytes, model.vocabulary).json());
      }
      default -> throw new IOException(member + ": expected #config, #weights or #tokenizer");
    }
  }

  private int size(String what) {
    int found = bytes.getInt();
    if (found < 1 || found > MOST) {
      throw problem("a " + what + " from 1 to " + MOST, found);
    }
    return found;
  }

  private FileFormatException problem(String expected, Object found) {
    return problem(file, expected, found);
  }

  static FileFormatException problem(Path file, String expected, Object found) {
    return new FileFormatException(
        file,
        "expected "
            + expected
            + ", found "
            + found
            + ". Usual cause: a file of another program, or of a later version of llama2.c");
  }

  private void need(long count, String what) {
    need(file, bytes, count, what);
  }

  static void need(Path file, ByteBuffer bytes, long count, String what) {
    if (bytes.remaining() < count) {
      throw problem(file, count + " bytes for " + what, bytes.remaining());
    }
  }

  private Map<String, Object> config() {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("architectures", List.of("LlamaForCausalLM"));
    config.put("model_type", "llama");
    config.put("vocab_size", vocabulary);
    config.put("hidden_size", width);
    config.put("intermediate_size", inner);
    config.put("num_hidden_layers", layers);
    config.put("num_attention_heads", heads);
    config.put("num_key_value_heads", keyHeads);
    config.put("max_position_embeddings", context);
    config.put("hidden_act", "silu");
    config.put("rms_norm_eps", 1e-5);
    config.put("rope_theta", 10_000);
    config.put("tie_word_embeddings", tied);
    config.put("bos_token_id", 1);
    config.put("eos_token_id", 2);
    return config;
  }

  private Map<String, Tensor> weights() {
    int head = width / heads;
    int keys = keyHeads * head;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("model.embed_tokens.weight", tensor(vocabulary, width));
    norms(tensors, "input_layernorm");
    each(tensors, "self_attn.q_proj", width, width, head);
    each(tensors, "self_attn.k_proj", keys, width, head);
    each(tensors, "self_attn.v_proj", keys, width, 0);
    each(tensors, "self_attn.o_proj", width, width, 0);
    norms(tensors, "post_attention_layernorm");
    each(tensors, "mlp.gate_proj", inner, width, 0);
    each(tensors, "mlp.down_proj", width, inner, 0);
    each(tensors, "mlp.up_proj", inner, width, 0);
    tensors.put("model.norm.weight", Tensor.of(floats(width), width));
    skipPositions();
    if (!tied) {
      tensors.put("lm_head.weight", tensor(vocabulary, width));
    }
    return tensors;
  }

  private void norms(Map<String, Tensor> tensors, String name) {
    for (int layer = 0; layer < layers; layer++) {
      tensors.put(name(layer, name), Tensor.of(floats(width), width));
    }
  }

  /// The weights of that name of all layers, with their rows in the other order of turns if they
  /// belong to heads of a width above 0.
  private void each(Map<String, Tensor> tensors, String name, int rows, int columns, int head) {
    for (int layer = 0; layer < layers; layer++) {
      tensors.put(
          name(layer, name),
          head == 0 ? tensor(rows, columns) : turned(floats((long) rows * columns), columns, head));
    }
  }

  private static String name(int layer, String name) {
    return "model.layers." + layer + "." + name + ".weight";
  }

  private static Tensor turned(float[] weight, int columns, int head) {
    int rows = weight.length / columns;
    float[] other = new float[weight.length];
    for (int row = 0; row < rows; row++) {
      int in = row % head;
      int from = row - in + (in < head / 2 ? 2 * in : 2 * (in - head / 2) + 1);
      System.arraycopy(weight, from * columns, other, row * columns, columns);
    }
    return Tensor.of(other, rows, columns);
  }

  private Tensor tensor(int rows, int columns) {
    return Tensor.of(floats((long) rows * columns), rows, columns);
  }

  private float[] floats(long count) {
    need(count * Float.BYTES, "weights");
    float[] values = new float[(int) count];
    bytes.asFloatBuffer().get(values);
    bytes.position(bytes.position() + values.length * Float.BYTES);
    return values;
  }

  private void skipPositions() {
    skip((long) context * (width / heads) * Float.BYTES);
  }

  private void skip(long count) {
    need(count, "weights");
    bytes.position(bytes.position() + (int) count);
  }

  private void skipWeights() {
    long keys = (long) keyHeads * (width / heads);
    long layer = 2L * width * width + 2 * keys * width + 3L * inner * width + 2L * width;
    long embeddings = (tied ? 1L : 2L) * vocabulary * width;
    skip((embeddings + layers * layer + width) * Float.BYTES);
    skipPositions();
  }
}
