package dev.cien.recipes.language;

import dev.cien.nn.Layer;
import dev.cien.nn.loss.Losses;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;

/// How surprised language models are by a text.
final class Perplexities {
  private static final int ROWS = 32;

  private Perplexities() {}

  /// The mean cross-entropy of what a model says comes next, over a batch.
  ///
  /// @param model from tokens `[N, T]` to logits `[N, T, vocabulary]`
  /// @param targets the tokens that come next, `[N, T]`
  static Tensor cost(Layer model, Tensor tokens, Tensor targets) {
    Tensor logits = model.forward(tokens);
    return Losses.crossEntropy()
        .cost(logits.reshape(-1, logits.shape().dim(2)), targets.reshape(-1));
  }

  /// The mean surprise in nats at each token of a text but the first. The text is cut into pieces
  /// of `length` tokens, of which the second half counts, so that each counted token has at least
  /// half a piece before it; at the beginning all count.
  static double meanNats(Layer model, int length, int... tokens) {
    int hop = Math.max(1, length / 2);
    int pieces = Math.max(1, Math.ceilDiv(tokens.length - 1 - length, hop) + 1);
    int fed = Math.min(length, tokens.length - 1);
    Step step =
        Step.inference(
            in -> {
              Tensor logits = model.forward(in[0]);
              Tensor flat = logits.reshape(-1, logits.shape().dim(2));
              return new Tensor[] {Losses.crossEntropy().perSample(flat, in[1].reshape(-1))};
            });
    double sum = 0;
    long counted = 0;
    for (int first = 0; first < pieces; first += ROWS) {
      int[] inputs = new int[ROWS * fed];
      int[] targets = new int[ROWS * fed];
      for (int row = 0; row < ROWS; row++) {
        int from = from(Math.min(first + row, pieces - 1), hop, fed, tokens.length);
        System.arraycopy(tokens, from, inputs, row * fed, fed);
        System.arraycopy(tokens, from + 1, targets, row * fed, fed);
      }
      float[] nats =
          step.run(Tensor.of(inputs, ROWS, fed), Tensor.of(targets, ROWS, fed))[0].toFloats();
      for (int row = 0; row < ROWS && first + row < pieces; row++) {
        int piece = first + row;
        int from = from(piece, hop, fed, tokens.length);
        // Where the piece before it ended.
        int known = piece == 0 ? 0 : from(piece - 1, hop, fed, tokens.length) + fed - from;
        for (int t = known; t < fed; t++) {
          sum += nats[row * fed + t];
          counted++;
        }
      }
    }
    return sum / counted;
  }

  private static int from(int piece, int hop, int fed, int tokens) {
    return Math.min(piece * hop, tokens - 1 - fed);
  }
}
