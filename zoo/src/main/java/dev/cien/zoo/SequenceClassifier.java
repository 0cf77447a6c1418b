package dev.cien.zoo;

import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.nn.Recurrent;
import dev.cien.nn.RecurrentConfig;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;

/// One answer to a whole sequence: a recurrent layer reads it to its end, and a linear layer
/// answers from the last state.
///
/// ```
/// x       [N, T, in]
/// cell    hₜ = f(xₜ, hₜ₋₁), from h₀ = 0     [N, T, hidden]
/// last    h_T                              [N, hidden]
/// out     logits or quantities             [N, outputs]
/// ```
///
/// Everything that the answer needs must survive in h until the end: with long sequences that is
/// what plain cells cannot do and gated ones can.
///
/// S. Hochreiter, J. Schmidhuber: Long short-term memory, 1997.
///
/// @param cell the recurrent layer
/// @param out from the last state to the answer
public record SequenceClassifier(Recurrent<?> cell, Linear out) implements Layer {
  /// A model with one layer of the given cell.
  public static SequenceClassifier of(Cell cell, int in, int hidden, int outputs, Rng rng) {
    return of(cell, RecurrentConfig.of(in, hidden), outputs, rng);
  }

  /// A model whose recurrent layer has the given form: sequences first to last, samples first.
  public static SequenceClassifier of(Cell cell, RecurrentConfig config, int outputs, Rng rng) {
    if (config.bidirectional() || !config.batchFirst()) {
      throw new IllegalArgumentException(
          "sequence classifier: expected one direction and samples first, found "
              + config
              + ". Usual cause: the last step of the backward direction has read one element"
              + " only.");
    }
    return new SequenceClassifier(cell.layer(config, rng), Linear.of(config.out(), outputs, rng));
  }

  @Override
  public Tensor forward(Tensor x) {
    return out.forward(cell.forward(x).select(1, -1));
  }
}
