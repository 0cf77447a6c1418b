package dev.cien.zoo.pretrained;

import dev.cien.io.JsonPart;
import dev.cien.nn.LearnedPositions;
import dev.cien.zoo.Gpt;
import dev.cien.zoo.GptBlock;
import java.util.List;
import java.util.stream.IntStream;

/// Builds a GPT-2 out of a folder's sizes and tensors.
final class GptParts {
  private static final double EPSILON = 1e-5;
  private static final double DROPOUT = 0.1;

  private final JsonPart config;
  private final FolderWeights weights;
  private final String prefix;
  private final int width;
  private final int inner;
  private final int heads;
  private final double epsilon;
  private final double dropout;

  GptParts(JsonPart config, FolderWeights weights) {
    JsonPart type = config.get("model_type");
    type.require(type.text("none").equals("gpt2"), "gpt2");
    JsonPart activation = config.get("activation_function");
    activation.require(
        List.of("gelu_new", "gelu_pytorch_tanh").contains(activation.text("gelu_new")),
        "gelu_new, gelu_pytorch_tanh");
    only(config, "tie_word_embeddings", true);
    only(config, "scale_attn_weights", true);
    only(config, "scale_attn_by_inverse_layer_idx", false);
    only(config, "add_cross_attention", false);
    this.config = config;
    this.weights = weights;
    this.prefix = weights.has("transformer.wte.weight") ? "transformer." : "";
    this.width = config.get("n_embd").integer(1, ModelFolder.MOST);
    this.inner = config.get("n_inner").integer(4 * width);
    this.heads = config.get("n_head").integer(1, ModelFolder.MOST);
    ModelFolder.divides(config, width, heads);
    this.epsilon = config.get("layer_norm_epsilon").number(EPSILON);
    this.dropout = config.get("resid_pdrop").number(DROPOUT);
  }

  private static void only(JsonPart config, String name, boolean usual) {
    JsonPart part = config.get(name);
    part.require(part.flag(usual) == usual, String.valueOf(usual));
  }

  Gpt gpt() {
    int context = config.get("n_positions").integer(1, ModelFolder.MOST);
    Gpt gpt =
        new Gpt(
            weights.embedding(prefix + "wte", config.get("vocab_size").integer(), width),
            new LearnedPositions(
                FolderWeights.variable(
                    "weight", weights.take(prefix + "wpe.weight", context, width))),
            IntStream.range(0, config.get("n_layer").integer(1, ModelFolder.MOST))
                .mapToObj(this::block)
                .toList(),
            weights.norm(prefix + "ln_f", width, epsilon),
            dropout);
    weights.allTaken(prefix + "h.", "attn.bias", "attn.masked_bias");
    return gpt;
  }

  private GptBlock block(int i) {
    String at = prefix + "h." + i + ".";
    return new GptBlock(
        weights.norm(at + "ln_1", width, epsilon),
        new GptBlock.SelfAttention(
            weights.transposed(at + "attn.c_attn", width, 3 * width),
            weights.transposed(at + "attn.c_proj", width, width),
            heads,
            dropout),
        weights.norm(at + "ln_2", width, epsilon),
        new GptBlock.Network(
            weights.transposed(at + "mlp.c_fc", width, inner),
            weights.transposed(at + "mlp.c_proj", inner, width),
            dropout));
  }
}
