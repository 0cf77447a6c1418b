package dev.cien.zoo.pretrained;

import dev.cien.io.JsonPart;
import dev.cien.io.Safetensors;
import dev.cien.nn.GELU;
import dev.cien.nn.Layer;
import dev.cien.nn.MultiHeadAttention;
import dev.cien.nn.Params;
import dev.cien.nn.TransformerEncoderLayer;
import dev.cien.tensor.Tensor;
import dev.cien.text.ByteLevelBpe;
import dev.cien.text.TokenizerJson;
import dev.cien.zoo.Bert;
import dev.cien.zoo.BertEncoder;
import dev.cien.zoo.Gpt;
import dev.cien.zoo.Llama;
import dev.cien.zoo.LlamaBlock;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes models as [ModelFolder] reads them. `config.json` comes last: a folder that has one is
/// whole.
final class FolderWriter {
  private static final String ACROSS = ".*(c_attn|c_proj|c_fc)\\.weight";

  private final Path folder;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  FolderWriter(Path folder) {
    this.folder = folder;
  }

  void write(Gpt model, ByteLevelBpe tokenizer) {
    Params.of(model)
        .values()
        .forEach(
            (name, value) -> put("transformer." + name, name.matches(ACROSS) ? value.t() : value));
    int layers = model.blocks().size();
    if (layers == 0) {
      throw new IllegalArgumentException("model folder: expected at least one block, found none");
    }
    Map<String, Object> config = config("gpt2", "GPT2LMHeadModel", model.vocabulary());
    config.put("n_embd", model.tokens().weight().shape().dim(1));
    config.put("n_positions", model.context());
    config.put("n_layer", layers);
    config.put("n_head", model.blocks().getFirst().attention().heads());
    config.put("n_inner", model.blocks().getFirst().network().up().out());
    config.put("activation_function", "gelu_new");
    config.put("layer_norm_epsilon", model.norm().epsilon());
    for (String dropout : List.of("embd_pdrop", "attn_pdrop", "resid_pdrop")) {
      config.put(dropout, model.dropout());
    }
    withoutEnds(config);
    finish(config, tokenizer);
  }

  void write(Llama model, int context, ByteLevelBpe tokenizer) {
    if (model.blocks().isEmpty()) {
      throw new IllegalArgumentException("model folder: expected at least one block, found none");
    }
    Params.of(model)
        .values()
        .forEach((name, value) -> put((name.startsWith("lm_head") ? "" : "model.") + name, value));
    LlamaBlock block = model.blocks().getFirst();
    Map<String, Object> config = config("llama", "LlamaForCausalLM", model.vocabulary());
    config.put("tie_word_embeddings", model.head().isEmpty());
    config.put("hidden_size", model.tokens().weight().shape().dim(1));
    config.put("max_position_embeddings", context);
    config.put("num_hidden_layers", model.blocks().size());
    config.put("num_attention_heads", block.attention().heads());
    config.put("num_key_value_heads", block.attention().keyHeads());
    config.put("head_dim", block.attention().headWidth());
    config.put("intermediate_size", block.network().up().out());
    config.put("hidden_act", "silu");
    config.put("rms_norm_eps", model.norm().epsilon());
    config.put("rope_theta", model.positions().base());
    config.put("rope_scaling", null);
    withoutEnds(config);
    finish(config, tokenizer);
  }

  /// A family's own name tokens that this vocabulary need not have.
  private static void withoutEnds(Map<String, Object> config) {
    config.put("bos_token_id", null);
    config.put("eos_token_id", null);
  }

  void write(Bert model, ByteLevelBpe tokenizer) {
    BertFamily family = BertFamily.BERT;
    BertEncoder reader = model.reader();
    Tensor vectors = reader.tokens().weight().value();
    List<TransformerEncoderLayer> layers = reader.encoder().layers();
    if (layers.isEmpty() || !layers.stream().allMatch(FolderWriter::usual)) {
      throw new IllegalArgumentException(
          "model folder: expected blocks of BERT, which normalise after each part and have the"
              + " exact GELU, found "
              + layers);
    }
    String body = family.prefix();
    put(body + "embeddings.word_embeddings.weight", vectors);
    put(body + "embeddings.position_embeddings.weight", reader.positions().weight().value());
    put(body + "embeddings.token_type_embeddings.weight", Tensor.zeros(2, reader.width()));
    put(body + "embeddings.LayerNorm", reader.norm());
    for (int i = 0; i < layers.size(); i++) {
      put(body + family.layer() + i + ".", family, layers.get(i));
    }
    put(family.guess(), model.transform());
    put(family.guessNorm(), model.transformNorm());
    put(family.guessBias(), model.bias().value());
    Map<String, Object> config = config("bert", "BertForMaskedLM", vectors.shape().dim(0));
    config.put("hidden_size", reader.width());
    config.put("max_position_embeddings", reader.context());
    config.put("num_hidden_layers", layers.size());
    config.put("num_attention_heads", layers.getFirst().selfAttn().heads());
    config.put("intermediate_size", layers.getFirst().linear1().out());
    config.put("hidden_act", "gelu");
    config.put("type_vocab_size", 2);
    config.put("layer_norm_eps", reader.norm().epsilon());
    config.put("hidden_dropout_prob", reader.dropout());
    config.put("attention_probs_dropout_prob", reader.dropout());
    finish(config, tokenizer);
  }

  private static boolean usual(TransformerEncoderLayer layer) {
    return !layer.preNorm()
        && layer.activation().equals(GELU.of())
        && layer.selfAttn().inProj() instanceof MultiHeadAttention.InProj.Joint;
  }

  private void put(String at, BertFamily family, TransformerEncoderLayer layer) {
    MultiHeadAttention attention = layer.selfAttn();
    Map<String, Tensor> joint = Params.of(attention).values();
    List<String> parts = List.of(family.query(), family.key(), family.value());
    for (int i = 0; i < parts.size(); i++) {
      int from = i * attention.width();
      int to = from + attention.width();
      put(at + parts.get(i) + ".weight", joint.get("in_proj_weight").slice(0, from, to));
      put(at + parts.get(i) + ".bias", joint.get("in_proj_bias").slice(0, from, to));
    }
    put(at + family.attentionOutput(), attention.outProj());
    put(at + family.attentionNorm(), layer.norm1());
    put(at + family.up(), layer.linear1());
    put(at + family.down(), layer.linear2());
    put(at + family.outputNorm(), layer.norm2());
  }

  private void put(String name, Layer layer) {
    Params.of(layer).values().forEach((part, value) -> put(name + "." + part, value));
  }

  private void put(String name, Tensor value) {
    tensors.put(name, value.compute());
  }

  private static Map<String, Object> config(String type, String architecture, int vocabulary) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("architectures", List.of(architecture));
    config.put("model_type", type);
    config.put("vocab_size", vocabulary);
    config.put("tie_word_embeddings", true);
    return config;
  }

  private void finish(Map<String, Object> config, ByteLevelBpe tokenizer) {
    if (tokenizer.size() > (int) config.get("vocab_size")) {
      throw new IllegalArgumentException(
          "model folder: expected a tokenizer of at most as many tokens as the model knows, "
              + config.get("vocab_size")
              + ", found "
              + tokenizer.size()
              + ". Usual cause: the tokenizer of another model");
    }
    // `transformers` reads only files that say where they are from.
    Safetensors.write(folder.resolve("model.safetensors"), tensors, Map.of("format", "pt"));
    TokenizerJson.write(tokenizer, folder.resolve("tokenizer.json"));
    JsonPart.write(
        folder.resolve("tokenizer_config.json"),
        Map.of("tokenizer_class", "PreTrainedTokenizerFast"));
    JsonPart.write(folder.resolve("config.json"), config);
  }
}
