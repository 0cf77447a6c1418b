package dev.cien.zoo;

import dev.cien.nn.Embedding;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.nn.Recurrent;
import dev.cien.nn.RecurrentConfig;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.List;

/// An answer at every place of a sequence of symbols. With the next symbol as the answer it is a
/// language model: p(xₜ₊₁ | x₁ … xₜ) = softmax(logitsₜ).
///
/// ```
/// x           symbols, whole numbers            [N, T]
/// embedding   a vector a symbol                 [N, T, width]
/// cell        hₜ = f(eₜ, hₜ₋₁)                  [N, T, hidden]
/// out         logits at every place             [N, T, answers]
/// ```
///
/// [#read] takes and gives the state, so that a long text can be read piece by piece and a new one
/// written symbol by symbol.
///
/// T. Mikolov et al.: Recurrent neural network based language model, 2010.
///
/// @param embedding a vector for each symbol
/// @param cell the recurrent layer
/// @param out from each state to the logits
public record SequenceTagger(Embedding embedding, Recurrent<?> cell, Linear out) implements Layer {
  /// What was read.
  ///
  /// @param logits `[N, T, answers]`
  /// @param state what to go on from: h, or h and c
  public record Read(Tensor logits, List<Tensor> state) {
    /// Copies the list.
    public Read {
      state = List.copyOf(state);
    }
  }

  /// A model with one layer of the given cell.
  public static SequenceTagger of(
      Cell cell, int symbols, int width, int hidden, int answers, Rng rng) {
    return of(cell, symbols, RecurrentConfig.of(width, hidden), answers, rng);
  }

  /// A model whose recurrent layer has the given form, `config.in()` being the width of the
  /// vectors.
  public static SequenceTagger of(
      Cell cell, int symbols, RecurrentConfig config, int answers, Rng rng) {
    return new SequenceTagger(
        Embedding.of(symbols, config.in(), rng),
        cell.layer(config, rng),
        Linear.of(config.directions() * config.out(), answers, rng));
  }

  @Override
  public Tensor forward(Tensor x) {
    return out.forward(cell.forward(embedding.forward(x)));
  }

  /// A state of zeros: nothing was read yet.
  public List<Tensor> zeroState(int batch) {
    return Cell.zeroState(cell, batch);
  }

  /// Reads symbols `[N, T]` from a state.
  public Read read(Tensor x, List<Tensor> state) {
    Cell.Read read = Cell.sequence(cell, embedding.forward(x), state);
    return new Read(out.forward(read.output()), read.state());
  }
}
