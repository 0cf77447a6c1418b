package dev.cien.zoo.pretrained;

import dev.cien.io.JsonPart;

/// How the relatives of BERT call their parts, and what they do differently.
///
/// @param prefix before the names of the body where there is a head too
/// @param layer the blocks, followed by their number
/// @param query and the others: the parts of a block
/// @param attentionNorm after the attention
/// @param up to the inner width
/// @param outputNorm after the small network
/// @param guess the linear layer of the head that guesses words
/// @param guessNorm after it
/// @param guessBias of the logits
record BertFamily(
    String prefix,
    String layer,
    String query,
    String key,
    String value,
    String attentionOutput,
    String attentionNorm,
    String up,
    String down,
    String outputNorm,
    String guess,
    String guessNorm,
    String guessBias) {
  /// BERT itself.
  static final BertFamily BERT =
      new BertFamily(
          "bert.",
          "encoder.layer.",
          "attention.self.query",
          "attention.self.key",
          "attention.self.value",
          "attention.output.dense",
          "attention.output.LayerNorm",
          "intermediate.dense",
          "output.dense",
          "output.LayerNorm",
          "cls.predictions.transform.dense",
          "cls.predictions.transform.LayerNorm",
          "cls.predictions.bias");

  private static final BertFamily DISTILBERT =
      new BertFamily(
          "distilbert.",
          "transformer.layer.",
          "attention.q_lin",
          "attention.k_lin",
          "attention.v_lin",
          "attention.out_lin",
          "sa_layer_norm",
          "ffn.lin1",
          "ffn.lin2",
          "output_layer_norm",
          "vocab_transform",
          "vocab_layer_norm",
          "vocab_projector.bias");

  private static final BertFamily ROBERTA =
      BERT.with("roberta.", "lm_head.dense", "lm_head.layer_norm", "lm_head.bias");

  private BertFamily with(String prefix, String guess, String guessNorm, String guessBias) {
    return new BertFamily(
        prefix,
        layer,
        query,
        key,
        value,
        attentionOutput,
        attentionNorm,
        up,
        down,
        outputNorm,
        guess,
        guessNorm,
        guessBias);
  }

  static BertFamily of(JsonPart type) {
    return switch (type.text("none")) {
      case "bert" -> BERT;
      case "distilbert" -> DISTILBERT;
      case "roberta", "camembert", "xlm-roberta" -> ROBERTA;
      default -> throw type.unsupported("bert, distilbert, roberta, camembert, xlm-roberta");
    };
  }

  /// The head that sorts texts into classes.
  ///
  /// @param hidden the first linear layer
  /// @param tanh whether tanh follows it, otherwise ReLU
  /// @param out the linear layer to the logits
  record Head(String hidden, boolean tanh, String out) {}

  Head head() {
    if (isRoberta()) {
      return new Head("classifier.dense", true, "classifier.out_proj");
    }
    return isDistilled()
        ? new Head("pre_classifier", false, "classifier")
        : new Head(prefix + "pooler.dense", true, "classifier");
  }

  boolean isRoberta() {
    return this == ROBERTA;
  }

  boolean isDistilled() {
    return this == DISTILBERT;
  }
}
