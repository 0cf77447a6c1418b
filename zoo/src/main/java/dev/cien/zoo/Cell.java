package dev.cien.zoo;

import dev.cien.nn.GRU;
import dev.cien.nn.LSTM;
import dev.cien.nn.RNN;
import dev.cien.nn.Recurrent;
import dev.cien.nn.RecurrentConfig;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A recurrent cell chosen by word, so that models and experiments can exchange it.
///
/// | word   | what is carried          | products a step | paper                                  |
/// |--------|--------------------------|-----------------|----------------------------------------|
/// | `rnn`  | h                        | 1               | J. Elman, 1990                         |
/// | `lstm` | h and the memory c       | 4               | S. Hochreiter, J. Schmidhuber, 1997    |
/// | `gru`  | h                        | 3               | K. Cho et al., 2014                    |
public enum Cell {
  /// h′ = tanh(W·x + U·h).
  RNN(1),
  /// Gates decide what a memory forgets, takes in and shows.
  LSTM(4),
  /// Gates decide how much of h is replaced.
  GRU(3);

  private final int products;

  Cell(int products) {
    this.products = products;
  }

  /// The cell of a word.
  ///
  /// @throws IllegalArgumentException if there is no such cell; the message lists the words
  public static Cell of(String word) {
    return Arrays.stream(values())
        .filter(cell -> cell.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "cell: expected one of " + words() + ", found " + word + "."));
  }

  /// The words of all cells.
  public static List<String> words() {
    return Arrays.stream(values()).map(Cell::word).toList();
  }

  /// Its word, such as `lstm`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// How many products W·x + U·h a step takes: a layer's weights are so many times those of `rnn`.
  public int products() {
    return products;
  }

  /// A layer of this cell.
  public Recurrent<?> layer(RecurrentConfig config, Rng rng) {
    return switch (this) {
      case RNN -> dev.cien.nn.RNN.of(config, rng);
      case LSTM -> dev.cien.nn.LSTM.of(config, rng);
      case GRU -> dev.cien.nn.GRU.of(config, rng);
    };
  }

  /// What any layer read, with its state as a list of tensors: h, or h and c.
  ///
  /// @param output `[N, T, hidden]` of a sequence, `[N, hidden]` of a step
  /// @param state each `[layers, N, hidden]`
  public record Read(Tensor output, List<Tensor> state) {
    /// Copies the list.
    public Read {
      state = List.copyOf(state);
    }
  }

  /// A state of zeros.
  public static List<Tensor> zeroState(Recurrent<?> layer, int batch) {
    return switch (layer) {
      case RNN rnn -> List.of(rnn.zeroState(batch).hidden());
      case GRU gru -> List.of(gru.zeroState(batch).hidden());
      case LSTM lstm -> parts(lstm.zeroState(batch));
    };
  }

  /// Reads a sequence `[N, T, in]` from a state.
  public static Read sequence(Recurrent<?> layer, Tensor x, List<Tensor> state) {
    return switch (layer) {
      case RNN rnn -> hidden(rnn.sequence(x, new Recurrent.Hidden(state.getFirst())));
      case GRU gru -> hidden(gru.sequence(x, new Recurrent.Hidden(state.getFirst())));
      case LSTM lstm -> {
        var read = lstm.sequence(x, new LSTM.State(state.getFirst(), state.getLast()));
        yield new Read(read.output(), parts(read.state()));
      }
    };
  }

  /// Reads one step `[N, in]` from a state.
  public static Read step(Recurrent<?> layer, Tensor x, List<Tensor> state) {
    return switch (layer) {
      case RNN rnn -> hidden(rnn.step(x, new Recurrent.Hidden(state.getFirst())));
      case GRU gru -> hidden(gru.step(x, new Recurrent.Hidden(state.getFirst())));
      case LSTM lstm -> {
        var read = lstm.step(x, new LSTM.State(state.getFirst(), state.getLast()));
        yield new Read(read.output(), parts(read.state()));
      }
    };
  }

  private static Read hidden(Recurrent.Output<Recurrent.Hidden> read) {
    return new Read(read.output(), List.of(read.state().hidden()));
  }

  private static List<Tensor> parts(LSTM.State state) {
    return List.of(state.hidden(), state.cell());
  }
}
