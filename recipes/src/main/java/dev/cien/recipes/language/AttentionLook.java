package dev.cien.recipes.language;

import dev.cien.recipes.live.MatrixRows;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Gpt;
import dev.cien.zoo.GptBlock;
import dev.cien.zoo.Sampling;
import java.util.List;

/// One head of one block at work on one text, number by number, and what the model says next.
///
/// With T letters and d numbers a head: scores = q·kᵀ / √d, those of later places masked, weights =
/// softmax of each row, output = weights · v.
///
/// @param tokens the letters
/// @param query `[T][d]`
/// @param key `[T][d]`
/// @param value `[T][d]`
/// @param scores before the mask, `[T][T]`: row by row, a place and what it looks at
/// @param weights after mask and softmax, `[T][T]`
/// @param output the weighted sums, `[T][d]`
/// @param signs all that may follow the place that was asked about
/// @param logits of each
/// @param plain their probabilities as they are
/// @param drawn their probabilities by temperature, top-k and top-p
record AttentionLook(
    List<String> tokens,
    float[][] query,
    float[][] key,
    float[][] value,
    float[][] scores,
    float[][] weights,
    float[][] output,
    List<String> signs,
    float[] logits,
    double[] plain,
    double[] drawn) {
  static AttentionLook of(
      Gpt model, int[] tokens, int layer, int head, int position, Sampling sampling) {
    Tensor x = Tensor.of(tokens, 1, tokens.length);
    Tensor h = model.positions().forward(model.tokens().forward(x));
    for (GptBlock block : model.blocks().subList(0, layer)) {
      h = block.forward(h);
    }
    GptBlock block = model.blocks().get(layer);
    GptBlock.Parts parts = block.attention().parts(block.norm1().forward(h));
    Tensor query = parts.query().at(0).at(head);
    Tensor key = parts.key().at(0).at(head);
    Tensor value = parts.value().at(0).at(head);
    Tensor scores = query.matmul(key.t()).mul(1 / Math.sqrt(query.shape().dim(1)));
    Tensor weights = block.attend(h).weights().at(0).at(head);
    float[] logits = model.forward(x).at(0).at(position).toFloats();
    return new AttentionLook(
        letters(tokens),
        MatrixRows.of(query),
        MatrixRows.of(key),
        MatrixRows.of(value),
        MatrixRows.of(scores),
        MatrixRows.of(weights),
        MatrixRows.of(weights.matmul(value)),
        LetterTask.SIGNS.chars().mapToObj(Character::toString).toList(),
        logits,
        Sampling.of(1).probabilities(logits),
        sampling.probabilities(logits));
  }

  private static List<String> letters(int[] tokens) {
    return LetterTask.text(tokens).chars().mapToObj(Character::toString).toList();
  }
}
