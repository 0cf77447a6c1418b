package dev.cien.zoo.pretrained;

import dev.cien.io.JsonPart;
import dev.cien.nn.GELU;
import dev.cien.nn.Layer;
import dev.cien.nn.LayerNorm;
import dev.cien.nn.LearnedPositions;
import dev.cien.nn.Linear;
import dev.cien.nn.MultiHeadAttention;
import dev.cien.nn.ReLU;
import dev.cien.nn.TransformerEncoder;
import dev.cien.nn.TransformerEncoderLayer;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Bert;
import dev.cien.zoo.BertEncoder;
import java.util.Optional;

/// Builds BERT and its relatives out of a folder's sizes and tensors.
///
/// The vector of the first sentence is added to those of the positions once, here, instead of at
/// every text: there is no second sentence.
final class BertParts {
  private static final double EPSILON = 1e-12;
  private static final double DROPOUT = 0.1;

  private final JsonPart config;
  private final FolderWeights weights;
  private final BertFamily family;
  private final String prefix;
  private final int width;
  private final double epsilon;
  private final double dropout;

  BertParts(JsonPart config, FolderWeights weights) {
    this.config = config;
    this.weights = weights;
    this.family = BertFamily.of(config.get("model_type"));
    boolean headed = weights.has(family.prefix() + "embeddings.word_embeddings.weight");
    this.prefix = headed ? family.prefix() : "";
    this.width = size("hidden_size", "dim");
    this.epsilon = config.get("layer_norm_eps").number(EPSILON);
    this.dropout =
        config.get(family.isDistilled() ? "dropout" : "hidden_dropout_prob").number(DROPOUT);
    JsonPart kind = config.get("position_embedding_type");
    kind.require(kind.text("absolute").equals("absolute"), "absolute");
    JsonPart decoder = config.get("is_decoder");
    decoder.require(!decoder.flag(false), "false");
  }

  int width() {
    return width;
  }

  BertFamily family() {
    return family;
  }

  /// A linear layer of a head.
  Linear linear(String name, int out) {
    return weights.linear(name, width, out);
  }

  /// The name of a part of the body.
  private String body(String part) {
    return prefix + part;
  }

  private int size(String name, String distilled) {
    return config.get(family.isDistilled() ? distilled : name).integer(1, ModelFolder.MOST);
  }

  private int vocabulary() {
    return config.get("vocab_size").integer();
  }

  BertEncoder encoder() {
    int layers = size("num_hidden_layers", "n_layers");
    var encoder =
        new BertEncoder(
            weights.embedding(body("embeddings.word_embeddings"), vocabulary(), width),
            positions(),
            norm(body("embeddings.LayerNorm")),
            TransformerEncoder.of(blocks(layers)),
            dropout);
    weights.allTaken(body(family.layer()));
    return encoder;
  }

  private LayerNorm norm(String name) {
    return weights.norm(name, width, epsilon);
  }

  private LearnedPositions positions() {
    int count = config.get("max_position_embeddings").integer(1, ModelFolder.MOST);
    Tensor all = weights.take(body("embeddings.position_embeddings.weight"), count, width);
    if (family.isRoberta()) {
      // RoBERTa counts on from the number of its padding, which stands for no position.
      JsonPart padding = config.get("pad_token_id");
      all = all.slice(0, padding.isAbsent() ? 2 : padding.integer(0, count - 2) + 1, count);
    }
    int types = config.get("type_vocab_size").integer(family.isDistilled() ? 0 : 2);
    if (types > 0) {
      all =
          all.add(
              weights.take(body("embeddings.token_type_embeddings.weight"), types, width).at(0));
    }
    return new LearnedPositions(FolderWeights.variable("weight", all));
  }

  private TransformerEncoderLayer[] blocks(int layers) {
    int heads = size("num_attention_heads", "n_heads");
    ModelFolder.divides(config, width, heads);
    int inner = size("intermediate_size", "hidden_dim");
    var blocks = new TransformerEncoderLayer[layers];
    for (int i = 0; i < layers; i++) {
      String at = body(family.layer()) + i + ".";
      blocks[i] =
          new TransformerEncoderLayer(
              attention(at, heads),
              weights.linear(at + family.up(), width, inner),
              weights.linear(at + family.down(), inner, width),
              norm(at + family.attentionNorm()),
              norm(at + family.outputNorm()),
              activation(),
              dropout,
              false);
    }
    return blocks;
  }

  /// Queries, keys and values from one product.
  private MultiHeadAttention attention(String at, int heads) {
    Linear query = weights.linear(at + family.query(), width, width);
    Linear key = weights.linear(at + family.key(), width, width);
    Linear value = weights.linear(at + family.value(), width, width);
    Tensor weight =
        Tensor.concat(0, query.weight().value(), key.weight().value(), value.weight().value());
    Tensor bias =
        Tensor.concat(
            0,
            query.bias().orElseThrow().value(),
            key.bias().orElseThrow().value(),
            value.bias().orElseThrow().value());
    return new MultiHeadAttention(
        new MultiHeadAttention.InProj.Joint(FolderWeights.variable("in_proj_weight", weight)),
        Optional.of(FolderWeights.variable("in_proj_bias", bias)),
        weights.linear(at + family.attentionOutput(), width, width),
        heads,
        dropout);
  }

  private JsonPart activationName() {
    return config.get(family.isDistilled() ? "activation" : "hidden_act");
  }

  private Layer activation() {
    JsonPart name = activationName();
    return switch (name.text("gelu")) {
      case "gelu" -> GELU.of();
      case "gelu_new", "gelu_pytorch_tanh" -> GELU.approximate();
      case "relu" -> ReLU.of();
      default -> throw name.unsupported("gelu, gelu_new, gelu_pytorch_tanh, relu");
    };
  }

  /// The whole model that guesses words.
  Bert bert() {
    JsonPart tied = config.get("tie_word_embeddings");
    tied.require(tied.flag(true), "true: the head's weights are the tokens' vectors");
    JsonPart act = activationName();
    act.require(act.text("gelu").equals("gelu"), "gelu, in a model that guesses words");
    return new Bert(
        encoder(),
        weights.linear(family.guess(), width, width),
        norm(family.guessNorm()),
        FolderWeights.variable("bias", weights.take(family.guessBias(), vocabulary())));
  }
}
