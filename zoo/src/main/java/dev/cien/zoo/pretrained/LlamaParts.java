package dev.cien.zoo.pretrained;

import dev.cien.io.JsonPart;
import dev.cien.nn.Embedding;
import dev.cien.nn.Linear;
import dev.cien.nn.RMSNorm;
import dev.cien.nn.RotaryPositions;
import dev.cien.zoo.Llama;
import dev.cien.zoo.LlamaBlock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Builds a LLaMA, or a Mistral, which has the same parts, out of a folder's sizes and tensors.
final class LlamaParts {
  private static final double BASE = 10_000;
  private static final double EPSILON = 1e-6;

  private final JsonPart config;
  private final FolderWeights weights;
  private final String prefix;
  private final int width;
  private final int heads;
  private final int keyHeads;
  private final int headWidth;
  private final int inner;
  private final double epsilon;

  LlamaParts(JsonPart config, FolderWeights weights) {
    JsonPart type = config.get("model_type");
    type.require(List.of("llama", "mistral").contains(type.text("none")), "llama, mistral");
    JsonPart activation = config.get("hidden_act");
    activation.require(activation.text("silu").equals("silu"), "silu");
    for (String bias : List.of("attention_bias", "mlp_bias")) {
      JsonPart part = config.get(bias);
      part.require(!part.flag(false), "false");
    }
    JsonPart window = config.get("sliding_window");
    window.require(
        window.isAbsent() || window.integer() >= config.get("max_position_embeddings").integer(),
        "null, attention to the whole text");
    this.config = config;
    this.weights = weights;
    this.prefix = weights.has("model.embed_tokens.weight") ? "model." : "";
    this.width = config.get("hidden_size").integer(1, ModelFolder.MOST);
    this.heads = config.get("num_attention_heads").integer(1, ModelFolder.MOST);
    JsonPart shared = config.get("num_key_value_heads");
    this.keyHeads = shared.isAbsent() ? heads : shared.integer(1, heads);
    if (heads % keyHeads != 0) {
      throw shared.expected("a number that divides the " + heads + " heads");
    }
    JsonPart head = config.get("head_dim");
    if (head.isAbsent()) {
      ModelFolder.divides(config, width, heads);
    }
    this.headWidth = head.isAbsent() ? width / heads : head.integer(2, ModelFolder.MOST);
    if (headWidth % 2 != 0) {
      throw config.problem("expected heads of an even width, found " + headWidth);
    }
    this.inner = config.get("intermediate_size").integer(1, ModelFolder.MOST);
    this.epsilon = config.get("rms_norm_eps").number(EPSILON);
  }

  Llama llama() {
    int vocabulary = config.get("vocab_size").integer();
    Embedding tokens = weights.embedding(prefix + "embed_tokens", vocabulary, width);
    boolean tied = config.get("tie_word_embeddings").flag(false);
    Llama llama =
        new Llama(
            tokens,
            IntStream.range(0, config.get("num_hidden_layers").integer(1, ModelFolder.MOST))
                .mapToObj(this::block)
                .toList(),
            norm(prefix + "norm"),
            tied ? Optional.empty() : Optional.of(linear("lm_head", width, vocabulary)),
            new RotaryPositions(headWidth, base()));
    weights.allTaken(prefix + "layers.", "rotary_emb.inv_freq");
    return llama;
  }

  /// Later versions of `transformers` say in one part what earlier ones said in two.
  private double base() {
    JsonPart later = config.get("rope_parameters");
    JsonPart scaling = later.isAbsent() ? config.get("rope_scaling") : later;
    JsonPart kind =
        scaling.get("rope_type").isAbsent() ? scaling.get("type") : scaling.get("rope_type");
    scaling.require(kind.text("default").equals("default"), "positions that are not scaled");
    return (later.isAbsent() ? config : later).get("rope_theta").number(BASE);
  }

  private LlamaBlock block(int i) {
    String at = prefix + "layers." + i + ".";
    int queries = heads * headWidth;
    int keys = keyHeads * headWidth;
    return new LlamaBlock(
        norm(at + "input_layernorm"),
        new LlamaBlock.SelfAttention(
            linear(at + "self_attn.q_proj", width, queries),
            linear(at + "self_attn.k_proj", width, keys),
            linear(at + "self_attn.v_proj", width, keys),
            linear(at + "self_attn.o_proj", queries, width),
            headWidth),
        norm(at + "post_attention_layernorm"),
        new LlamaBlock.Network(
            linear(at + "mlp.gate_proj", width, inner),
            linear(at + "mlp.up_proj", width, inner),
            linear(at + "mlp.down_proj", inner, width)));
  }

  private Linear linear(String name, int in, int out) {
    return new Linear(
        FolderWeights.variable("weight", weights.take(name + ".weight", out, in)),
        Optional.empty());
  }

  private RMSNorm norm(String name) {
    return new RMSNorm(
        FolderWeights.variable("weight", weights.take(name + ".weight", width)), epsilon);
  }
}
